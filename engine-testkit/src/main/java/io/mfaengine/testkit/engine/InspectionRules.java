package io.mfaengine.testkit.engine;

import static io.mfaengine.model.ActionState.ALLOW;
import static io.mfaengine.model.ActionState.BLOCK;
import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.mfaengine.ActionQuery;
import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.Operator;
import io.mfaengine.Operator.Inspected;
import io.mfaengine.Operator.Lock;
import io.mfaengine.model.Action;
import io.mfaengine.model.Intent;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.requirements.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an operator sees of an action and of a user, to help. */
interface InspectionRules extends EngineRules {
    private static Intent pay(String userId, String key) {
        return Intent.user(userId).action("pay").idempotencyKey(key).detail("amount", key);
    }

    private static Operator jane(EngineWorld world) {
        return world.mfa.operator("jane@acme");
    }

    @Test
    default void anOperatorSeesWhatAnActionIsAbout() {
        EngineWorld world = world();
        for (String key : List.of("k1", "k2", "k3")) {
            assertThat(world.mfa.track(pay("usr_1", key)).action().id().idempotencyKey())
                    .isEqualTo(key);
            world.clock.move(Duration.ofSeconds(1));
        }
        Inspected one = jane(world).inspect(pay("usr_1", "k2").id()).orElseThrow();
        assertThat(one.intent()).isEqualTo(pay("usr_1", "k2"));
        assertThat(one.action())
                .isEqualTo(world.mfa.getAction(pay("usr_1", "k2").id()).orElseThrow());
        assertThat(jane(world).inspect(ActionQuery.user("usr_1").limit(2)))
                .extracting(Inspected::intent)
                .containsExactly(pay("usr_1", "k3"), pay("usr_1", "k2"));
        assertThat(jane(world).inspect(ActionQuery.user("usr_1").after(one.action())))
                .extracting(Inspected::intent)
                .containsExactly(pay("usr_1", "k1"));
        assertThat(jane(world).inspect(pay("usr_1", "k4").id())).isEmpty();
        assertThat(jane(world).inspect(pay("usr_2", "k1").id())).isEmpty();
    }

    @Test
    default void actionsAreCountedByStateWithinASpanOfTime() {
        EngineWorld world = world();
        Instant from = world.clock.instant();
        for (String key : List.of("k1", "k2", "k3")) {
            assertThat(world.mfa.track(pay("usr_1", key)).action().state()).isEqualTo(ALLOW);
            world.clock.move(Duration.ofSeconds(1));
        }
        Instant until = world.clock.instant();
        assertThat(world.mfa.updateAction(pay("usr_1", "k2").id(), Action.Ruling.BLOCK))
                .isPresent();
        assertThat(world.mfa.track(pay("usr_2", "k4")).action().state()).isEqualTo(ALLOW);
        assertThat(jane(world).countActions(ActionQuery.all(), until, 100)).isEqualTo(Map.of(ALLOW, 2L, BLOCK, 1L));
        assertThat(jane(world).countActions(ActionQuery.all(), until.plusNanos(1_999_999), 100))
                .isEqualTo(Map.of(ALLOW, 3L, BLOCK, 1L));
        assertThat(jane(world).countActions(ActionQuery.all().from(from.plusSeconds(1)), until, 100))
                .isEqualTo(Map.of(ALLOW, 1L, BLOCK, 1L));
        assertThat(jane(world)
                        .countActions(ActionQuery.user("usr_1").state(ALLOW).codes("pay"), until, 100))
                .isEqualTo(Map.of(ALLOW, 2L));
        assertThat(jane(world).countActions(ActionQuery.all().codes("signIn"), until, 100))
                .isEmpty();
        assertThat(jane(world).countActions(ActionQuery.all().state(ALLOW), until.plusMillis(1), 2))
                .isEqualTo(Map.of(ALLOW, 2L));
        for (int most : new int[] {0, 1_000_001}) {
            assertThatThrownBy(() -> jane(world).countActions(ActionQuery.all(), until, most))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("most must be 1 to 1000000");
        }
    }

