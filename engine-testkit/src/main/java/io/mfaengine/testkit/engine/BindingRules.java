package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.testkit.engine.Steps.MILLI;
import static io.mfaengine.testkit.engine.Steps.apps;
import static io.mfaengine.testkit.engine.Steps.intent;
import static io.mfaengine.testkit.engine.Steps.manage;
import static io.mfaengine.testkit.engine.Steps.managing;
import static io.mfaengine.testkit.engine.Steps.outcome;
import static io.mfaengine.testkit.engine.Steps.pass;
import static io.mfaengine.testkit.engine.Steps.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.Decision;
import io.mfaengine.TrackRequest;
import io.mfaengine.Verification;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.Version;
import io.mfaengine.testkit.PhoneApp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Strong binding: a bound user adds, changes and removes nothing without a challenge passed for it (I5). */
interface BindingRules extends EngineRules {
    @Test
    @Requirement({"R43", "R44", "I5"})
    default void aBoundUserChangesNothingWithoutAChallengePassedForManaging() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        AuthenticatorId id = apps(world, "usr_123").get(0);
        Decision loggedIn = world.mfa.track(EngineWorld.signIn("usr_123"));
        ActionSession justLoggedIn = pass(world, loggedIn, user.phone());
        List<Authenticator> before = world.mfa.getAuthenticators("usr_123");
        Version version = version(world, "usr_123");

        assertThat(manage(world.person("usr_123"), id)).as("a login").allSatisfy(this::isChallengeFirst);
        assertThat(manage(justLoggedIn, id)).as("a login just passed").allSatisfy(this::isChallengeFirst);
        assertThat(manage(world.session(managing(world.mfa, "usr_123", "m").token()), id))
                .as("for managing, and not passed")
                .allSatisfy(this::isChallengeFirst);

