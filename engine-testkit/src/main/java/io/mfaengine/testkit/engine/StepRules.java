package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static io.mfaengine.model.Refusal.ALREADY_USED;
import static io.mfaengine.model.Refusal.WRONG_RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.Refused;
import io.mfaengine.Verification;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.model.Intent;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.model.Secret;
import io.mfaengine.model.Settings;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.PhoneApp;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Time-based codes: each step once, within the window, by the engine's clock. */
interface StepRules extends EngineRules {
    String URI_OF_ONE_SEED =
            "otpauth://totp/Acme:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Acme&algorithm=SHA1&digits=6&period=30";

    @Test
    @Requirement({"R14", "I2"})
    default void theCodeThatConfirmedTheEnrolmentIsBurnt() {
        EngineWorld world = world();
        ActionSession person = world.person("usr_1");
        PhoneApp phone = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), world.clock);
        String code = phone.code();
        person.verify(AUTHENTICATOR_APP, code).accepted();

        Refused again = world.person("usr_1").verify(AUTHENTICATOR_APP, code).refused();
        assertThat(again.reason()).isEqualTo(ALREADY_USED);
        assertThat(again.retryAt()).isEqualTo(world.clock.instant().plusSeconds(30));
        world.clock.move(Duration.ofSeconds(30));
        assertThat(world.person("usr_1").verify(AUTHENTICATOR_APP, phone.code()))
                .isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement({"R14", "I2"})
    default void onceAStepIsAcceptedItAndAllEarlierOnesAreRefusedEverywhere() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_1");
        PhoneApp phone = user.phone();
        List<String> earlier = List.of(phone.code(), phone.code(-1), phone.code(1));
        world.person("usr_1").verify(AUTHENTICATOR_APP, phone.code(1)).accepted();
        for (MfaEngine engine : List.of(world.mfa, world.other)) {
            for (String code : earlier) {
                Refused refused = world.person(engine, "usr_1")
                        .verify(AUTHENTICATOR_APP, code)
                        .refused();
                assertThat(refused.reason()).isEqualTo(ALREADY_USED);
                assertThat(refused.retryAt()).isEqualTo(world.clock.instant().plusSeconds(60));
            }
        }
        world.clock.move(Duration.ofSeconds(60));
        assertThat(world.person("usr_1").verify(AUTHENTICATOR_APP, phone.code()))
                .isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("R15")
    default void twoUsersWithTheSameSeedUseTheSameCodeInTheSameStep() {
        EngineWorld world = world();
        PhoneApp phone = adopted(world, "usr_1");
        adopted(world, "usr_2");
        for (String userId : List.of("usr_1", "usr_2")) {
            assertThat(world.person(userId).verify(AUTHENTICATOR_APP, phone.code()))
                    .isInstanceOf(Verification.Accepted.class);
            assertThat(world.person(userId)
                            .verify(AUTHENTICATOR_APP, phone.code())
                            .refused()
                            .reason())
                    .isEqualTo(ALREADY_USED);
        }
    }

    @Test
    @Requirement("R16")
    default void aCodeIsAcceptedForNinetySecondsAndNotASecondMore() {
        EngineWorld world = world();
        assertThat(acceptedAt(world, world.mfa, -120, 150))
                .isEqualTo(LongStream.range(-30, 60).boxed().toList());
    }

    @Test
    @Requirement("R16")
    default void withoutAWindowACodeIsAcceptedWhileItIsShown() {
        EngineWorld world = world();
        set(world, settings -> settings.type(AUTHENTICATOR_APP, type -> type.parameter("window", 0)));
        assertThat(acceptedAt(world, world.mfa, -31, 62))
                .isEqualTo(LongStream.range(0, 30).boxed().toList());
    }

    @CanIgnoreReturnValue
    private static Settings set(EngineWorld world, UnaryOperator<Settings> change) {
        return world.mfa.operator("jane").updateSettings(change);
    }

    /** At which seconds, counted from the start of its step, a code is accepted; by a new user each time. */
    private static List<Long> acceptedAt(EngineWorld world, MfaEngine engine, int from, int to) {
        set(world, settings -> settings.off(RECOVERY_CODE)); // they cost most of the time
        String code = PhoneApp.scan(URI.create(URI_OF_ONE_SEED), world.clock).code();
        world.clock.move(Duration.ofSeconds(from));
        List<Long> accepted = new ArrayList<>();
        for (long second = from; second < to; second++) {
            String userId = "usr" + second;
            adopted(world, userId);
            Verification verification = world.person(engine, userId).verify(AUTHENTICATOR_APP, code);
            if (verification instanceof Verification.Accepted) {
                accepted.add(second);
            } else {
                assertThat(verification.refused().reason()).isEqualTo(WRONG_RESPONSE);
            }
            world.clock.move(Duration.ofSeconds(1));
        }
        return accepted;
    }

    @Test
    @Requirement({"R17", "I9"})
    default void onlyTheEnginesClockTellsTheTime() {
        EngineWorld world = world();
        world.clock.move(Duration.ofDays(20_000));
        EngineWorld.Enrolled user = world.enrolled("usr_1");
        String late = user.phone().code(-4);
        String then = world.clock.instant().minusSeconds(120).toString();
        Intent claims = EngineWorld.signIn("usr_1")
                .detail("time", then)
                .detail("timestamp", then)
                .detail("Date", then);
        assertThat(world.session(world.mfa.track(claims).token())
                        .verify(AUTHENTICATOR_APP, late)
                        .refused()
                        .reason())
                .isEqualTo(WRONG_RESPONSE);
        assertThat(world.session(world.mfa.track(claims).token())
                        .verify(AUTHENTICATOR_APP, user.phone().code()))
                .isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("R18")
    default void aClockThatRanAheadShutsNobodyOutAndOpensNoUsedCode() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_1");
        PhoneApp phone = user.phone();
        String before = phone.code();
        world.person("usr_1").verify(AUTHENTICATOR_APP, before).accepted();

        world.clock.move(Duration.ofHours(1));
        String ahead = phone.code();
        world.person("usr_1").verify(AUTHENTICATOR_APP, ahead).accepted();
        world.clock.move(Duration.ofHours(-1));
        assertThat(world.person("usr_1")
                        .verify(AUTHENTICATOR_APP, before)
                        .refused()
                        .reason())
                .isEqualTo(ALREADY_USED);
        world.clock.move(Duration.ofSeconds(30));
        world.person("usr_1").verify(AUTHENTICATOR_APP, phone.code()).accepted();
        assertThat(world.events).extracting(MfaEvent::type).contains("clock.back");

        world.clock.move(Duration.ofMinutes(59).plusSeconds(30));
        assertThat(phone.code()).isEqualTo(ahead);
        assertThat(world.person("usr_1")
                        .verify(AUTHENTICATOR_APP, ahead)
                        .refused()
                        .reason())
                .isEqualTo(ALREADY_USED);
        world.clock.move(Duration.ofSeconds(30));
        assertThat(world.person("usr_1").verify(AUTHENTICATOR_APP, phone.code()))
                .isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement({"R18", "I2"})
    default void nodesWhoseClocksDifferNeverAcceptAStepTwice() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_1");
        MfaEngine fast = world.engine(world.otherStore)
                .clock(() -> world.clock.instant().plusSeconds(5))
                .build();
        List<String> accepted = new ArrayList<>();
        for (int second = 0; second < 150; second++) {
            for (MfaEngine node : second % 2 == 0 ? List.of(fast, world.mfa) : List.of(world.mfa, fast)) {
                String code = user.phone().code();
                Verification verification = node.session(
                                node.track(EngineWorld.signIn("usr_1")).token())
                        .orElseThrow()
                        .verify(AUTHENTICATOR_APP, code);
                if (verification instanceof Verification.Accepted) {
                    accepted.add(code);
                } else {
                    assertThat(verification.refused().reason()).isEqualTo(ALREADY_USED);
                }
            }
            world.clock.move(Duration.ofSeconds(1));
        }
        assertThat(accepted).doesNotHaveDuplicates().hasSize(5);
    }

    @Test
    @Requirement("R18")
    default void aNodeThatIsFiveSecondsSlowAcceptsACodeFiveSecondsLonger() {
        EngineWorld world = world();
        MfaEngine slow = world.engine(world.otherStore)
                .clock(() -> world.clock.instant().minusSeconds(5))
                .build();
        assertThat(acceptedAt(world, slow, 50, 80))
                .isEqualTo(IntStream.range(50, 65).mapToObj(Long::valueOf).toList());
    }

    @Test
    @Requirement("R16")
    default void aWiderWindowThanTwoStepsCanNotBeSet() {
        EngineWorld world = world();
        assertThat(List.of(-1, 3)).allSatisfy(steps -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AuthenticatorApp.of("Acme").window(steps))
                    .withMessageContaining("window");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> set(
                            world,
                            settings -> settings.type(AUTHENTICATOR_APP, type -> type.parameter("window", steps))))
                    .withMessageContaining("window");
        });
    }

    @CanIgnoreReturnValue
    private static PhoneApp adopted(EngineWorld world, String userId) {
        world.mfa
                .enrollVerifiedAuthenticator(userId, AUTHENTICATOR_APP, Secret.of(URI_OF_ONE_SEED))
                .accepted();
        return PhoneApp.scan(URI.create(URI_OF_ONE_SEED), world.clock);
    }
}
