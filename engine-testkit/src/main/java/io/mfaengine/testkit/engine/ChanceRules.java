package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.UserUpdate;
import io.mfaengine.Verification;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Prompt;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.MovableClock;
import io.mfaengine.testkit.PhoneApp;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Chance and time come in by the door, and no code is anybody's in particular. */
interface ChanceRules extends EngineRules {
    @Test
    @Requirement("R8")
    default void noFixedCodeIsRightMoreOftenThanByChance() {
        EngineWorld world = world();
        MfaEngine mfa = Verbs.plain(world, world.store)
                .random(new CountedRandom(20_261_124))
                .build();
        int right = 0;
        for (int user = 0; user < 1_000; user++) {
            ActionSession person = world.person(mfa, "usr_" + user);
            person.enroll(AUTHENTICATOR_APP).open();
            for (String code : List.of("000000", "123456", "111111")) {
                right += person.verify(AUTHENTICATOR_APP, code) instanceof Verification.Accepted ? 1 : 0;
            }
        }
        // 3 codes of 3 steps for 1,000 users: 0.009 are expected
        assertThat(right).isLessThanOrEqualTo(1);
    }

    @Test
    @Requirement("R8")
    default void thereIsNoEngineWithoutKeysThatWereGiven() {
        EngineWorld world = world();
        assertThatThrownBy(() -> Verbs.plain(world, world.store, absent()).build())
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("keys");
    }

    /** What a caller without null checks passes. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T absent() {
        return null;
    }

    @Test
    @Requirement({"R1", "R4", "R5", "I9"})
    default void everySecretDrawsAtLeastItsOwnLength() {
        EngineWorld world = world();
        CountedRandom random = new CountedRandom(1);
        MfaEngine mfa = world.engine(world.store).random(random).build();
        assertThat(drawn(random, () -> mfa.getUser("usr_0"))).as("the root").isGreaterThanOrEqualTo(32);
        Handle token = mfa.track(EngineWorld.signIn("usr_123")).token();
        assertThat(drawn(random, () -> mfa.track(EngineWorld.signIn("usr_123"))))
                .as("a nonce of 128 bits, an id of 128 bits, an IV")
                .isGreaterThanOrEqualTo(16 + 16 + 12);
        ActionSession person = mfa.session(token).orElseThrow();
        Prompt.Scan[] scan = new Prompt.Scan[1];
        assertThat(drawn(
                        random,
                        () -> scan[0] = (Prompt.Scan)
                                person.enroll(AUTHENTICATOR_APP).open().prompt()))
                .as("a seed, an IV")
                .isGreaterThanOrEqualTo(20 + 12);
        PhoneApp phone = PhoneApp.scan(URI.create(scan[0].uri().reveal()), world.clock);
        assertThat(drawn(random, () -> person.verify(AUTHENTICATOR_APP, phone.code())))
                .as("ten codes of 16 symbols, a salt, IVs")
                .isGreaterThanOrEqualTo(10 * 16 + 16 + 2 * 12);
        assertThat(drawn(
                        random,
                        () -> mfa.updateUser("usr_123", UserUpdate.nothing().displayName("Ada"))))
                .as("an id, an IV")
                .isGreaterThanOrEqualTo(16 + 12);
        assertThat(drawn(random, () -> person.status())).as("a reading").isZero();
    }

    @Test
    @Requirement({"R1", "I9"})
    default void theSameChanceGivesTheSameSecretsSoThereIsNoOther() {
        EngineWorld world = world();
        assertThat(secrets(world, "one", 7)).isEqualTo(secrets(world, "two", 7));
        assertThat(secrets(world, "three", 7)).isNotEqualTo(secrets(world, "four", 8));
    }

    /** The seed and the recovery codes of a first user, in a tenant of their own. */
    private static List<String> secrets(EngineWorld world, String tenant, long seed) {
        MfaEngine mfa = world.engine(world.store)
                .tenant(tenant)
                .random(new CountedRandom(seed))
                .build();
        ActionSession person = world.person(mfa, "usr_123");
        Prompt.Scan scan = (Prompt.Scan) person.enroll(AUTHENTICATOR_APP).open().prompt();
        PhoneApp phone = PhoneApp.scan(URI.create(scan.uri().reveal()), world.clock);
        List<String> secrets = new ArrayList<>(List.of(scan.uri().reveal()));
        person.verify(AUTHENTICATOR_APP, phone.code())
                .accepted()
                .recoveryCodes()
                .forEach(code -> secrets.add(code.reveal()));
        mfa.getAuthenticators("usr_123").forEach(held -> secrets.add(held.id().value()));
        return secrets;
    }

    @Test
    @Requirement({"R17", "R18", "I9"})
    default void timeIsTheEnginesAndNobodyElses() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        String then = user.phone().code();
        world.clock.move(Duration.ofDays(365));
        ActionSession person = world.person("usr_123");
        MovableClock elsewhere = MovableClock.at("2001-01-01T00:00:00Z");
        MfaEngine wrong = MfaEngine.builder(world.store, world.keys)
                .clock(elsewhere)
                .method(AuthenticatorApp.of("Acme"))
                .build();
        assertThat(person.verify(AUTHENTICATOR_APP, then)).isNotInstanceOf(Verification.Accepted.class);
        assertThat(world.mfa.getAuthenticators("usr_123").get(0).createdAt())
                .isEqualTo(world.clock.instant().minus(Duration.ofDays(365).plusSeconds(60)));
        person.verify(AUTHENTICATOR_APP, user.phone().code()).accepted();
        assertThat(world.events.get(world.events.size() - 1).at()).isEqualTo(world.clock.instant());
        assertThat(wrong.track(EngineWorld.signIn("usr_456")).action().createdAt())
                .isEqualTo(elsewhere.instant());
    }

    private static int drawn(CountedRandom random, Supplier<?> call) {
        int before = random.drawn();
        assertThat(call.get()).isNotNull();
        return random.drawn() - before;
    }

    /** A source that counts what is drawn, and of one seed gives the same bytes always. For tests only. */
    static final class CountedRandom extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final transient RandomGenerator bytes;
        private int drawn;

        CountedRandom(long seed) {
            this.bytes = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        }

        /** How many bytes there were. */
        synchronized int drawn() {
            return drawn;
        }

        @Override
        public synchronized void nextBytes(byte[] out) {
            drawn += out.length;
            bytes.nextBytes(out);
        }
    }
}
