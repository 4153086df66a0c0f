package io.mfaengine.benchmarks;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;

import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * From the start of a JVM to the first verification: an engine is built, a user enrolled from a URI, an action tracked,
 * its token opened, and the code accepted.
 *
 * <p><b>Floor</b>: {@link ColdStartFloor}, in the same kind of process. Its class path is the same; it touches no class of
 * the engine nor of any library.
 */
public final class ColdStart {
    private ColdStart() {}

    /** Verifies once. */
    public static void main(String[] arguments) {
        MfaEngine mfa = MfaEngine.builder(MemoryStore.create(), KeyRing.generate())
                .method(AuthenticatorApp.of("Acme"))
                .build();
        mfa.enrollVerifiedAuthenticator(
                        "user",
                        AUTHENTICATOR_APP,
                        Secret.of("otpauth://totp/Acme:user?issuer=Acme&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"))
                .accepted();
        ActionSession session = mfa.session(
                        mfa.track(Intent.user("user").action("sign-in")).token())
                .orElseThrow();
        byte[] seed = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
        String code = People.text(new BareCodes().code(seed, Instant.now().getEpochSecond() / 30));
        session.verify(AUTHENTICATOR_APP, code).accepted();
    }
}
