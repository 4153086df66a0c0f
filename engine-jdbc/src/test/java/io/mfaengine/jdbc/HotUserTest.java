package io.mfaengine.jdbc;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.MfaException;
import io.mfaengine.Operator;
import io.mfaengine.UserUpdate;
import io.mfaengine.Verification;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.model.Intent;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.MovableClock;
import io.mfaengine.testkit.PhoneApp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * 64 connections, and all want one user. What was told is what is counted, and every call ends. The system property
 * {@code mfaengine.rounds} says how many rounds; on a machine that does nothing else {@code mfaengine.hot.millis} says
 * within how many milliseconds each call ends, and then at most one of 100 may be unavailable.
 */
class HotUserTest {
    private static final int CALLERS = 64;
    private static final boolean IS_TIMED = Long.getLong("mfaengine.hot.millis") != null;
    private static final long MOST_MILLIS = Long.getLong("mfaengine.hot.millis", 20_000);
    private static final String USER = "usr_1";

    private final int rounds = Math.min(12, Integer.getInteger("mfaengine.rounds", 4));
    private final MovableClock clock = MovableClock.at("2026-11-24T09:00:00Z");
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private HikariDataSource pool;
    private MfaEngine mfa;
    private PhoneApp phone;
    private int unavailable;

    @BeforeEach
    void enrol() {
        PostgresServer.emptyStore().close();
        pool = PostgresServer.pool(PostgresServer.SHARED, CALLERS);
        mfa = MfaEngine.builder(JdbcStore.create(pool), KeyRing.generate())
                .clock(clock)
                .method(AuthenticatorApp.of("Acme"))
                .build();
        ActionSession first = session("first");
        phone = PhoneApp.scan(first.enroll(AUTHENTICATOR_APP), clock);
        assertThat(first.verify(AUTHENTICATOR_APP, phone.code()).accepted().enrolled())
                .isTrue();
        // opens all connections, and shows the server each statement
        assertThat(all(caller -> mfa.getUser(USER).userId())).containsOnly(USER);
    }

    @AfterEach
    void close() {
        callers.shutdownNow().forEach(task -> {});
        pool.close();
    }

    @Test
    @Requirement({"R31", "R32", "I8"})
    void everyChangeThatWasToldIsThereOnce() {
        int told = 0;
        for (int round = 0; round < rounds; round++) {
            String name = "name " + round + " ";
            List<String> answers =
                    all(caller -> mfa.updateUser(USER, UserUpdate.nothing().displayName(name + caller))
                            .userId());
            told += Collections.frequency(answers, USER);
        }
        assertCounted("user.updated", told);
    }

    @Test
    @Requirement({"R25", "R31", "I3"})
    void everyGuessThatWasToldIsCountedOnceAndNoneAfterTheLock() {
        int told = 0;
        for (int round = 0; round < rounds; round++) {
            clock.move(Duration.ofDays(3));
            List<ActionSession> sessions = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                sessions.add(session("r" + round + "c" + caller));
            }
            String wrong = phone.wrongCode();
            List<String> answers = all(caller -> verdict(sessions.get(caller).verify(AUTHENTICATOR_APP, wrong)));
            assertThat(answers).isSubsetOf("WRONG_RESPONSE", "LOCKED", "UNAVAILABLE");
            assertThat(Collections.frequency(answers, "WRONG_RESPONSE")).isLessThanOrEqualTo(5);
            told += Collections.frequency(answers, "WRONG_RESPONSE");
            clock.move(Duration.ofHours(2));
            assertThat(session("r" + round)
                            .verify(AUTHENTICATOR_APP, phone.code())
                            .accepted()
                            .enrolled())
                    .isFalse();
        }
        assertThat(told).isPositive();
        assertCounted("challenge.failed", told);
    }

    /** Those that nobody got an answer to may be there or not. */
    private void assertCounted(String type, int told) {
        Operator.Trail trail = mfa.operator("witness").trail(USER);
        assertThat(trail.isWhole()).isTrue();
        assertThat(trail.events().stream().filter(event -> event.type().equals(type)))
                .hasSizeBetween(told, told + unavailable);
        assertThat(unavailable).isLessThanOrEqualTo(rounds * CALLERS / (IS_TIMED ? 100 : 4));
        System.out.println("one hot user: " + rounds * CALLERS + " calls by " + CALLERS + ", each within " + MOST_MILLIS
                + " ms, " + unavailable + " of them unavailable");
    }

    private List<String> all(IntFunction<String> call) {
        List<CompletableFuture<String>> asked = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            int caller = i;
            asked.add(CompletableFuture.supplyAsync(() -> answer(call, caller), callers)
                    .orTimeout(MOST_MILLIS, TimeUnit.MILLISECONDS));
        }
        List<String> answers = asked.stream().map(CompletableFuture::join).toList();
        unavailable += Collections.frequency(answers, "UNAVAILABLE");
        return answers;
    }

    private static String answer(IntFunction<String> call, int caller) {
        try {
            return call.apply(caller);
        } catch (MfaException e) {
            assertThat(e.kind()).isEqualTo(MfaException.Kind.UNAVAILABLE);
            return "UNAVAILABLE";
        }
    }

    private ActionSession session(String key) {
        return mfa.session(mfa.track(Intent.user(USER).action("sign-in").idempotencyKey(key))
                        .token())
                .orElseThrow();
    }

    private static String verdict(Verification verification) {
        return verification instanceof Verification.Accepted
                ? "ACCEPTED"
                : verification.refused().reason().name();
    }
}
