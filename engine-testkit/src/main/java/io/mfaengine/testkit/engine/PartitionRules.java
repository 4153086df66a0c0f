package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.testkit.engine.Steps.intent;
import static io.mfaengine.testkit.engine.Steps.outcome;
import static io.mfaengine.testkit.engine.Steps.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import io.mfaengine.ActionSession;
import io.mfaengine.Decision;
import io.mfaengine.MfaEngine;
import io.mfaengine.TrackRequest.Scope;
import io.mfaengine.UserUpdate;
import io.mfaengine.model.Action;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Secret;
import io.mfaengine.model.User;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.Snapshot;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.Version;
import io.mfaengine.testkit.FaultyStore;
import io.mfaengine.testkit.FaultyStore.Call;
import io.mfaengine.testkit.Race;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** One user, one partition, one version (I8): what an operation reads and writes, and that no change is lost. */
interface PartitionRules extends EngineRules {
    @Test
    @Requirement("I8")
    default void eachDecisionIsOneReadAndOneCommit() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        FaultyStore counting = FaultyStore.around(world.store);
        MfaEngine mfa = world.engine(counting).build();
        assertThat(mfa.getUser("usr_123").isEnrolled()).isTrue();
        int before = counting.calls();

        Intent intent = intent("usr_123", "sign-in", "k");
        Decision decision = mfa.track(intent);
        before = oneReadAndOneCommit("track", counting, before);
        ActionSession person = mfa.session(decision.token()).orElseThrow();
        assertThat(outcome(person.verify(AUTHENTICATOR_APP, user.phone().code())))
                .isEqualTo("done");
        before = oneReadAndOneCommit("verify", counting, before);
        assertThat(mfa.validateChallenge(decision.token(), intent).isValid()).isTrue();
        before = oneReadAndOneCommit("validate", counting, before);
        assertThat(person.status().authenticators()).hasSize(2);
        assertThat(counting.calls()).as("status only reads").isEqualTo(before + 1);
        assertThat(counting.calls(Call.COMMIT)).isEqualTo(3);
        assertThat(counting.calls(Call.SETTINGS)).as("read once, and then kept").isEqualTo(1);
    }

    private static int oneReadAndOneCommit(String verb, FaultyStore counting, int before) {
        int now = counting.calls();
        assertThat(now).as(verb).isEqualTo(before + 2);
        assertThat(counting.calls(Call.LOAD) - counting.calls(Call.COMMIT))
                .as(verb)
                .isEqualTo(1);
        return now;
    }

    @Test
    @Requirement({"I8", "I4"})
    default void whatReplacesAnActionCarriesTheUserAndWhatIsRefusedDoesNot() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        Version before = version(world, "usr_123");
        Intent intent = intent("usr_123", "sign-in", "k");
        Decision decision = world.mfa.track(intent);
        ActionSession person = world.session(decision.token());
        assertThat(outcome(person.enroll(AUTHENTICATOR_APP))).isEqualTo("CHALLENGE_FIRST");
        assertThat(outcome(person.regenerateRecoveryCodes())).isEqualTo("CHALLENGE_FIRST");
        assertThat(outcome(person.verify(AUTHENTICATOR_APP, "12345"))).isEqualTo("MALFORMED");
        assertThat(world.mfa.validateChallenge(decision.token(), intent).isValid())
                .isFalse();
        assertThat(stored(world).userVersion()).isEqualTo(before);
        assertThat(stored(world).actionVersion()).isNotEqualTo(before);

        assertThat(outcome(person.verify(AUTHENTICATOR_APP, user.phone().wrongCode())))
                .isEqualTo("WRONG_RESPONSE");
        assertThat(stored(world).actionVersion()).isEqualTo(stored(world).userVersion());
        assertThat(outcome(person.verify(AUTHENTICATOR_APP, user.phone().code())))
                .isEqualTo("done");
        assertThat(stored(world).actionVersion()).isEqualTo(stored(world).userVersion());
        assertThat(world.mfa.validateChallenge(decision.token(), intent).isValid())
                .isTrue();
        assertThat(stored(world).actionVersion()).isEqualTo(stored(world).userVersion());
        assertThat(world.mfa.updateAction(decision.action().id(), Action.Ruling.BLOCK))
                .isPresent();
        assertThat(stored(world).actionVersion()).isEqualTo(stored(world).userVersion());
    }

    private static Snapshot stored(EngineWorld world) {
        return world.store.load(new UserKey("main", "usr_123"), new ActionKey("sign-in", "k"));
    }

    @Test
    @Requirement("I8")
    default void changesOfOneUserThatMeetAreAllThereInTheEnd() {
        EngineWorld world = world();
        Race.rounds(8, (race, round) -> {
            String userId = "usr_" + round;
            EngineWorld.Enrolled user = world.enrolled(userId);
            List<String> came = race.all(runner -> {
                MfaEngine engine = runner % 2 == 0 ? world.mfa : world.other;
                return switch (runner) {
                    case 0 -> changed(engine, userId, UserUpdate.nothing().username("ada"));
                    case 1 -> changed(engine, userId, UserUpdate.nothing().displayName("Ada"));
                    case 2 -> changed(engine, userId, UserUpdate.nothing().locale(Locale.FRENCH));
                    case 3 ->
                        outcome(world.person(engine, userId)
                                .verify(AUTHENTICATOR_APP, user.phone().wrongCode()));
                    case 4, 5, 6, 7 ->
                        outcome(engine.enrollVerifiedAuthenticator(
                                userId, AUTHENTICATOR_APP, uri(runner), Scope.ADD_AUTHENTICATORS));
                    default -> engine.getUser(userId).userId();
                };
            });
            assertThat(came.subList(0, 8))
                    .containsExactly("done", "done", "done", "WRONG_RESPONSE", "done", "done", "done", "done");
            User now = world.mfa.getUser(userId);
            assertThat(now.username()).isEqualTo("ada");
            assertThat(now.displayName()).isEqualTo("Ada");
            assertThat(now.locale()).isEqualTo(Locale.FRENCH);
            assertThat(Steps.apps(world, userId)).hasSize(5);
            assertThat(world.mfa.operator("jane").unlock(userId, AUTHENTICATOR_APP))
                    .as("the failure was counted")
                    .isTrue();
        });
    }

    @Test
    @Requirement({"I8", "R48"})
    default void noRaceExceedsTheBoundOnWhatAUserHolds() {
        EngineWorld world = world();
        Race.rounds(3, (race, round) -> {
            String userId = "usr_" + round;
            List<String> came = race.all(runner -> runner < 32
                    ? outcome((runner % 2 == 0 ? world.mfa : world.other)
                            .enrollVerifiedAuthenticator(
                                    userId, AUTHENTICATOR_APP, uri(runner), Scope.ADD_AUTHENTICATORS))
                    : "");
            assertThat(came).filteredOn("done"::equals).hasSize(19);
            assertThat(came).filteredOn("NOT_PERMITTED"::equals).hasSize(13);
            assertThat(world.mfa.getAuthenticators(userId))
                    .as("with the recovery codes")
                    .hasSize(20);
        });
    }

    private static String changed(MfaEngine engine, String userId, UserUpdate update) {
        return outcome(engine.updateUser(userId, update));
    }

    private static Secret uri(int number) {
        byte[] seed = new byte[20];
        seed[0] = (byte) (number + 1);
        return Secret.of("otpauth://totp/Other:ada?secret="
                + BaseEncoding.base32().omitPadding().encode(seed));
    }
}
