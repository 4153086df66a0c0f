/** Contracts that a store and an engine have to keep. */
module io.mfaengine.testkit {
    requires static transitive com.google.errorprone.annotations;
    requires static transitive org.jspecify;
    requires transitive io.mfaengine.core;
    requires transitive io.mfaengine.requirements;
    requires transitive org.junit.jupiter.api;
    requires com.google.common;
    requires java.logging;
    requires org.assertj.core;

    exports io.mfaengine.testkit;
    exports io.mfaengine.testkit.engine;
    exports io.mfaengine.testkit.sent;
    // The rules of a contract are package-private; users extend the contract.
    opens io.mfaengine.testkit to
            org.junit.platform.commons;
    opens io.mfaengine.testkit.sent to
            org.junit.platform.commons;
    opens io.mfaengine.testkit.engine to
            org.junit.platform.commons;
}
