package io.mfaengine.jdbc;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.crypto.KeyRing;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Secret;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.MfaStore;
import io.mfaengine.testkit.MovableClock;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.testkit.Race;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * 64 callers on two nodes give one valid code. The system properties {@code mfaengine.rounds} and
 * {@code mfaengine.seconds} say how many rounds on each store, and for how long at most.
 */
@Requirement({"R13", "I2"})
class OneCodeRaceTest {
    private static final URI SEED = URI.create("otpauth://totp/Acme:x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    private static final KeyRing KEYS = KeyRing.of("k", Trial.key());

    @Test
    void ofSixtyFourCallersWithOneValidCodeOneIsAcceptedInMemory() {
        MfaStore store = MemoryStore.create();
        race("memory", new Node.Desk(store, KEYS, Duration.ZERO), List.of(near(store), near(store)));
    }

    @Test
    void ofSixtyFourCallersWithOneValidCodeOneIsAcceptedOnH2() {
        MfaStore store = JdbcStore.create(H2.inMemory());
        race("H2", new Node.Desk(store, KEYS, Duration.ZERO), List.of(near(store), near(store)));
    }

    @Test
    void ofSixtyFourCallersWithOneValidCodeOneIsAcceptedOnPostgresql() {
        MfaStore one = PostgresServer.emptyStore();
        MfaStore two = JdbcStore.create(PostgresServer.OTHER);
        race("PostgreSQL", new Node.Desk(one, KEYS, Duration.ZERO), List.of(near(one), near(two)));
    }

    @Test
    void ofSixtyFourCallersWithOneValidCodeOneIsAcceptedInTwoProcesses() {
        String url = PostgresServer.config(PostgresServer.newDatabase("ENCODING 'UTF8'"), 1)
                .getJdbcUrl();
        try (NodeProcess one = new NodeProcess(url, Trial.key(), Duration.ZERO);
                NodeProcess two = new NodeProcess(url, Trial.key(), Duration.ZERO)) {
            race(
                    "PostgreSQL in two processes",
                    new Node.Desk(NodeProcess.pool(url), KEYS, Duration.ZERO),
                    List.of(one, two));
        }
    }

    private static Node near(MfaStore store) {
        Node.Desk desk = new Node.Desk(store, KEYS, Duration.ZERO);
        return (now, words) -> CompletableFuture.completedFuture(desk.answer(now, words));
    }

    private static void race(String where, Node.Desk witness, List<Node> nodes) {
        MovableClock clock = MovableClock.at("2026-11-24T09:00:00Z");
        PhoneApp phone = PhoneApp.scan(SEED, clock);
        String first = witness.answer(clock.instant(), "track", "usr_1", "first");
        assertThat(witness.engine()
                        .enrollVerifiedAuthenticator("usr_1", AUTHENTICATOR_APP, Secret.of(SEED.toString()))
                        .accepted()
                        .enrolled())
                .isTrue();
        assertThat(first).isNotEqualTo(Node.LOST);
        int rounds = Race.rounds(
                Integer.getInteger("mfaengine.rounds", 10),
                Duration.ofSeconds(Long.getLong("mfaengine.seconds", 60)),
                (race, round) -> {
                    clock.move(Duration.ofSeconds(60));
                    String token = witness.answer(clock.instant(), "track", "usr_1", "key" + round);
                    String code = phone.code();
                    List<String> verdicts = race.all(i -> nodes.get(i % 2)
                            .ask(clock.instant(), "verify", token, code)
                            .get(1, TimeUnit.MINUTES));
                    assertThat(verdicts).containsOnlyOnce("ACCEPTED").containsOnly("ACCEPTED", "ALREADY_USED");
                });
        System.out.println("one valid code, 64 callers: " + rounds + " rounds on " + where + ", one winner in each");
        String last = witness.answer(clock.instant(), "track", "usr_1", "last");
        assertThat(witness.engine()
                        .session(Handle.of(last))
                        .orElseThrow()
                        .verify(AUTHENTICATOR_APP, phone.wrongCode())
                        .refused()
                        .attemptsLeft())
                .as("nothing was counted")
                .isEqualTo(4);
    }
}
