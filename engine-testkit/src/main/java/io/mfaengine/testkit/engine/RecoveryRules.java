package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static io.mfaengine.testkit.engine.Steps.intent;
import static io.mfaengine.testkit.engine.Steps.managing;
import static io.mfaengine.testkit.engine.Steps.outcome;
import static io.mfaengine.testkit.engine.Steps.pass;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.Verification;
import io.mfaengine.model.Response;
import io.mfaengine.model.Secret;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.testkit.Race;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recovery codes: issued once, each good once, and a new set ends the old one. */
interface RecoveryRules extends EngineRules {
    @Test
    @Requirement({"R55", "R67"})
    default void codesAreIssuedAtTheFirstEnrolmentAndNeverShownAgain() {
        EngineWorld world = world();
        ActionSession person = world.person("usr_123");
        PhoneApp phone = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), world.clock);
        Verification.Accepted first =
                person.verify(AUTHENTICATOR_APP, phone.code()).accepted();
        assertThat(first.recoveryCodes())
                .hasSize(10)
                .allSatisfy(
                        code -> assertThat(code.reveal()).matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}"));
        assertThat(new HashSet<>(first.recoveryCodes())).hasSize(10);
        assertThat(person.verify(AUTHENTICATOR_APP, new Response.Poll())
                        .accepted()
                        .recoveryCodes())
                .isEmpty();

        EngineWorld.Enrolled user = new EngineWorld.Enrolled("usr_123", phone, first.recoveryCodes());
        ActionSession manager = pass(world, managing(world.mfa, "usr_123", "m"), user.phone());
        PhoneApp second = PhoneApp.scan(manager.enroll(AUTHENTICATOR_APP), world.clock);
        assertThat(manager.verify(AUTHENTICATOR_APP, second.code()).accepted().recoveryCodes())
                .as("a second authenticator brings none")
                .isEmpty();
        String told = world.events + " " + manager.status() + " " + world.mfa.getAuthenticators("usr_123")
                + world.mfa.getUser("usr_123") + world.mfa.track(EngineWorld.signIn("usr_123")) + first;
        assertThat(first.recoveryCodes())
                .allSatisfy(code -> assertThat(told).doesNotContain(code.reveal(), bare(code)));
    }

    @Test
    @Requirement({"R55", "R12"})
    default void eachCodeOfASetIsGoodOnceHoweverItIsTyped() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        for (Secret code : user.recoveryCodes()) {
            assertThat(outcome(world.person("usr_123")
                            .verify(RECOVERY_CODE, bare(code).toLowerCase(java.util.Locale.ROOT))))
                    .isEqualTo("done");
            assertThat(outcome(world.person("usr_123").verify(RECOVERY_CODE, code.reveal())))
                    .isEqualTo("ALREADY_USED");
        }
        EngineWorld.Enrolled other = world.enrolled("usr_456");
        assertThat(outcome(world.person("usr_123")
                        .verify(RECOVERY_CODE, other.recoveryCodes().get(0).reveal())))
                .isEqualTo("WRONG_RESPONSE");
    }

    @Test
    @Requirement({"R55", "R43"})
    default void aNewSetEndsTheOldOne() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        ActionSession manager = pass(world, managing(world.mfa, "usr_123", "m"), user.phone());
        List<Secret> fresh = manager.regenerateRecoveryCodes().done().recoveryCodes();
        assertThat(fresh).hasSize(10).doesNotContainAnyElementsOf(user.recoveryCodes());
        assertThat(outcome(world.person("usr_123")
                        .verify(RECOVERY_CODE, user.recoveryCodes().get(0).reveal())))
                .isEqualTo("WRONG_RESPONSE");
        assertThat(outcome(world.person("usr_123")
                        .verify(RECOVERY_CODE, fresh.get(0).reveal())))
                .isEqualTo("done");
        assertThat(Steps.ids(world, "usr_123", RECOVERY_CODE)).hasSize(1);
        assertThat(Steps.events(world, "recovery.issued")).hasSize(2);
    }

    @Test
    @Requirement({"R55"})
    default void noCodesAreIssuedWhileTheirTypeIsOff() {
        EngineWorld world = world();
        Steps.update(world.mfa, s -> s.off(RECOVERY_CODE));
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        assertThat(user.recoveryCodes()).isEmpty();
        ActionSession manager = pass(world, managing(world.mfa, "usr_123", "m"), user.phone());
        assertThat(outcome(manager.regenerateRecoveryCodes())).isEqualTo("NOT_PERMITTED");
        assertThat(Steps.ids(world, "usr_123", RECOVERY_CODE)).isEmpty();
    }

    @Test
    @Requirement({"R55", "R13", "I2"})
    default void oneCodeInSixtyFourActionsAtOnceIsAcceptedOnce() {
        EngineWorld world = world();
        Race.rounds(8, (race, round) -> {
            EngineWorld.Enrolled user = world.enrolled("usr_" + round);
            String code = user.recoveryCodes().get(round % 10).reveal();
            List<String> came =
                    race.all(runner -> outcome(world.person(runner % 2 == 0 ? world.mfa : world.other, user.userId())
                            .verify(RECOVERY_CODE, code)));
            assertThat(came).filteredOn("done"::equals).hasSize(1);
            assertThat(came).filteredOn("ALREADY_USED"::equals).hasSize(Race.RUNNERS - 1);
        });
    }

    @Test
    @Requirement({"R55", "I2", "I8"})
    default void anOldCodeIsAcceptedOnlyBeforeTheNewSet() {
        EngineWorld world = world();
        Race.rounds(8, (race, round) -> {
            EngineWorld.Enrolled user = world.enrolled("usr_" + round);
            ActionSession manager = pass(world, managing(world.mfa, user.userId(), "m"), user.phone());
            boolean[] renewed = new boolean[1];
            List<Secret> fresh = new java.util.concurrent.CopyOnWriteArrayList<>();
            List<Boolean> late = race.all(runner -> {
                if (runner == 0) {
                    fresh.addAll(manager.regenerateRecoveryCodes().done().recoveryCodes());
                    synchronized (renewed) {
                        renewed[0] = true;
                    }
                    return false;
                }
                ActionSession person = world.person(runner % 2 == 0 ? world.mfa : world.other, user.userId());
                boolean before;
                synchronized (renewed) {
                    before = renewed[0];
                }
                String code = user.recoveryCodes().get(runner % 10).reveal();
                return outcome(person.verify(RECOVERY_CODE, code)).equals("done") && before;
            });
            assertThat(late).doesNotContain(true);
            assertThat(Steps.ids(world, user.userId(), RECOVERY_CODE)).hasSize(1);
            for (Secret code : user.recoveryCodes()) {
                forgive(world, user.userId());
                assertThat(outcome(world.person(user.userId()).verify(RECOVERY_CODE, code.reveal())))
                        .isEqualTo("WRONG_RESPONSE");
            }
            forgive(world, user.userId());
            for (Secret code : fresh) {
                assertThat(outcome(world.person(user.userId()).verify(RECOVERY_CODE, code.reveal())))
                        .isEqualTo("done");
            }
        });
    }

    @Test
    @Requirement({"R55", "I8"})
    default void ofManyNewSetsAtOnceOneIsAlive() {
        EngineWorld world = world();
        Race.rounds(2, (race, round) -> {
            EngineWorld.Enrolled user = world.enrolled("usr_" + round);
            ActionSession manager = pass(world, managing(world.mfa, user.userId(), "m"), user.phone());
            List<List<Secret>> sets = race.all(runner ->
                    runner < 8 ? manager.regenerateRecoveryCodes().done().recoveryCodes() : List.<Secret>of());
            int alive = 0;
            for (int i = 0; i < 8; i++) {
                forgive(world, user.userId());
                alive += outcome(world.session(world.mfa
                                                .track(intent(user.userId(), "sign-in", "k" + i))
                                                .token())
                                        .verify(
                                                RECOVERY_CODE,
                                                sets.get(i).get(0).reveal()))
                                .equals("done")
                        ? 1
                        : 0;
            }
            assertThat(alive).isEqualTo(1);
            assertThat(Steps.ids(world, user.userId(), RECOVERY_CODE)).hasSize(1);
        });
    }

    private static void forgive(EngineWorld world, String userId) {
        boolean forgiven = world.mfa.operator("jane").unlock(userId, RECOVERY_CODE);
        assertThat(world.mfa.operator("jane").unlock(userId, RECOVERY_CODE))
                .as("there is nothing left to forgive, there was: " + forgiven)
                .isFalse();
    }

    private static String bare(Secret code) {
        return code.reveal().replace("-", "");
    }
}
