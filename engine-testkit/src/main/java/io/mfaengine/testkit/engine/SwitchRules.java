package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static io.mfaengine.testkit.engine.Steps.intent;
import static io.mfaengine.testkit.engine.Steps.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mfaengine.ActionSession;
import io.mfaengine.ActionStatus;
import io.mfaengine.Decision;
import io.mfaengine.MfaEngine;
import io.mfaengine.Operator;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.model.ProviderSettings;
import io.mfaengine.model.Settings;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.SettingsRecord;
import io.mfaengine.store.Version;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.testkit.Race;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What an operator switches holds at once, at every step and in every engine; what is out of bounds changes nothing. */
interface SwitchRules extends EngineRules {
    @Test
    @Requirement({"R54", "R31"})
    default void aTypeThatIsSwitchedOffBetweenStartAndVerifyAcceptsNothing() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        Decision decision = world.mfa.track(EngineWorld.signIn("usr_123"));
        ActionSession here = world.session(decision.token());
        ActionSession there = world.other.session(decision.token()).orElseThrow();
        assertThat(outcome(here.challenge(AUTHENTICATOR_APP))).isEqualTo("done");
        assertThat(there.status().choices())
                .extracting(ActionStatus.Choice::type)
                .contains(AUTHENTICATOR_APP);

        Steps.update(world.mfa, settings -> settings.off(AUTHENTICATOR_APP));
        for (ActionSession session : List.of(here, there)) {
            assertThat(outcome(session.verify(AUTHENTICATOR_APP, user.phone().code())))
                    .isEqualTo("NOT_PERMITTED");
            assertThat(outcome(session.challenge(AUTHENTICATOR_APP))).isEqualTo("NOT_PERMITTED");
            assertThat(outcome(session.enroll(AUTHENTICATOR_APP))).isEqualTo("NOT_PERMITTED");
            assertThat(session.status().choices())
                    .extracting(ActionStatus.Choice::type)
                    .doesNotContain(AUTHENTICATOR_APP);
        }
        assertThat(world.other.getUser("usr_123").permitted()).containsExactly(RECOVERY_CODE);

