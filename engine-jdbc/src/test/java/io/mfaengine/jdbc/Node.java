package io.mfaengine.jdbc;

import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.MfaException;
import io.mfaengine.Verification;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.store.MfaStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/** A node of the application: it does what it is asked in words, and may die of it. */
interface Node {
    /** A clock of its own, this far from that of the trial. */
    Duration AHEAD = Duration.ofSeconds(5);

    /** What it answers; {@link #LOST} if it died first, or the store did. */
    CompletableFuture<String> ask(Instant now, String... words);

    /** Nobody knows what came of it. */
    String LOST = "LOST";

    /** One engine that does what it is asked. */
    final class Desk {
        private volatile Instant now = Instant.EPOCH;
        private final Duration ahead;
        private final MfaEngine mfa;

        Desk(DataSource dataSource, KeyRing keys, Duration ahead) {
            this(JdbcStore.create(dataSource), keys, ahead);
        }

        Desk(MfaStore store, KeyRing keys, Duration ahead) {
            this.ahead = ahead;
            this.mfa = MfaEngine.builder(store, keys)
                    .clock(() -> now)
                    .method(AuthenticatorApp.of("Acme"))
                    .build();
        }

        MfaEngine engine() {
            return mfa;
        }

        String answer(Instant instant, String... words) {
            now = instant.plus(ahead);
            try {
                return switch (words[0]) {
                    case "track" ->
                        mfa.track(intent(words[1], words[2])).token().value();
                    case "verify" -> verify(Handle.of(words[1]), words[2]);
                    case "validate" -> validate(Handle.of(words[1]), intent(words[2], words[3]));
                    default -> throw new IllegalArgumentException(words[0]);
                };
            } catch (MfaException e) {
                return LOST;
            }
        }

        private String verify(Handle token, String code) {
            Optional<ActionSession> session = mfa.session(token);
            if (session.isEmpty()) {
                return "NO_SESSION";
            }
            Verification answer = session.get().verify(AuthenticatorType.AUTHENTICATOR_APP, code);
            return answer instanceof Verification.Accepted
                    ? "ACCEPTED"
                    : answer.refused().reason().name();
        }

        private String validate(Handle token, Intent intent) {
            return mfa.validateChallenge(token, intent).reason().map(Enum::name).orElse("VALID");
        }

        static Intent intent(String userId, String key) {
            return Intent.user(userId).action("sign-in").idempotencyKey(key);
        }
    }
}
