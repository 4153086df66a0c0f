package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.model.Refusal.LOCKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.Operator.Trail;
import io.mfaengine.UserUpdate;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.FaultyStore;
import io.mfaengine.testkit.Race;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the trail says: who did it, when, and not too much of it. */
interface EventTrailRules extends EngineRules {
    @Test
    @Requirement("R92")
    default void theTrailNamesWhoDidIt() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        world.person("usr_123")
                .verify(AUTHENTICATOR_APP, user.phone().wrongCode())
                .refused();
        assertThat(world.mfa.operator("jane@acme").unlock("usr_123", AUTHENTICATOR_APP))
                .isTrue();
        assertThat(world.mfa
                        .operator("joe@acme")
                        .deleteAuthenticator(
                                "usr_123",
                                world.mfa.getAuthenticators("usr_123").get(0).id()))
                .isTrue();
        Trail trail = world.mfa.operator("jane@acme").trail("usr_123");
        assertThat(trail.isWhole()).isTrue();
        assertThat(trail.events())
                .filteredOn(
                        event -> List.of("challenge.failed", "type.unlocked", "authenticator.removed", "action.tracked")
                                .contains(event.type()))
                .extracting(MfaEvent::type, MfaEvent::actor)
                .contains(
                        tuple("challenge.failed", "person"),
                        tuple("type.unlocked", "jane@acme"),
                        tuple("authenticator.removed", "joe@acme"),
                        tuple("action.tracked", "host"));
        assertThat(trail.events())
                .allSatisfy(event -> assertThat(event.at())
                        .isBetween(world.clock.instant().minus(Duration.ofMinutes(5)), world.clock.instant()));
    }

    @Test
    @Requirement("R92")
    default void twoOperatorsWhoChangeTheSettingsAtOnceAreBothTold() {
        EngineWorld world = world();
        assertThat(world.mfa
                        .operator("jane@acme")
                        .updateSettings(settings -> settings.off(SMS))
                        .isOn(SMS))
                .isFalse();
        assertThat(world.other
                        .operator("joe@acme")
                        .updateSettings(settings -> settings.on(SMS))
                        .isOn(SMS))
                .isTrue();
        assertThat(world.mfa.operator("jane@acme").events(null, 100))
                .filteredOn(event -> event.type().equals("settings.updated"))
                .extracting(MfaEvent::actor)
                .containsExactlyInAnyOrder("jane@acme", "joe@acme");
    }

    @Test
    @Requirement({"R92", "I4"})
    default void refusedAttemptsAreToldOnceInTenMinutes() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        ActionSession person = world.person("usr_123");
        for (int i = 0; i < 5; i++) {
            person.verify(AUTHENTICATOR_APP, user.phone().wrongCode()).refused();
        }
        for (int second = 0; second < 20; second++) {
            assertThat(person.verify(AUTHENTICATOR_APP, user.phone().code())
                            .refused()
                            .reason())
                    .isEqualTo(LOCKED);
            world.clock.move(Duration.ofSeconds(1));
        }
        assertThat(refusals(world)).isBetween(1L, 2L);
        long before = refusals(world);
        world.clock.move(Duration.ofDays(1));
        ActionSession next = world.person("usr_123");
        for (int i = 0; i < 5; i++) {
            next.verify(AUTHENTICATOR_APP, user.phone().wrongCode()).refused();
        }
        for (int i = 0; i < 20; i++) {
            next.verify(AUTHENTICATOR_APP, user.phone().code()).refused();
        }
        assertThat(refusals(world)).isEqualTo(before + 1);
        assertThat(world.mfa.operator("jane").trail("usr_123").isWhole()).isTrue();
    }

    @Test
    @Requirement("I4")
    default void aFloodOfRefusedAttemptsWritesOnce() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        FaultyStore store = FaultyStore.around(world.store);
        MfaEngine mfa = world.engine(store).build();
        ActionSession person = mfa.session(
                        world.mfa.track(EngineWorld.signIn("usr_123")).token())
                .orElseThrow();
        for (int i = 0; i < 5; i++) {
            person.verify(AUTHENTICATOR_APP, user.phone().wrongCode()).refused();
        }
        int commits = store.calls(FaultyStore.Call.COMMIT);
        for (int i = 0; i < 100; i++) {
            person.verify(AUTHENTICATOR_APP, user.phone().code()).refused();
        }
        assertThat(store.calls(FaultyStore.Call.COMMIT) - commits).isEqualTo(1);
        assertThat(refusals(world)).isEqualTo(1);
    }

    private static long refusals(EngineWorld world) {
        return world.mfa.operator("jane").trail("usr_123").events().stream()
                .filter(event -> event.type().equals("attempt.refused"))
                .count();
    }

    @Test
    @Requirement({"R92", "R18"})
    default void aClockThatWentBackIsTold() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        world.clock.move(Duration.ofHours(1));
        world.person("usr_123").verify(AUTHENTICATOR_APP, user.phone().code()).accepted();
        assertThat(world.events).noneMatch(event -> event.type().equals("clock.back"));
        world.clock.move(Duration.ofHours(-1));
        assertThat(world.mfa
                        .updateUser("usr_123", UserUpdate.nothing().displayName("Ada"))
                        .displayName())
                .isEqualTo("Ada");
        assertThat(world.events)
                .filteredOn(event -> event.type().equals("clock.back"))
                .singleElement()
                .satisfies(event -> assertThat(event.attributes()).containsEntry("millis", Long.toString(3_600_000)));
        assertThat(world.mfa.operator("jane").trail("usr_123").isWhole()).isTrue();
    }

    @Test
    @Requirement("R92")
    default void theTrailIsWholeWhileItGrows() {
        EngineWorld world = world();
        assertThat(world.mfa.updateUser("usr_123", UserUpdate.nothing()).isEnrolled())
                .isFalse();
        Race.rounds(5, (race, round) -> {
            List<Boolean> whole = race.all(runner -> {
                if (runner % 4 != 0) {
                    return world.mfa
                                    .updateUser("usr_123", UserUpdate.nothing().displayName("Ada " + runner))
                                    .displayName()
                            != null;
                }
                return world.other.operator("jane").trail("usr_123").isWhole();
            });
            assertThat(whole).doesNotContain(false);
        });
        assertThat(world.mfa.operator("jane").trail("usr_123").isWhole()).isTrue();
    }

    @Test
    @Requirement({"R91", "R92"})
    default void noIdForgesALine() {
        EngineWorld world = world();
        for (String forged : List.of("a\r\n2026-11-24 INFO verified", "a\nb", "a\0b", "a\u0085b", "a\u001b[2K")) {
            for (Supplier<?> verb : List.<Supplier<?>>of(
                    () -> EngineWorld.signIn(forged).idempotencyKey("k"),
                    () -> EngineWorld.signIn("usr_123").idempotencyKey(forged),
                    () -> world.mfa.getUser(forged).isEnrolled(),
                    () -> world.mfa.operator(forged).settings().types(),
                    () -> world.mfa.updateUser("usr_123", UserUpdate.nothing().displayName(forged)),
                    () -> EngineWorld.signIn("usr_123").detail("payee", forged))) {
                assertThatThrownBy(verb::get)
                        .isInstanceOf(IllegalArgumentException.class)
                        .message()
                        .doesNotContain(forged);
            }
        }
    }
}
