package io.mfaengine.jdbc;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.Verification;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.MovableClock;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.testkit.Race;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * 64 callers on two nodes give one valid code. The system properties {@code mfaengine.rounds} and
 * {@code mfaengine.minutes} say how many rounds, and for how long at most.
 */
class OneCodeRaceTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    @Requirement({"R13", "I2"})
    void ofSixtyFourCallersWithOneValidCodeOneIsAccepted(TestDatabase database) {
        MovableClock clock = MovableClock.at("2026-11-24T09:00:00Z");
        KeyRing keys = KeyRing.generate();
        DataSource one = database.empty();
        DataSource two = database == TestDatabase.H2 ? one : PostgresServer.OTHER;
        List<MfaEngine> nodes = List.of(engine(one, keys, clock), engine(two, keys, clock));
        ActionSession newcomer = session(nodes.get(0), track(nodes.get(0), -1));
        PhoneApp phone = PhoneApp.scan(newcomer.enroll(AUTHENTICATOR_APP), clock);
        assertThat(newcomer.verify(AUTHENTICATOR_APP, phone.code()).accepted().enrolled())
                .isTrue();
        int rounds = Race.rounds(
                Integer.getInteger("mfaengine.rounds", 10),
                Duration.ofMinutes(Long.getLong("mfaengine.minutes", 2)),
                (race, round) -> {
                    clock.move(Duration.ofSeconds(60));
                    Handle token = track(nodes.get(round % 2), round);
                    String code = phone.code();
                    List<String> verdicts = race.all(
                            i -> verdict(session(nodes.get(i % 2), token).verify(AUTHENTICATOR_APP, code)));
                    assertThat(verdicts).containsOnlyOnce("ACCEPTED").containsOnly("ACCEPTED", "ALREADY_USED");
                });
        System.out.println("one valid code, 64 callers: " + rounds + " rounds on " + database + ", one winner in each");
        assertThat(session(nodes.get(1), track(nodes.get(1), rounds))
                        .verify(AUTHENTICATOR_APP, phone.wrongCode())
                        .refused()
                        .attemptsLeft())
                .as("nothing was counted")
                .isEqualTo(4);
    }

    private static MfaEngine engine(DataSource dataSource, KeyRing keys, MovableClock clock) {
        return MfaEngine.builder(JdbcStore.create(dataSource), keys)
                .clock(clock)
                .method(AuthenticatorApp.of("Acme"))
                .build();
    }

    private static Handle track(MfaEngine engine, int round) {
        return engine.track(Intent.user("usr_1").action("sign-in").idempotencyKey("key" + round))
                .token();
    }

    private static ActionSession session(MfaEngine engine, Handle token) {
        return engine.session(token).orElseThrow();
    }

    private static String verdict(Verification verification) {
        return verification instanceof Verification.Accepted
                ? "ACCEPTED"
                : verification.refused().reason().name();
    }
}
