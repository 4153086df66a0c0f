package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.Refusal.ALREADY_USED;
import static io.mfaengine.model.Refusal.LOCKED;
import static io.mfaengine.model.Refusal.NOT_OPEN;
import static io.mfaengine.model.Refusal.VETOED;
import static io.mfaengine.model.Refusal.WRONG_RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.MfaException;
import io.mfaengine.method.AuthenticatorMethod;
import io.mfaengine.method.Check;
import io.mfaengine.method.Data;
import io.mfaengine.method.Opening;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Response;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.PhoneApp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What others plug in, and breaks: a method, a veto, a listener. */
interface BrittleRules extends EngineRules {
    @Test
    @Requirement({"R23", "R60", "I3", "I10"})
    default void aMethodThatThrowsIsAFailedAttemptAndCounts() {
        EngineWorld world = world();
        BrittleMethod method = new BrittleMethod();
        MfaEngine mfa = world.engine(world.store).method(method).build();
        enrolBrittle(world.person(mfa, "usr_123"));
        method.broken = true;
        Handle token = mfa.track(EngineWorld.signIn("usr_123")).token();
        ActionSession person = mfa.session(token).orElseThrow();
        person.challenge(BrittleMethod.TYPE).open();
        for (int left = 4; left >= 0; left--) {
            assertThat(person.verify(BrittleMethod.TYPE, "anything").refused())
                    .satisfies(refused -> assertThat(refused.reason()).isEqualTo(WRONG_RESPONSE))
                    .extracting(refused -> refused.attemptsLeft())
                    .isEqualTo(left);
        }
        method.broken = false;
        assertThat(person.verify(BrittleMethod.TYPE, "anything").refused().reason())
                .isEqualTo(LOCKED);
        assertThat(mfa.getAction(token).orElseThrow().state()).isEqualTo(ActionState.CHALLENGE_REQUIRED);
    }

    @Test
    @Requirement({"R60", "I1", "I10"})
    default void aMethodThatThrowsAtAnEnrolmentEnrolsNothing() {
        EngineWorld world = world();
        BrittleMethod method = new BrittleMethod();
        MfaEngine mfa = world.engine(world.store).method(method).build();
        Handle token = mfa.track(EngineWorld.signIn("usr_123")).token();
        ActionSession person = mfa.session(token).orElseThrow();
        person.enroll(BrittleMethod.TYPE).open();
        method.broken = true;
        assertThat(person.verify(BrittleMethod.TYPE, "anything").refused().reason())
                .isEqualTo(WRONG_RESPONSE);
        assertThat(mfa.getAuthenticators("usr_123")).isEmpty();
        assertThat(mfa.validateChallenge(token, EngineWorld.signIn("usr_123")).isValid())
                .isFalse();
    }

    @Test
    @Requirement({"R60", "I10"})
    default void aVetoRefusesAndBurnsTheCode() {
        for (BiPredicate<Action, Authenticator> veto :
                List.<BiPredicate<Action, Authenticator>>of((action, by) -> false, (action, by) -> {
                    throw new IllegalStateException("who knows");
                })) {
            EngineWorld world = world();
            world.clock.move(Duration.ofDays(1));
            String userId = "usr_" + world.events.size();
            EngineWorld.Enrolled user = world.enrolled(userId);
            MfaEngine mfa = world.engine(world.store).veto(veto).build();
            Handle token = mfa.track(EngineWorld.signIn(userId)).token();
            String code = user.phone().code();
            ActionSession person = mfa.session(token).orElseThrow();
            assertThat(person.verify(AUTHENTICATOR_APP, code).refused().reason())
                    .isEqualTo(VETOED);
            assertThat(mfa.getAction(token).orElseThrow().state()).isEqualTo(ActionState.CHALLENGE_REQUIRED);
            assertThat(mfa.validateChallenge(token, EngineWorld.signIn(userId)).isValid())
                    .isFalse();
            assertThat(person.verify(AUTHENTICATOR_APP, code).refused().reason())
                    .isEqualTo(NOT_OPEN);
            assertThat(world.person(userId)
                            .verify(AUTHENTICATOR_APP, code)
                            .refused()
                            .reason())
                    .isEqualTo(ALREADY_USED);
            assertThat(world.events)
                    .anyMatch(event -> event.type().equals("challenge.vetoed") && userId.equals(event.userId()));
        }
    }

