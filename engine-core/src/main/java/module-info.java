/** The engine: what an application, a person and an operator may do, and the storage interface. */
module io.mfaengine.core {
    requires static transitive com.google.errorprone.annotations;
    requires static transitive org.jspecify;
    requires com.google.common;
    requires com.google.gson;

    exports io.mfaengine;
    exports io.mfaengine.crypto;
    exports io.mfaengine.method;
    exports io.mfaengine.model;
    exports io.mfaengine.store;
}
