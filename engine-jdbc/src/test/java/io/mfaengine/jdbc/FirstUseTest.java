package io.mfaengine.jdbc;

import static io.mfaengine.model.AuthenticatorType.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.method.SmsCode;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Secret;
import io.mfaengine.testkit.Outbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM loads only when it needs it. */
class FirstUseTest {
    private static final String PLANS = "com.google.i18n.phonenumbers.PhoneNumberUtil source";

    @Test
    void theNumberingPlansAreLoadedByAChallengeAndNotByVerify(@TempDir Path folder) throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("db").toAbsolutePath();
        Outbox outbox = Outbox.create();
        JdbcConnectionPool pool = JdbcConnectionPool.create(url, "sa", "");
        MfaEngine mfa = engine(JdbcStore.create(pool), outbox);
        mfa.enrollVerifiedAuthenticator("usr_1", SMS, Secret.of("+64271000001")).accepted();
        Handle token = mfa.track(Intent.user("usr_1").action("sign-in")).token();
        mfa.session(token).orElseThrow().challenge(SMS).open();
        pool.dispose();
        String code = outbox.lastCode("+64271000001");
        assertThat(loaded(folder, url, token.value(), code))
                .contains("io.mfaengine.method.SmsCode")
                .doesNotContain(PLANS);
        assertThat(loaded(folder, url, token.value(), "challenge")).contains(PLANS);
    }

    private static MfaEngine engine(JdbcStore store, Outbox outbox) {
        return MfaEngine.builder(store, KeyRing.of("k", Trial.key()))
                .method(SmsCode.of("Acme", outbox.sms(), "NZ", "AU"))
                .build();
    }

    /** The names of all classes that a JVM loads to do one thing. */
    private static String loaded(Path folder, String url, String token, String word)
            throws IOException, InterruptedException {
        Path log = folder.resolve("loaded.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + log + "::filecount=0",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        FirstUseTest.class.getName(),
                        url,
                        token,
                        word)
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readString(log);
    }

    /** The other process: the URL of the database, the token, the code or {@code challenge}. */
    public static void main(String[] arguments) {
        JdbcConnectionPool pool = JdbcConnectionPool.create(arguments[0], "sa", "");
        MfaEngine mfa = engine(JdbcStore.create(pool), Outbox.create());
        if (arguments[2].equals("challenge")) {
            Intent again = Intent.user("usr_1").action("sign-in").idempotencyKey("again");
            session(mfa, mfa.track(again).token()).challenge(SMS).open();
        } else {
            session(mfa, Handle.of(arguments[1])).verify(SMS, arguments[2]).accepted();
        }
        pool.dispose();
    }

    private static ActionSession session(MfaEngine mfa, Handle token) {
        return mfa.session(token).orElseThrow();
    }
}