        assertThat(world.mfa.getAuthenticators("usr_123")).isEqualTo(before);
        assertThat(version(world, "usr_123")).isEqualTo(version);
        assertThat(Steps.events(world, "change.refused"))
                .as("told once in ten minutes, as it is kept")
                .hasSize(1);
    }

    @Test
    @Requirement({"R44", "I5"})
    default void theLeaveToManageLastsTenMinutesAndNotAMillisecondMore() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        AuthenticatorId id = apps(world, "usr_123").get(0);
        ActionSession person = pass(world, managing(world.mfa, "usr_123", "m"), user.phone());
        assertThat(person.status().manageUntil())
                .isEqualTo(world.clock.instant().plus(Duration.ofMinutes(10)));

        world.clock.move(Duration.ofMinutes(10));
        Decision again = managing(world.mfa, "usr_123", "m");
        ActionSession late = world.session(again.token());
        PhoneApp second = PhoneApp.scan(late.enroll(AUTHENTICATOR_APP), world.clock);
        assertThat(outcome(late.rename(id, "Just in time"))).isEqualTo("done");

        world.clock.move(MILLI);
        assertThat(late.status().manageUntil()).isNull();
        assertThat(manage(late, id)).allSatisfy(this::isChallengeFirst);
        assertThat(outcome(late.verify(AUTHENTICATOR_APP, second.code()))).isEqualTo("CHALLENGE_FIRST");
        assertThat(apps(world, "usr_123")).containsExactly(id);
    }

    @Test
    @Requirement({"R45", "I5"})
    default void anAuthenticatorThatCameAfterTheActionBeganGivesNoLeave() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        AuthenticatorId first = apps(world, "usr_123").get(0);
        Decision before = managing(world.mfa, "usr_123", "before");
        PhoneApp second = Steps.addApp(world, user);
        Decision after = managing(world.mfa, "usr_123", "after");

        ActionSession early =
                world.session(managing(world.mfa, "usr_123", "before").token());
        assertThat(before.action().id()).isEqualTo(early.id());
        assertThat(early.verify(AUTHENTICATOR_APP, second.code())).isInstanceOf(Verification.Accepted.class);
        assertThat(manage(early, first)).allSatisfy(this::isChallengeFirst);

        ActionSession later = pass(world, after, second);
        assertThat(outcome(later.remove(first))).isEqualTo("done");
    }

    @Test
    @Requirement({"R45", "I5"})
    default void anAuthenticatorAddedByOverrideGivesNoLeaveInTheSameAction() {
        EngineWorld world = world();
        world.enrolled("usr_123");
        AuthenticatorId first = apps(world, "usr_123").get(0);
        Decision decision = world.mfa.track(TrackRequest.of(intent("usr_123", "manage", "m"))
                .manage()
                .scopes(TrackRequest.Scope.ADD_AUTHENTICATORS));
        ActionSession person = world.session(decision.token());
        PhoneApp second = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), world.clock);
        assertThat(person.verify(AUTHENTICATOR_APP, second.code()).accepted().enrolled())
                .isTrue();
        assertThat(person.status().state()).isEqualTo(ActionState.CHALLENGE_REQUIRED);
        world.clock.move(Duration.ofSeconds(90));
        assertThat(person.verify(AUTHENTICATOR_APP, second.code()).accepted().enrolled())
                .isFalse();
        assertThat(person.status().manageUntil()).isNull();
        assertThat(outcome(person.remove(first))).isEqualTo("CHALLENGE_FIRST");
        assertThat(outcome(person.rename(first, "Mine now"))).isEqualTo("CHALLENGE_FIRST");
    }

    @Test
    @Requirement({"R44", "I6"})
    default void theLeaveOfOneUserIsNoneForAnother() {
        EngineWorld world = world();
        EngineWorld.Enrolled thief = world.enrolled("thief");
        world.enrolled("usr_123");
        AuthenticatorId theirs = apps(world, "usr_123").get(0);
        Version version = version(world, "usr_123");
        ActionSession person = pass(world, managing(world.mfa, "thief", "m"), thief.phone());
        assertThat(outcome(person.makeDefault(theirs))).isEqualTo("NOT_ENROLLED");
        assertThat(outcome(person.rename(theirs, "Mine now"))).isEqualTo("NOT_ENROLLED");
        assertThat(outcome(person.remove(theirs))).isEqualTo("NOT_ENROLLED");
        assertThat(outcome(person.challenge(theirs))).isEqualTo("NOT_ENROLLED");
        assertThat(version(world, "usr_123")).isEqualTo(version);
        assertThat(world.mfa.deleteAuthenticator("thief", theirs)).isFalse();
        assertThat(world.mfa.setDefaultAuthenticator("thief", theirs)).isFalse();
    }

    @Test
    @Requirement({"R44", "R52", "I5"})
    default void theLeaveEndsWithTheAuthenticatorThatGaveIt() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        PhoneApp second = Steps.addApp(world, user);
        AuthenticatorId first = apps(world, "usr_123").get(0);
        AuthenticatorId kept = apps(world, "usr_123").get(1);
        ActionSession person = pass(world, managing(world.mfa, "usr_123", "m"), user.phone());
        PhoneApp third = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), world.clock);
        assertThat(outcome(person.remove(first))).isEqualTo("done");
        assertThat(manage(person, kept)).allSatisfy(this::isChallengeFirst);
        assertThat(outcome(person.verify(AUTHENTICATOR_APP, third.code()))).isEqualTo("CHALLENGE_FIRST");
        assertThat(apps(world, "usr_123")).containsExactly(kept);
        assertThat(outcome(
                        pass(world, managing(world.mfa, "usr_123", "n"), second).rename(kept, "Still here")))
                .isEqualTo("done");
    }

    @Test
    @Requirement({"R44", "R52", "R31"})
    default void theLeaveEndsWhenItsTypeIsLockedOrSwitchedOffOrTheActionRuledOut() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        AuthenticatorId id = apps(world, "usr_123").get(0);
        Decision decision = managing(world.mfa, "usr_123", "m");
        ActionSession person = pass(world, decision, user.phone());
        assertThat(outcome(person.rename(id, "One"))).isEqualTo("done");

        Steps.lockApp(world, user);
        assertThat(outcome(person.rename(id, "Two"))).isEqualTo("CHALLENGE_FIRST");
        assertThat(world.mfa.operator("jane").unlock("usr_123", AUTHENTICATOR_APP))
                .isTrue();
        assertThat(outcome(person.rename(id, "Three"))).isEqualTo("done");

        Steps.update(world.mfa, s -> s.off(AUTHENTICATOR_APP));
        assertThat(outcome(person.rename(id, "Four"))).isEqualTo("CHALLENGE_FIRST");
        Steps.update(world.mfa, s -> s.on(AUTHENTICATOR_APP));

        assertThat(world.mfa.updateAction(decision.action().id(), Action.Ruling.REQUIRE_REVIEW))
                .isPresent();
        assertThat(manage(person, id)).allSatisfy(this::isChallengeFirst);
        assertThat(world.mfa.updateAction(decision.action().id(), Action.Ruling.PASS_REVIEW))
                .isPresent();
        assertThat(manage(person, id)).allSatisfy(this::isChallengeFirst);
        assertThat(world.mfa.getAuthenticators("usr_123").get(0).label()).isEqualTo("Three");
    }

    @Test
    @Requirement({"R44", "R67"})
    default void aReplayedTrackDoesNotWidenAnAction() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        AuthenticatorId id = apps(world, "usr_123").get(0);
        assertThat(world.mfa.track(intent("usr_123", "manage", "k")).next()).isEqualTo(Decision.Next.CHALLENGE);
        Decision again = world.mfa.track(
                TrackRequest.of(intent("usr_123", "manage", "k")).manage().scopes(TrackRequest.Scope.values()));
        ActionSession person = pass(world, again, user.phone());
        assertThat(manage(person, id)).allSatisfy(this::isChallengeFirst);
    }

    @Test
    @Requirement({"R43", "R54", "I5"})
    default void aBoundUserIsChallengedEvenWithNothingUsableLeft() {
        EngineWorld world = world();
        world.enrolled("usr_123");
        Steps.update(world.mfa, s -> s.off(AUTHENTICATOR_APP));
        assertThat(world.mfa.getUser("usr_123").isEnrolled()).isFalse();
        Decision decision = world.mfa.track(EngineWorld.signIn("usr_123"));
        assertThat(decision.next()).isEqualTo(Decision.Next.CHALLENGE);
        assertThat(decision.action().state()).isEqualTo(ActionState.CHALLENGE_REQUIRED);
        assertThat(outcome(world.session(decision.token()).enroll(AUTHENTICATOR_APP)))
                .isEqualTo("NOT_PERMITTED");
    }

    @Test
    @Requirement({"R48", "I5"})
    default void aUserWhoBecameBoundMeanwhileIsChallengedAndNotEnrolled() {
        EngineWorld world = world();
        Decision early = world.mfa.track(intent("usr_123", "sign-in", "early"));
        assertThat(early.next()).isEqualTo(Decision.Next.ENROLL);
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        assertThat(world.mfa.track(intent("usr_123", "sign-in", "early")).next())
                .isEqualTo(Decision.Next.CHALLENGE);
        ActionSession person = world.session(early.token());
        assertThat(outcome(person.enroll(AUTHENTICATOR_APP))).isEqualTo("CHALLENGE_FIRST");
        assertThat(world.mfa
                        .validateChallenge(early.token(), intent("usr_123", "sign-in", "early"))
                        .isValid())
                .isFalse();
        assertThat(pass(world, early, user.phone()).status().state()).isEqualTo(ActionState.CHALLENGE_SUCCEEDED);
    }

    @Test
    @Requirement({"R48", "I5"})
    default void anEnrolmentByOverrideIsNoProofForABoundUser() {
        EngineWorld world = world();
        TrackRequest request =
                TrackRequest.of(intent("usr_123", "sign-in", "early")).scopes(TrackRequest.Scope.ADD_AUTHENTICATORS);
        Decision early = world.mfa.track(request);
        assertThat(early.next()).isEqualTo(Decision.Next.ENROLL);
        world.enrolled("usr_123");
        ActionSession person = world.session(early.token());
        PhoneApp second = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), world.clock);
        assertThat(person.verify(AUTHENTICATOR_APP, second.code()).accepted().enrolled())
                .isTrue();
        assertThat(world.mfa
                        .validateChallenge(early.token(), intent("usr_123", "sign-in", "early"))
                        .isValid())
                .as("the override permits adding, and is no passed challenge")
                .isFalse();
        assertThat(world.mfa.track(request).next()).isEqualTo(Decision.Next.CHALLENGE);
    }

    private void isChallengeFirst(String verb, String came) {
        assertThat(came).as(verb).isEqualTo("CHALLENGE_FIRST");
    }
}
