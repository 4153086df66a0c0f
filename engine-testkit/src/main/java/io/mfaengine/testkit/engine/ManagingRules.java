package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static io.mfaengine.testkit.engine.Steps.apps;
import static io.mfaengine.testkit.engine.Steps.eventsSince;
import static io.mfaengine.testkit.engine.Steps.intent;
import static io.mfaengine.testkit.engine.Steps.managing;
import static io.mfaengine.testkit.engine.Steps.outcome;
import static io.mfaengine.testkit.engine.Steps.pass;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mfaengine.ActionSession;
import io.mfaengine.Decision;
import io.mfaengine.TrackRequest;
import io.mfaengine.TrackRequest.Scope;
import io.mfaengine.model.Action;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.testkit.Race;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person and an application change of what a user holds, and what that ends. */
interface ManagingRules extends EngineRules {
    @Test
    @Requirement({"R44", "R51"})
    default void severalChangesAreMadeWithOneLeaveAndEachHasItsEvent() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        ActionSession person = pass(world, managing(world.mfa, "usr_123", "m"), user.phone());
        AuthenticatorId first = apps(world, "usr_123").get(0);
        int from = world.events.size();

        PhoneApp second = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), world.clock);
        assertThat(person.verify(AUTHENTICATOR_APP, second.code()).accepted().enrolled())
                .isTrue();
        AuthenticatorId added = apps(world, "usr_123").get(1);
        assertThat(outcome(person.makeDefault(added))).isEqualTo("done");
        assertThat(outcome(person.rename(added, "  Work phone "))).isEqualTo("done");
        assertThat(person.regenerateRecoveryCodes().done().recoveryCodes()).hasSize(10);
        assertThat(world.mfa.getAuthenticators("usr_123"))
                .filteredOn(held -> held.id().equals(added))
                .singleElement()
                .satisfies(held -> assertThat(held.label()).isEqualTo("Work phone"))
                .satisfies(held -> assertThat(held.preferred()).isTrue());
        assertThat(outcome(person.remove(first))).isEqualTo("done");
        assertThat(apps(world, "usr_123")).containsExactly(added);

        assertThat(eventsSince(world, from, "usr_123"))
                .containsExactly(
                        "enrolment.begun",
                        "authenticator.enrolled",
                        "authenticator.preferred",
                        "authenticator.renamed",
                        "recovery.issued",
                        "authenticator.removed");
        assertThat(Steps.events(world, "authenticator.removed"))
                .singleElement()
                .satisfies(event -> assertThat(event.attributes()).containsEntry("authenticator", first.value()))
                .satisfies(event -> assertThat(event.actor()).isEqualTo("person"));
    }

    @Test
    @Requirement({"R43", "I5"})
    default void thePersonKeepsTheLastAuthenticatorWhateverElseTheyHold() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        ActionSession person = pass(world, managing(world.mfa, "usr_123", "m"), user.phone());
        AuthenticatorId codes = Steps.ids(world, "usr_123", RECOVERY_CODE).get(0);
        AuthenticatorId app = apps(world, "usr_123").get(0);
        assertThat(outcome(person.remove(app))).isEqualTo("LAST_ONE");
        assertThat(outcome(person.remove(codes))).isEqualTo("done");
        assertThat(outcome(person.remove(app))).isEqualTo("LAST_ONE");
        assertThat(apps(world, "usr_123")).containsExactly(app);
        assertThat(outcome(person.remove(new AuthenticatorId("0000000000000001"))))
                .isEqualTo("NOT_ENROLLED");
        assertThat(outcome(person.remove(new AuthenticatorId("not-one-of-ours"))))
                .isEqualTo("NOT_ENROLLED");
    }

    @Test
    @Requirement({"R43", "I5", "I8"})
    default void twoWhoRemoveTheLastTwoAtOnceLeaveOne() {
        EngineWorld world = world();
        Race.rounds(8, (race, round) -> {
            EngineWorld.Enrolled user = world.enrolled("usr_" + round);
            PhoneApp second = Steps.addApp(world, user);
            List<AuthenticatorId> held = apps(world, user.userId());
            ActionSession one = pass(world, managing(world.mfa, user.userId(), "one"), user.phone());
            ActionSession other = pass(world, managing(world.other, user.userId(), "other"), second);
            List<String> came = race.all(
                    runner -> runner % 2 == 0 ? outcome(one.remove(held.get(1))) : outcome(other.remove(held.get(0))));
            assertThat(came).filteredOn("done"::equals).hasSize(1);
            assertThat(apps(world, user.userId())).hasSize(1);
        });
    }

    @Test
    @Requirement({"R52"})
    default void whatWasBegunWithAnAuthenticatorEndsWithIt() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        PhoneApp second = Steps.addApp(world, user);
        AuthenticatorId first = apps(world, "usr_123").get(0);
        ActionSession asked = world.person("usr_123");
        assertThat(asked.challenge(first).open().authenticator()).isEqualTo(first);
        Decision passed = world.mfa.track(intent("usr_123", "sign-in", "passed"));
        pass(world, passed, user.phone());

        ActionSession manager = pass(world, managing(world.mfa, "usr_123", "m"), second);
        assertThat(outcome(manager.remove(first))).isEqualTo("done");

        assertThat(outcome(asked.verify(AUTHENTICATOR_APP, user.phone().code())))
                .isEqualTo("NOT_OPEN");
        assertThat(outcome(world.person("usr_123")
                        .verify(AUTHENTICATOR_APP, user.phone().code())))
                .isEqualTo("WRONG_RESPONSE");
        assertThat(outcome(asked.challenge(first))).isEqualTo("NOT_ENROLLED");
        assertThat(world.mfa
                        .validateChallenge(passed.token(), intent("usr_123", "sign-in", "passed"))
                        .isValid())
                .isFalse();
        assertThat(Steps.events(world, "authenticator.removed")).hasSize(1);
    }

    @Test
    @Requirement({"R52", "I8"})
    default void nothingIsAcceptedFromAnAuthenticatorOnceItsRemovalWasAnswered() {
        EngineWorld world = world();
        Race.rounds(8, (race, round) -> {
            EngineWorld.Enrolled user = world.enrolled("usr_" + round);
            PhoneApp second = Steps.addApp(world, user);
            AuthenticatorId first = apps(world, user.userId()).get(0);
            ActionSession manager = pass(world, managing(world.mfa, user.userId(), "m"), second);
            String code = user.phone().code();
            boolean[] removed = new boolean[1];
            List<Boolean> late = race.all(runner -> {
                if (runner == 0) {
                    boolean done = outcome(manager.remove(first)).equals("done");
                    synchronized (removed) {
                        removed[0] = done;
                    }
                    return !done;
                }
                Decision decision = world.other.track(intent(user.userId(), "sign-in", "k" + runner));
                boolean before;
                synchronized (removed) {
                    before = removed[0];
                }
                boolean accepted = outcome(world.session(decision.token()).verify(AUTHENTICATOR_APP, code))
                        .equals("done");
                return before && accepted;
            });
            assertThat(late).doesNotContain(true);
            for (int runner = 1; runner < Race.RUNNERS; runner++) {
                Decision decision = world.mfa.track(intent(user.userId(), "sign-in", "k" + runner));
                assertThat(world.mfa
                                .validateChallenge(decision.token(), intent(user.userId(), "sign-in", "k" + runner))
                                .isValid())
                        .isFalse();
            }
        });
    }

    @Test
    @Requirement({"R43", "R44", "I5"})
    default void anOverridePermitsWhatItNamesAndIsTold() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        Steps.addApp(world, user);
        AuthenticatorId id = apps(world, "usr_123").get(0);
        String no = "CHALLENGE_FIRST";
        assertThat(Steps.manage(granted(world, Scope.ADD_AUTHENTICATORS), id).values())
                .containsExactly("done", no, no, no, no);
        assertThat(Steps.manage(granted(world, Scope.UPDATE_AUTHENTICATORS), id).values())
                .containsExactly(no, "done", "done", "done", no);
        assertThat(Steps.manage(granted(world, Scope.REMOVE_AUTHENTICATORS), id).values())
                .containsExactly(no, no, no, no, "done");
        assertThat(apps(world, "usr_123")).doesNotContain(id);
        assertThat(Steps.events(world, "action.tracked"))
                .extracting(MfaEvent::attributes)
                .anySatisfy(a -> assertThat(a).containsEntry("scope.ADD_AUTHENTICATORS", "granted"))
                .anySatisfy(a -> assertThat(a).containsEntry("scope.UPDATE_AUTHENTICATORS", "granted"))
                .anySatisfy(a -> assertThat(a).containsEntry("scope.REMOVE_AUTHENTICATORS", "granted"));
    }

    @Test
    @Requirement({"R43", "R59"})
    default void anOverridePermitsNothingInAnActionThatWasRefusedOrWaitsForAReview() {
        EngineWorld world = world();
        world.enrolled("usr_123");
        AuthenticatorId id = apps(world, "usr_123").get(0);
        for (Action.Ruling ruling :
                List.of(Action.Ruling.REQUIRE_REVIEW, Action.Ruling.FAIL_CHALLENGE, Action.Ruling.BLOCK)) {
            Decision decision = world.mfa.track(
                    TrackRequest.of(intent("usr_123", "manage", ruling.name())).scopes(Scope.values()));
            assertThat(world.mfa.updateAction(decision.action().id(), ruling)).isPresent();
            assertThat(Steps.manage(world.session(decision.token()), id))
                    .as(ruling.name())
                    .allSatisfy((verb, came) -> assertThat(came).as(verb).isEqualTo("CHALLENGE_FIRST"));
        }
    }

    @Test
    @Requirement({"R43", "R51", "I5"})
    default void enrolmentIsFreeAgainOnceTheHostRemovedTheLastAndTheTrailSaysSo() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        Steps.addApp(world, user);
        List<AuthenticatorId> held = apps(world, "usr_123");
        assertThat(world.mfa.deleteAuthenticator("usr_123", held.get(0))).isTrue();
        assertThat(Steps.events(world, "user.unbound")).isEmpty();
        assertThat(outcome(world.person("usr_123").enroll(AUTHENTICATOR_APP))).isEqualTo("CHALLENGE_FIRST");

        assertThat(world.mfa.operator("jane@acme").deleteAuthenticator("usr_123", held.get(1)))
                .isTrue();
        assertThat(Steps.events(world, "user.unbound"))
                .singleElement()
                .satisfies(event -> assertThat(event.actor()).isEqualTo("jane@acme"))
                .satisfies(event -> assertThat(event.userId()).isEqualTo("usr_123"));
        assertThat(Steps.ids(world, "usr_123", RECOVERY_CODE))
                .as("recovery codes alone bind nobody")
                .hasSize(1);
        assertThat(world.mfa.track(EngineWorld.signIn("usr_123")).next()).isEqualTo(Decision.Next.ENROLL);
        assertThat(world.enrolled("usr_123").recoveryCodes()).isEmpty();
        assertThat(apps(world, "usr_123")).hasSize(1);
        assertThat(world.mfa.deleteAuthenticator("usr_123", held.get(0))).isFalse();
    }

    @Test
    @Requirement({"R43", "R54"})
    default void withoutSelfServiceOnlyTheApplicationChangesAType() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        Steps.addApp(world, user);
        ActionSession person = pass(world, managing(world.mfa, "usr_123", "m"), user.phone());
        AuthenticatorId id = apps(world, "usr_123").get(0);
        PhoneApp begun = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), world.clock);
        assertThat(world.mfa
                        .operator("jane")
                        .updateSettings(settings -> settings.type(AUTHENTICATOR_APP, type -> type.selfService(false))
                                .type(RECOVERY_CODE, type -> type.selfService(false)))
                        .isOn(AUTHENTICATOR_APP))
                .isTrue();
        assertThat(outcome(person.verify(AUTHENTICATOR_APP, begun.code()))).isEqualTo("NOT_PERMITTED");
        assertThat(Steps.manage(person, id))
                .allSatisfy((verb, came) -> assertThat(came).as(verb).isEqualTo("NOT_PERMITTED"));
        assertThat(outcome(world.person("stranger").enroll(AUTHENTICATOR_APP))).isEqualTo("NOT_PERMITTED");
        assertThat(apps(world, "usr_123")).hasSize(2);
        assertThat(world.mfa.setDefaultAuthenticator("usr_123", id)).isTrue();
        assertThat(world.mfa.deleteAuthenticator("usr_123", id)).isTrue();
    }

    @Test
    @Requirement("R43")
    default void aNameOutOfBoundsIsAnErrorAndChangesNothing() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        ActionSession person = pass(world, managing(world.mfa, "usr_123", "m"), user.phone());
        AuthenticatorId id = apps(world, "usr_123").get(0);
        for (String name : List.of("", "  ", "x".repeat(65), "a\nb", "a\u0000", "lone \ud800", "\udc00")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThat(person.rename(id, name)).isNull())
                    .withMessageContaining("name")
                    .withMessageNotContaining("lone \ud800");
        }
        assertThat(world.mfa.getAuthenticators("usr_123").get(0).label()).isEqualTo("Authenticator app");
        assertThat(outcome(person.rename(id, "x".repeat(62) + "\ud83d\udcf1"))).isEqualTo("done");
    }

    private static ActionSession granted(EngineWorld world, Scope scope) {
        return world.session(world.mfa
                .track(TrackRequest.of(intent("usr_123", "help", scope.name())).scopes(scope))
                .token());
    }
}
