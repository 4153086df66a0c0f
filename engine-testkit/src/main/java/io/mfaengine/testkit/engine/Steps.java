package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.ActionSession;
import io.mfaengine.Decision;
import io.mfaengine.MfaEngine;
import io.mfaengine.Refused;
import io.mfaengine.TrackRequest;
import io.mfaengine.model.ActionSettings;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Intent;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Settings;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.Version;
import io.mfaengine.testkit.PhoneApp;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Steps that several groups of rules take. */
final class Steps {
    static final Duration MILLI = Duration.ofMillis(1);

    private Steps() {}

    /** What came of an answer: the reason of a refusal, or {@code done}. */
    static String outcome(Object answer) {
        return answer instanceof Refused no ? no.reason().name() : "done";
    }

    /** Tries each verb that changes what a user holds; the removal comes last. */
    static Map<String, String> manage(ActionSession person, AuthenticatorId id) {
        Map<String, String> came = new LinkedHashMap<>();
        came.put("enroll", outcome(person.enroll(AUTHENTICATOR_APP)));
        came.put("makeDefault", outcome(person.makeDefault(id)));
        came.put("rename", outcome(person.rename(id, "Renamed")));
        came.put("regenerateRecoveryCodes", outcome(person.regenerateRecoveryCodes()));
        came.put("remove", outcome(person.remove(id)));
        return came;
    }

    static Intent intent(String userId, String action, String key) {
        return Intent.user(userId).action(action).idempotencyKey(key);
    }

    /** Tracked for managing. */
    static Decision managing(MfaEngine mfa, String userId, String key) {
        return mfa.track(TrackRequest.of(intent(userId, "manage", key)).manage());
    }

    /** Answers the challenge of an action with a phone, in a step of its own. */
    @CanIgnoreReturnValue
    static ActionSession pass(EngineWorld world, Decision decision, PhoneApp phone) {
        world.clock.move(Duration.ofSeconds(90));
        ActionSession person = world.session(decision.token());
        assertThat(person.verify(AUTHENTICATOR_APP, phone.code()).accepted().enrolled())
                .isFalse();
        return person;
    }

    /** Adds a second app, as a person does. */
    @CanIgnoreReturnValue
    static PhoneApp addApp(EngineWorld world, EngineWorld.Enrolled user) {
        ActionSession person = world.manager(user);
        PhoneApp phone = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), world.clock);
        assertThat(person.verify(AUTHENTICATOR_APP, phone.code()).accepted().enrolled())
                .isTrue();
        world.clock.move(Duration.ofSeconds(90));
        return phone;
    }

    /** Five wrong codes, in an action of their own. */
    static void lockApp(EngineWorld world, EngineWorld.Enrolled user) {
        ActionSession guesser = world.person(user.userId());
        for (int guess = 0; guess < 5; guess++) {
            assertThat(guesser.verify(AUTHENTICATOR_APP, user.phone().wrongCode())
                            .refused()
                            .reason())
                    .isEqualTo(Refusal.WRONG_RESPONSE);
        }
    }

    /** The ids of the apps that a user holds, the oldest first. */
    static List<AuthenticatorId> apps(EngineWorld world, String userId) {
        return ids(world, userId, AUTHENTICATOR_APP);
    }

    static List<AuthenticatorId> ids(EngineWorld world, String userId, AuthenticatorType type) {
        return world.mfa.getAuthenticators(userId).stream()
                .filter(held -> held.type().equals(type))
                .map(Authenticator::id)
                .toList();
    }

    /** The version of what is stored of a user. */
    static Version version(EngineWorld world, String userId) {
        return world.store.load(new UserKey("main", userId), null).userVersion();
    }

    static void set(EngineWorld world, String action, UnaryOperator<ActionSettings> change) {
        update(world.mfa, settings -> settings.action(action, change));
    }

    static void update(MfaEngine mfa, UnaryOperator<Settings> change) {
        Settings next = mfa.operator("jane").updateSettings(change);
        assertThat(mfa.operator("jane").settings().types()).isEqualTo(next.types());
        assertThat(mfa.operator("jane").settings().actions()).isEqualTo(next.actions());
    }

    /** The types of the events about a user since so many were there. */
    static List<String> eventsSince(EngineWorld world, int from, String userId) {
        return world.events.subList(from, world.events.size()).stream()
                .filter(event -> userId.equals(event.userId()))
                .map(MfaEvent::type)
                .toList();
    }

    static List<MfaEvent> events(EngineWorld world, String type) {
        return world.events.stream().filter(event -> event.type().equals(type)).toList();
    }
}
