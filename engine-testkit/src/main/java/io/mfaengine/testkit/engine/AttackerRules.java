package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.Refusal.DISABLED;
import static io.mfaengine.model.Refusal.LOCKED;
import static io.mfaengine.model.Refusal.WRONG_RESPONSE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.Refused;
import io.mfaengine.Verification;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.model.Refusal;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.PhoneApp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Somebody who knows the password and guesses codes, without rest: each guess in a fresh action, at the first
 * millisecond at which the engine lets them, and one millisecond before.
 */
interface AttackerRules extends EngineRules {
    @Test
    @Requirement({"R25", "R27", "I3"})
    default void anAttackerGetsTenGuessesInTheFirstHourTwentyInADayAndFiftyInAll() {
        Attack attack = Attack.on(world());
        Instant start = attack.world.clock.instant();
        assertThat(attack.until(start.plus(Duration.ofHours(1)))).isEqualTo(10);
        assertThat(attack.until(start.plus(Duration.ofHours(24)))).isEqualTo(20);
        assertThat(attack.until(start.plus(Duration.ofDays(30)))).isEqualTo(50);
        assertThat(attack.isDisabled()).isTrue();
    }

    @Test
    @Requirement({"R27", "I3"})
    default void theOwnersLoginsGiveAnAttackerNoMoreThanTwentyGuessesADayAndAHundredAMonth() {
        Attack attack = Attack.on(world());
        for (int day = 1; day <= 75; day++) {
            for (int login = 0; login < 8; login++) {
                for (int guess = 0; guess < 4; guess++) {
                    attack.guess();
                }
                attack.world.clock.move(Duration.ofHours(3));
                attack.ownerLogsIn();
            }
        }
        List<Instant> guesses = attack.guesses;
        assertThat(guesses).hasSizeBetween(200, 300);
        assertThat(most(guesses, Duration.ofDays(1))).isEqualTo(20);
        assertThat(most(guesses, Duration.ofDays(30))).isEqualTo(100);
        assertThat(attack.isDisabled()).isFalse();
    }

    /** The most that fall into any window, its end excluded. */
    private static int most(List<Instant> instants, Duration window) {
        int most = 0;
        for (Instant from : instants) {
            Instant to = from.plus(window);
            int inside = (int) instants.stream()
                    .filter(at -> !at.isBefore(from) && at.isBefore(to))
                    .count();
            most = Math.max(most, inside);
        }
        return most;
    }

    @Test
    @Requirement("R27")
    default void afterTwentyWrongCodesInADayTheRightOneWaitsTooWhateverTheOwnerDid() {
        Attack attack = Attack.on(world());
        Instant start = attack.world.clock.instant();
        for (int round = 0; round < 5; round++) {
            for (int guess = 0; guess < 4; guess++) {
                assertThat(attack.guess()).isEqualTo(WRONG_RESPONSE);
            }
            if (round < 4) {
                attack.world.clock.move(Duration.ofMinutes(10));
                assertThat(attack.ownerLogsIn()).isTrue();
            }
        }
        Refused refused =
                attack.person().verify(AUTHENTICATOR_APP, attack.phone.code(1)).refused();
        assertThat(refused).isEqualTo(new Refused(LOCKED, 0, start.plus(Duration.ofHours(24))));
        attack.world.clock.move(Duration.between(attack.world.clock.instant(), requireNonNull(refused.retryAt())));
        assertThat(attack.ownerLogsIn()).isTrue();
    }

    @Test
    @Requirement("R25")
    default void whatIsRefusedByALockIsNeverCompared() {
        Attack attack = Attack.on(world());
        for (int guess = 0; guess < 5; guess++) {
            assertThat(attack.guess()).isEqualTo(WRONG_RESPONSE);
        }
        int compared = attack.checks.count();
        for (String code : List.of(attack.phone.code(), attack.phone.code(1), attack.phone.wrongCode(), "12", "")) {
            assertThat(attack.person().verify(AUTHENTICATOR_APP, code).refused().reason())
                    .isEqualTo(LOCKED);
        }
        assertThat(attack.checks.count()).isEqualTo(compared);
    }

    /** An attack on one user's authenticator app, through an engine that counts what it compares. */
    final class Attack {
        final EngineWorld world;
        final PhoneApp phone;
        final CountedChecks checks = new CountedChecks(AuthenticatorApp.of("Acme"));
        final List<Instant> guesses = new ArrayList<>();
        private final MfaEngine mfa;

        private Attack(EngineWorld world) {
            this.world = world;
            KeyRing keys = world.keys;
            this.mfa = MfaEngine.builder(world.store, keys)
                    .clock(world.clock)
                    .method(checks)
                    .build();
            this.phone = world.enrolled("usr_1").phone();
        }

        static Attack on(EngineWorld world) {
            return new Attack(world);
        }

        ActionSession person() {
            return world.person(mfa, "usr_1");
        }

        @CanIgnoreReturnValue
        Refusal guess() {
            int before = checks.count();
            Refused refused =
                    person().verify(AUTHENTICATOR_APP, phone.wrongCode()).refused();
            assertThat(checks.count() - before).isEqualTo(refused.reason() == WRONG_RESPONSE ? 1 : 0);
            if (refused.reason() == WRONG_RESPONSE) {
                guesses.add(world.clock.instant());
            }
            return refused.reason();
        }

        @CanIgnoreReturnValue
        boolean ownerLogsIn() {
            return person().verify(AUTHENTICATOR_APP, phone.code()) instanceof Verification.Accepted;
        }

        boolean isDisabled() {
            return person().verify(AUTHENTICATOR_APP, phone.wrongCode())
                    .refused()
                    .reason()
                    .equals(DISABLED);
        }

        /** Guesses until then, and says how often the engine has compared since the attack began. */
        int until(Instant end) {
            while (world.clock.instant().isBefore(end)) {
                Refusal refusal = guess();
                Instant next = refusal == DISABLED ? end : nextTry();
                if (next.isAfter(end)) {
                    next = end;
                }
                if (next.isAfter(world.clock.instant())) {
                    moveTo(next.minusMillis(1));
                    assertThat(guess()).isIn(LOCKED, DISABLED);
                    moveTo(next);
                }
            }
            return checks.count();
        }

        private Instant nextTry() {
            return person().status().choices().stream()
                    .filter(choice -> choice.type().equals(AUTHENTICATOR_APP))
                    .map(choice -> choice.lockedUntil())
                    .filter(until -> until != null)
                    .findFirst()
                    .orElse(world.clock.instant());
        }

        private void moveTo(Instant instant) {
            world.clock.move(Duration.between(world.clock.instant(), instant));
        }
    }
}