        Steps.update(world.mfa, settings -> settings.on(AUTHENTICATOR_APP));
        assertThat(outcome(there.verify(AUTHENTICATOR_APP, user.phone().code())))
                .as("what was refused was not used up, and did not count")
                .isEqualTo("done");
    }

    @Test
    @Requirement("R54")
    default void anEnrolmentThatWasBegunIsNotConfirmedOnceItsTypeIsOff() {
        EngineWorld world = world();
        ActionSession person = world.person("usr_123");
        PhoneApp phone = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), world.clock);
        Steps.update(world.mfa, settings -> settings.off(AUTHENTICATOR_APP));
        assertThat(outcome(person.verify(AUTHENTICATOR_APP, phone.code()))).isEqualTo("NOT_PERMITTED");
        assertThat(world.mfa.getAuthenticators("usr_123")).isEmpty();
    }

    @Test
    @Requirement({"R54", "R58"})
    default void anActionTakesOnlyTheTypesThatItsSettingsPermit() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        Steps.set(world, "transfer", set -> set.permit(RECOVERY_CODE));
        Decision decision = world.mfa.track(intent("usr_123", "transfer", "k"));
        assertThat(decision.permitted()).containsExactly(RECOVERY_CODE);
        ActionSession person = world.session(decision.token());
        assertThat(outcome(person.verify(AUTHENTICATOR_APP, user.phone().code())))
                .isEqualTo("NOT_PERMITTED");
        assertThat(outcome(person.challenge(AUTHENTICATOR_APP))).isEqualTo("NOT_PERMITTED");
        assertThat(outcome(person.challenge(Steps.apps(world, "usr_123").get(0))))
                .isEqualTo("NOT_PERMITTED");
        assertThat(outcome(person.verify(AuthenticatorType.SMS, "123456"))).isEqualTo("NOT_PERMITTED");
        assertThat(outcome(world.person("usr_123")
                        .verify(AUTHENTICATOR_APP, user.phone().code())))
                .as("the refused code was not used up, and is good where it is permitted")
                .isEqualTo("done");
        assertThat(outcome(
                        person.verify(RECOVERY_CODE, user.recoveryCodes().get(0).reveal())))
                .isEqualTo("done");

        Decision next = world.mfa.track(intent("usr_123", "transfer", "l"));
        Steps.set(world, "transfer", set -> set.permit(AUTHENTICATOR_APP));
        assertThat(outcome(world.session(next.token())
                        .verify(RECOVERY_CODE, user.recoveryCodes().get(1).reveal())))
                .as("permitted at the start, and not any more")
                .isEqualTo("NOT_PERMITTED");
    }

    @Test
    @Requirement("R16")
    default void aParameterHoldsAtTheNextCallOfTheOtherEngine() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        ActionSession there = world.other
                .session(world.other.track(EngineWorld.signIn("usr_123")).token())
                .orElseThrow();
        String early = user.phone().code(1);
        Steps.update(world.mfa, settings -> settings.type(AUTHENTICATOR_APP, type -> type.parameter("window", 0)));
        assertThat(outcome(there.verify(AUTHENTICATOR_APP, early))).isEqualTo("WRONG_RESPONSE");
        world.clock.move(Duration.ofSeconds(30));
        assertThat(outcome(there.verify(AUTHENTICATOR_APP, early))).isEqualTo("done");
    }

    @Test
    @Requirement({"R54", "R60"})
    default void aChangeThatIsOutOfBoundsIsAnErrorAndLeavesAllAsItWas() {
        EngineWorld world = world();
        Steps.update(world.mfa, settings -> settings.type(AUTHENTICATOR_APP, type -> type.parameter("window", 2)));
        SettingsRecord before = world.store.settings("main").orElseThrow();
        int events = Steps.events(world, "settings.updated").size();
        refuses(world, s -> s.type(AUTHENTICATOR_APP, t -> t.parameter("window", 3)), "window", "0 to 2");
        refuses(world, s -> s.type(AUTHENTICATOR_APP, t -> t.parameter("window", -1)), "window", "0 to 2");
        refuses(
                world,
                s -> s.off(RECOVERY_CODE).type(AUTHENTICATOR_APP, t -> t.parameter("digits", 5)),
                "digits",
                "6 to 8");
        refuses(world, s -> s.type(RECOVERY_CODE, t -> t.parameter("rounds", 999)), "rounds", "1000 to 1000000");
        refuses(world, s -> s.type(RECOVERY_CODE, t -> t.parameter("colour", 1)), "RECOVERY_CODE", "colour");
        refuses(world, s -> s.action("a b", set -> set), "action", "64");
        refuses(world, s -> s.action("ok", set -> set.requireDetails("a b")), "detail name", "64");
        Operator operator = world.mfa.operator("jane");
        assertThatThrownBy(() -> assertThat(operator.updateSettings(s -> {
                            throw new IllegalStateException("the operator's own");
                        }))
                        .isNull())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the operator's own");

        assertThat(world.store.settings("main").orElseThrow().version()).isEqualTo(before.version());
        Settings now = world.other.operator("jane").settings();
        assertThat(now.isOn(RECOVERY_CODE)).isTrue();
        assertThat(now.type(AUTHENTICATOR_APP).parameters()).containsOnly(java.util.Map.entry("window", 2));
        assertThat(Steps.events(world, "settings.updated")).hasSize(events);
    }

    @Test
    @Requirement({"R54", "R98"})
    default void aTypeIsSwitchedOffThoughAnotherReleaseHasSetWhatThisOneDoesNotKnow() {
        EngineWorld world = world();
        MfaEngine another = MfaEngine.builder(world.store, world.keys)
                .method(new NoteMethod(NoteMethod.NoteWorld.LIFE))
                .build();
        Steps.update(
                another,
                settings -> settings.type(
                        AUTHENTICATOR_APP, type -> type.parameter("colour", 1).provider(ProviderSettings.of("later"))));
        refuses(world, s -> s.type(AUTHENTICATOR_APP, t -> t.parameter("colour", 2)), "AUTHENTICATOR_APP", "colour");
        refuses(
                world,
                s -> s.type(AUTHENTICATOR_APP, t -> t.provider(ProviderSettings.of("next"))),
                "provider",
                "next");
        Steps.update(world.mfa, settings -> settings.off(AUTHENTICATOR_APP));
        Settings now = world.other.operator("jane").settings();
        assertThat(now.isOn(AUTHENTICATOR_APP)).isFalse();
        assertThat(now.type(AUTHENTICATOR_APP).parameters()).containsOnlyKeys("colour");
        another.close();
    }

    @Test
    @Requirement({"R54", "I8"})
    default void changesThatMeetAreAllThereInTheEndAndEachIsTold() {
        EngineWorld world = world();
        Race.rounds(2, (race, round) -> {
            List<Integer> sizes = race.all(runner -> runner < 8
                    ? (runner % 2 == 0 ? world.mfa : world.other)
                            .operator("operator-" + runner)
                            .updateSettings(s -> s.action("code-" + round + "-" + runner, set -> set))
                            .actions()
                            .size()
                    : 0);
            assertThat(sizes).hasSize(Race.RUNNERS);
            for (int runner = 0; runner < 8; runner++) {
                assertThat(world.mfa.operator("jane").settings().actions()).containsKey("code-" + round + "-" + runner);
            }
            world.clock.move(Duration.ofSeconds(1));
        });
        assertThat(Steps.events(world, "settings.updated"))
                .extracting(MfaEvent::actor)
                .contains("operator-0", "operator-7");
    }

    @Test
    @Requirement({"R92", "R54"})
    default void twoOperatorsAtTheSameInstantAreBothInTheTrail() {
        EngineWorld world = world();
        for (String actor : List.of("jane@acme", "john@acme")) {
            assertThat(world.mfa.operator(actor).updateSettings(s -> s.off(RECOVERY_CODE)))
                    .isNotNull();
        }
        assertThat(world.store.settings("main").orElseThrow().version()).isNotEqualTo(Version.ABSENT);
        if (world.store instanceof io.mfaengine.store.QueryableStore) {
            world.clock.move(Duration.ofHours(1));
            assertThat(world.mfa.operator("jane@acme").events(null, 100))
                    .filteredOn(event -> event.type().equals("settings.updated"))
                    .extracting(MfaEvent::actor)
                    .containsExactlyInAnyOrder("jane@acme", "john@acme");
        }
    }

    @Test
    @Requirement({"R54", "R98"})
    default void whatASurfaceKeepsWithTheSettingsIsThereInTheOtherEngine() {
        EngineWorld world = world();
        Duration second = Duration.ofSeconds(1);
        Operator there = world.other.operator("john@acme");
        String value = "https://example.app\nhttps://example.app/\u00e9\t\u4f60 \"\\";
        assertThat(there.settings(second).extras()).isEmpty();
        Steps.update(world.mfa, settings -> settings.extra("shop.places", value).extra("shop.colour", "#123456"));

        assertThat(there.settings().extra("shop.places")).contains(value);
        assertThat(there.settings(second).extra("shop.colour"))
                .as("what was read for another reason is not asked for again")
                .contains("#123456");
        Steps.update(world.mfa, settings -> settings.extra("shop.colour", null).off(RECOVERY_CODE));
        assertThat(there.settings(second).extra("shop.colour"))
                .as("it may be a second old")
                .contains("#123456");
        world.clock.move(second);
        assertThat(there.settings(second).extras()).containsOnly(java.util.Map.entry("shop.places", value));
        assertThat(world.store.settings("main").orElseThrow().payload().text()).contains("shop.places");
        if (world.store instanceof io.mfaengine.store.QueryableStore) {
            world.clock.move(Duration.ofHours(1));
            assertThat(world.mfa.operator("jane@acme").events(null, 100))
                    .filteredOn(event -> event.type().equals("settings.updated"))
                    .extracting(event -> event.attributes().get("changed"))
                    .containsExactlyInAnyOrder(
                            "extras/shop.colour extras/shop.places", "extras/shop.colour types/RECOVERY_CODE");
        }
    }

    private static void refuses(EngineWorld world, UnaryOperator<Settings> change, String names, String bound) {
        Operator operator = world.other.operator("jane");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(operator.updateSettings(change)).isNull())
                .withMessageContaining(names)
                .withMessageContaining(bound);
    }
}