    @Test
    default void detailsWhoseKeyIsMissingAreLeftOutAndTheActionStaysInSight() {
        EngineWorld world = world();
        MfaEngine before =
                world.engine(world.store, RotationRules.BACK).tenant("rotated").build();
        // the settings are sealed under the old key, which therefore stays until they are sealed again
        assertThat(before.track(pay("usr_0", "k0")).action().id().userId()).isEqualTo("usr_0");
        MfaEngine later =
                world.engine(world.store, RotationRules.BOTH).tenant("rotated").build();
        assertThat(later.operator("jane").rekey(count -> {})).isPositive();
        assertThat(before.track(pay("usr_1", "k1")).action().id().userId()).isEqualTo("usr_1");
        MfaEngine after =
                world.engine(world.store, RotationRules.NEW).tenant("rotated").build();
        assertThat(after.operator("jane").inspect(ActionQuery.user("usr_1")))
                .extracting(Inspected::intent)
                .containsExactly(Intent.user("usr_1").action("pay").idempotencyKey("k1"));
        assertThat(after.operator("jane").inspect(ActionQuery.user("usr_0")))
                .extracting(Inspected::intent)
                .containsExactly(pay("usr_0", "k0"));
        assertThat(after.operator("jane")
                        .inspect(pay("usr_1", "k1").id())
                        .orElseThrow()
                        .intent()
                        .details())
                .isEmpty();
    }

    @Test
    @Requirement("R92")
    default void theEventsOfOneActionAreNotThoseOfAnother() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_1");
        ActionSession person =
                world.mfa.session(world.mfa.track(pay("usr_1", "k1")).token()).orElseThrow();
        world.clock.move(Duration.ofMinutes(1));
        assertThat(world.mfa.track(pay("usr_1", "k2")).action().id().idempotencyKey())
                .isEqualTo("k2");
        var wrong = person.verify(AUTHENTICATOR_APP, user.phone().wrongCode()).refused();
        world.clock.move(Duration.ofSeconds(1));
        var malformed = person.verify(AUTHENTICATOR_APP, "1").refused();
        assertThat(wrong.reason()).isNotEqualTo(malformed.reason());
        world.clock.move(Duration.ofSeconds(1));
        assertThat(person.verify(AUTHENTICATOR_APP, user.phone().code())
                        .accepted()
                        .enrolled())
                .isFalse();
        assertThat(jane(world).events(pay("usr_1", "k1").id()))
                .extracting(MfaEvent::type)
                .containsExactly("action.tracked", "challenge.failed", "attempt.refused", "challenge.passed");
        assertThat(jane(world).events(pay("usr_1", "k2").id()))
                .extracting(MfaEvent::type)
                .containsExactly("action.tracked");
        assertThat(jane(world).events(pay("usr_1", "k3").id())).isEmpty();
    }

    @Test
    default void eventsAreListedFromAnInstantOn() {
        EngineWorld world = world();
        assertThat(world.mfa.track(pay("usr_1", "k1")).action().id().userId()).isEqualTo("usr_1");
        world.clock.move(Duration.ofHours(1));
        assertThat(world.mfa.track(pay("usr_1", "k2")).action().id().userId()).isEqualTo("usr_1");
        assertThat(jane(world).eventsFrom(world.clock.instant(), 1_000))
                .extracting(MfaEvent::type, event -> String.valueOf(event.action()))
                .containsExactly(tuple(
                        "action.tracked", String.valueOf(pay("usr_1", "k2").id())));
    }

    @Test
    @Requirement("I4")
    default void locksAreToldWithTheirEndUntilTheyAreLifted() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_1");
        assertThat(jane(world).locks("usr_1")).isEmpty();
        assertThat(jane(world).locks("usr_2")).isEmpty();
        ActionSession person = world.person("usr_1");
        for (int i = 0; i < 5; i++) {
            var refused =
                    person.verify(AUTHENTICATOR_APP, user.phone().wrongCode()).refused();
            assertThat(refused.attemptsLeft()).isLessThan(5);
        }
        assertThat(jane(world).locks("usr_1"))
                .containsExactly(
                        new Lock(AUTHENTICATOR_APP, world.clock.instant().plusSeconds(30), 5));
        assertThat(jane(world).unlock("usr_1", RECOVERY_CODE)).isFalse();
        assertThat(jane(world).unlock("usr_1", AUTHENTICATOR_APP)).isTrue();
        assertThat(jane(world).locks("usr_1")).isEmpty();
    }

    @Test
    @Requirement("R92")
    default void whoErasesAUserIsNamed() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_1");
        assertThat(user.recoveryCodes()).isNotEmpty();
        assertThat(jane(world).deleteUser("usr_1")).isTrue();
        assertThat(jane(world).deleteUser("usr_1")).isFalse();
        assertThat(world.mfa.getUser("usr_1").createdAt()).isNull();
        assertThat(jane(world).trail("usr_1").events())
                .filteredOn(event -> event.type().equals("user.erased"))
                .extracting(MfaEvent::actor)
                .containsExactly("jane@acme");
    }
}
