package io.mfaengine.misuse;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A program of an application, outside our packages, that is compiled and not run. */
final class Program extends SimpleJavaFileObject {
    private static final String FRAME = """
            package app;

            import io.mfaengine.*;
            import io.mfaengine.crypto.*;
            import io.mfaengine.delivery.*;
            import io.mfaengine.method.*;
            import io.mfaengine.model.*;
            import io.mfaengine.store.*;
            import java.net.URI;
            import java.util.*;

            final class Program {
                static void transfer(Clearance leave) {}

                static void run(
                        MfaEngine mfa, ActionSession session, Decision decision, Validation validation,
                        Challenge challenge, Verification verification, Intent intent, Handle token,
                        AuthenticatorType type, AuthenticatorId id, Action action, User user, Secret secret,
                        Settings settings, KeyRing keys, MfaStore store, SmsSender sms, EmailSender email,
                        URI link) {
                    %s
                }
            }

            %s
            """;
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final StandardJavaFileManager FILES =
            COMPILER.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

    private final String text;

    private Program(String text) {
        super(URI.create("string:///app/Program.java"), Kind.SOURCE);
        this.text = text;
    }

    /** The errors of some statements, or of a class: the compiler's code for each, and its message. */
    static List<String> errors(String statements) {
        boolean declares = statements.contains("class ");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        boolean compiled = COMPILER.getTask(
                        null,
                        FILES,
                        said,
                        List.of("-proc:none", "-implicit:none", "-XDshould-stop.ifNoError=FLOW", "-cp", classPath),
                        null,
                        List.of(new Program(FRAME.formatted(declares ? "" : statements, declares ? statements : ""))))
                .call();
        List<String> errors = said.getDiagnostics().stream()
                .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .map(d -> d.getCode().replace("compiler.err.", "") + ": " + d.getMessage(Locale.ROOT))
                .toList();
        if (compiled != errors.isEmpty()) {
            throw new IllegalStateException("the compiler contradicts itself: " + said.getDiagnostics());
        }
        return errors;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }
}
