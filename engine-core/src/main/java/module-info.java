/** The engine: what an application, a person and an operator may do, and the storage interface. */
@SuppressWarnings("requires-automatic") // libphonenumber has a stable name, and no descriptor
module io.mfaengine.core {
    requires static transitive com.google.errorprone.annotations;
    requires static transitive org.jspecify;
    requires com.google.common;
    requires com.google.gson;
    requires com.google.i18n.phonenumbers.libphonenumber;

    exports io.mfaengine;
    exports io.mfaengine.crypto;
    exports io.mfaengine.delivery;
    exports io.mfaengine.method;
    exports io.mfaengine.model;
    exports io.mfaengine.store;
}