    @Test
    @Requirement("R60")
    default void aVetoThatPermitsKeepsNobody() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        List<AuthenticatorType> asked = new ArrayList<>();
        MfaEngine mfa = world.engine(world.store)
                .veto((action, by) -> asked.add(by.type()))
                .veto((action, by) -> action.id().userId().equals("usr_123"))
                .build();
        assertThat(world.person(mfa, "usr_123")
                        .verify(AUTHENTICATOR_APP, user.phone().code())
                        .accepted()
                        .enrolled())
                .isFalse();
        assertThat(asked).containsExactly(AUTHENTICATOR_APP);
    }

    @Test
    @Requirement({"R60", "I1", "I10"})
    default void aMethodThatAcceptsAnAuthenticatorOfAnotherTypeIsFoundOut() {
        EngineWorld world = world();
        BrittleMethod method = new BrittleMethod();
        MfaEngine mfa = world.engine(world.store).method(method).build();
        enrolBrittle(world.person(mfa, "usr_123"));
        method.names = mfa.getAuthenticators("usr_123").stream()
                .filter(held -> !held.type().equals(BrittleMethod.TYPE))
                .findFirst()
                .orElseThrow()
                .id();
        Handle token = mfa.track(EngineWorld.signIn("usr_123")).token();
        ActionSession person = mfa.session(token).orElseThrow();
        person.challenge(BrittleMethod.TYPE).open();
        assertThatIllegalStateException()
                .isThrownBy(() -> person.verify(BrittleMethod.TYPE, "anything"))
                .withMessage("the method accepted an authenticator it was not given");
        assertThat(mfa.getAction(token).orElseThrow().state()).isEqualTo(ActionState.CHALLENGE_REQUIRED);
    }

    @Test
    @Requirement({"R60", "I10"})
    default void aVetoKeepsAFirstEnrolmentFromBeingMade() {
        EngineWorld world = world();
        MfaEngine mfa = world.engine(world.store).veto((action, by) -> false).build();
        Handle token = mfa.track(EngineWorld.signIn("usr_123")).token();
        ActionSession person = mfa.session(token).orElseThrow();
        PhoneApp phone = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), world.clock);
        assertThat(person.verify(AUTHENTICATOR_APP, phone.code()).refused().reason())
                .isEqualTo(VETOED);
        assertThat(mfa.getAuthenticators("usr_123")).isEmpty();
        assertThat(world.session(token)
                        .verify(AUTHENTICATOR_APP, phone.code())
                        .refused()
                        .reason())
                .isEqualTo(NOT_OPEN);
        assertThat(mfa.validateChallenge(token, EngineWorld.signIn("usr_123")).isValid())
                .isFalse();
    }

    @Test
    @Requirement({"I1", "R92"})
    default void aListenerThatThrowsHarmsNobody() {
        EngineWorld world = world();
        List<String> heard = new ArrayList<>();
        MfaEngine mfa = Verbs.plain(world, world.store)
                .onEvent(event -> {
                    throw new IllegalStateException("I don't listen");
                })
                .onEvent(event -> heard.add(event.type()))
                .build();
        ActionSession person = world.person(mfa, "usr_123");
        PhoneApp phone = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), world.clock);
        person.verify(AUTHENTICATOR_APP, phone.code()).accepted();
        assertThat(mfa.getUser("usr_123").isEnrolled()).isTrue();
        assertThat(heard)
                .containsSubsequence(
                        "user.created",
                        "action.tracked",
                        "enrolment.begun",
                        "authenticator.enrolled",
                        "challenge.passed");
    }

    @Test
    @Requirement({"I1", "R92"})
    default void aListenerIsToldWhatIsWrittenAndNothingElse() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        for (FailingStore.Fault fault : FailingStore.Fault.values()) {
            world.clock.move(Duration.ofSeconds(60));
            List<String> heard = new ArrayList<>();
            FailingStore store = new FailingStore(world.store, fault, 3);
            MfaEngine mfa = Verbs.plain(world, store)
                    .onEvent(event -> heard.add(event.id()))
                    .build();
            Handle token = world.mfa.track(EngineWorld.signIn("usr_123")).token();
            try {
                mfa.session(token)
                        .orElseThrow()
                        .verify(AUTHENTICATOR_APP, user.phone().code())
                        .accepted();
                assertThat(heard).as(fault.name()).hasSize(1);
            } catch (MfaException e) {
                assertThat(heard).as(fault.name()).isEmpty();
            }
            assertThat(world.mfa.operator("jane").trail("usr_123").events())
                    .extracting(event -> event.id())
                    .as(fault.name())
                    .containsAll(heard);
        }
    }

    private static void enrolBrittle(ActionSession person) {
        person.enroll(BrittleMethod.TYPE).open();
        person.verify(BrittleMethod.TYPE, "anything").accepted();
    }

    /** Accepts whatever it is given, while it works. */
    final class BrittleMethod implements AuthenticatorMethod {
        static final AuthenticatorType TYPE = AuthenticatorType.of("BRITTLE");

        volatile boolean broken;
        volatile @Nullable AuthenticatorId names;

        @Override
        public AuthenticatorType type() {
            return TYPE;
        }

        @Override
        public Opening enroll(Context context, @Nullable String address) {
            return Opening.ask(new Prompt.Enter(6), Data.empty(), Duration.ofMinutes(5));
        }

        @Override
        public Check confirm(Context context, Data asked, Response response) {
            work(response);
            return Check.enroll("Brittle", Data.empty());
        }

        @Override
        public Opening challenge(Context context) {
            return Opening.ask(new Prompt.Enter(6), Data.empty(), Duration.ofMinutes(5));
        }

        @Override
        public Check check(Context context, Data asked, Response response) {
            work(response);
            AuthenticatorId other = names;
            return Check.accept(other == null ? context.held().get(0) : new Held(other, Data.empty()), Data.empty());
        }

        private void work(Response response) {
            if (broken) {
                throw new IllegalStateException("can't read " + ((Response.Code) response).text());
            }
        }
    }
}
