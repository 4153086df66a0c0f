package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.MfaException;
import io.mfaengine.TrackRequest;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.UserKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Two releases on one store: what this one doesn't know it keeps, what it can't read it doesn't guess. */
interface MixedReleaseRules extends EngineRules {
    /** What a later release wrote. */
    String LATER = "\"later\":{\"a\":[1.50,true,null,\"x\\\"y\"],\"b\":{}}";

    /** In what kind of record, and before which member, the later release writes. */
    Map<String, List<String>> PLACES = Map.of(
            "user", List.of("{\"format\":", "{\"id\":", "{\"consecutive\":", "\"data\":{", "\"profile\":{"),
            "action", List.of("{\"format\":", "{\"type\":\"AUTHENTICATOR_APP\",\"authenticator\":", "\"asked\":{"),
            "passed", List.of("{\"format\":", "{\"authenticator\":\""),
            "settings", List.of("{\"format\":", "\"sign-in\":{", "\"SMS\":{"));

    @Test
    @Requirement("R98")
    default void whatALaterReleaseKeepsOfAUserSurvives() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        TamperedStore store = new TamperedStore(world.store);
        MfaEngine mfa = world.engine(store).build();
        Handle token = mfa.track(EngineWorld.signIn("usr_123")).token();
        ActionSession person = mfa.session(token).orElseThrow();
        person.verify(AUTHENTICATOR_APP, user.phone().wrongCode()).refused();
        String before = store.user("usr_123");
        store.users = laterIn("user");
        person.verify(AUTHENTICATOR_APP, user.phone().wrongCode()).refused();
        store.users = UnaryOperator.identity();
        assertKept("user", before, store.user("usr_123"));
        person.verify(AUTHENTICATOR_APP, user.phone().code()).accepted();
        assertKept("user", before, store.user("usr_123"));
    }

    @Test
    @Requirement("R98")
    default void whatALaterReleaseKeepsOfAnActionSurvives() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        TamperedStore store = new TamperedStore(world.store);
        MfaEngine mfa = world.engine(store).build();
        Intent intent = EngineWorld.signIn("usr_123").idempotencyKey("k");
        ActionSession person = mfa.session(mfa.track(intent).token()).orElseThrow();
        person.verify(AUTHENTICATOR_APP, user.phone().wrongCode()).refused();
        String before = action(world, intent);
        store.actions = laterIn("action");
        person.verify(AUTHENTICATOR_APP, user.phone().wrongCode()).refused();
        store.actions = UnaryOperator.identity();
        assertKept("action", before, action(world, intent));
        person.verify(AUTHENTICATOR_APP, user.phone().code()).accepted();
    }

    @Test
    @Requirement("R98")
    default void whatALaterReleaseKeepsOfHowAChallengeWasPassedSurvives() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        TamperedStore store = new TamperedStore(world.store);
        MfaEngine mfa = world.engine(store).build();
        Intent intent = EngineWorld.signIn("usr_123").idempotencyKey("k");
        Handle token = mfa.track(intent).token();
        mfa.session(token)
                .orElseThrow()
                .verify(AUTHENTICATOR_APP, user.phone().code())
                .accepted();
        String before = action(world, intent);
        store.actions = laterIn("passed");
        assertThat(mfa.validateChallenge(token, intent).isValid()).isTrue();
        assertKept("passed", before, action(world, intent));
    }

    @Test
    @Requirement("R98")
    default void whatALaterReleaseKeepsOfTheSettingsSurvives() {
        EngineWorld world = world();
        TamperedStore store = new TamperedStore(world.store);
        MfaEngine mfa = world.engine(store).build();
        assertThat(mfa.operator("jane")
                        .updateSettings(settings -> settings.off(SMS))
                        .isOn(SMS))
                .isFalse();
        assertThat(world.person(mfa, "usr_123").status().state()).isEqualTo(ActionState.ALLOW);
        String before = settings(world);
        store.settings = laterIn("settings");
        assertThat(mfa.operator("jane")
                        .updateSettings(settings -> settings.action("transfer", standard -> standard))
                        .actions())
                .containsKey("transfer");
        assertKept("settings", before, settings(world));
        assertThat(settings(world)).contains("\"transfer\":");
    }

    @Test
    @Requirement({"R98", "R60", "I10"})
    default void aFormatThatIsUnknownLetsNothingThrough() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        TamperedStore store = new TamperedStore(world.store);
        ActionSession person = world.person(world.engine(store).build(), "usr_123");
        for (String format : List.of("\"format\":2", "\"format\":0", "\"form\":1")) {
            UnaryOperator<String> other = text -> text.replace("\"format\":1", format);
            store.users = other;
            assertCorrupt(() -> person.verify(AUTHENTICATOR_APP, user.phone().code()));
            assertCorrupt(() -> world.engine(store).build().track(EngineWorld.signIn("usr_123")));
            store.users = UnaryOperator.identity();
            store.actions = other;
            assertCorrupt(() -> person.verify(AUTHENTICATOR_APP, user.phone().code()));
            store.actions = UnaryOperator.identity();
            store.settings = other;
            assertCorrupt(() -> world.engine(store).build().track(EngineWorld.signIn("usr_123")));
            assertCorrupt(() -> world.engine(store).build().operator("jane").settings());
            store.settings = UnaryOperator.identity();
        }
        person.verify(AUTHENTICATOR_APP, user.phone().code()).accepted();
    }

    @Test
    @Requirement({"R60", "I10"})
    default void whatIsCutShortIsCorruptWhereverItIsCut() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        TamperedStore store = new TamperedStore(world.store);
        MfaEngine mfa = world.engine(store).build();
        Intent intent = EngineWorld.signIn("usr_123").idempotencyKey("k");
        ActionSession person =
                world.session(mfa.track(TrackRequest.of(intent).manage()).token());
        person.verify(AUTHENTICATOR_APP, user.phone().wrongCode()).refused();
        for (int length = 0; length < store.user("usr_123").length(); length++) {
            int cut = length;
            store.users = text -> text.substring(0, cut);
            assertCorrupt(() -> mfa.getUser("usr_123"));
        }
        store.users = UnaryOperator.identity();
        for (int length = 0; length < action(world, intent).length(); length++) {
            int cut = length;
            store.actions = text -> text.substring(0, cut);
            assertCorrupt(() -> mfa.getAction(intent.id()));
        }
    }

    private static void assertCorrupt(ThrowingCallable call) {
        MfaException thrown = catchThrowableOfType(MfaException.class, call);
        assertThat(thrown).as("what was thrown").isNotNull();
        assertThat(thrown.kind()).isEqualTo(MfaException.Kind.CORRUPT);
    }

    private static String settings(EngineWorld world) {
        return world.store.settings("main").orElseThrow().payload().text();
    }

    private static String action(EngineWorld world, Intent intent) {
        ActionRecord record = world.store
                .load(
                        new UserKey("main", intent.userId()),
                        new ActionKey(intent.action(), intent.id().idempotencyKey()))
                .action();
        return Objects.requireNonNull(record, "the action").payload().text();
    }

    /** Adds, once, what the later release writes, behind the brace of each place. */
    private static UnaryOperator<String> laterIn(String kind) {
        return text -> {
            String changed = text;
            if (!text.contains(LATER)) {
                for (String place : PLACES.getOrDefault(kind, List.of())) {
                    assertThat(changed).contains(place);
                    changed = changed.replace(place, later(place)).replace(",}", "}");
                }
            }
            return changed;
        };
    }

    private static String later(String place) {
        int brace = place.indexOf('{') + 1;
        return place.substring(0, brace) + LATER + "," + place.substring(brace);
    }

    /** What was kept is kept in as many places, whatever their order. */
    private static void assertKept(String kind, String before, String after) {
        assertThat(occurrences(after))
                .as("places of " + LATER + " in " + after)
                .isEqualTo(occurrences(laterIn(kind).apply(before)))
                .isGreaterThanOrEqualTo(PLACES.getOrDefault(kind, List.of()).size());
    }

    private static int occurrences(String text) {
        return text.split(Pattern.quote(LATER), -1).length - 1;
    }
}
