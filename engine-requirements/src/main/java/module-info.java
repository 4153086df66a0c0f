/** Numbers that tie tests to requirements. */
module io.mfaengine.requirements {
    requires static com.google.errorprone.annotations;
    requires static org.jspecify;

    exports io.mfaengine.requirements;
}
