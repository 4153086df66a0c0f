/** A bounded store in memory. */
module io.mfaengine.memory {
    requires static transitive com.google.errorprone.annotations;
    requires static transitive org.jspecify;
    requires com.github.benmanes.caffeine;
    requires transitive io.mfaengine.core;

    exports io.mfaengine.memory;
}
