package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.mfaengine.ActionQuery;
import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.Operator;
import io.mfaengine.TrackRequest;
import io.mfaengine.UserQuery;
import io.mfaengine.UserUpdate;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionId;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Response;
import io.mfaengine.model.Secret;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.FaultyStore;
import org.junit.jupiter.api.Test;

/** Null where there must be a value is an error that names the parameter, and the store is not touched. */
@SuppressWarnings("NullAway") // callers without a checker do it
interface NullRules extends EngineRules {
    @Test
    @Requirement("R10")
    default void nullFromTheApplicationNamesTheParameterAndTouchesNothing() {
        EngineWorld world = world();
        FaultyStore counting = FaultyStore.around(world.store);
        MfaEngine mfa = world.engine(counting).build();
        Intent intent = EngineWorld.signIn("usr_123");
        ActionId id = intent.idempotencyKey("k").id();
        Handle token = Handle.of("x");
        AuthenticatorId authenticator = new AuthenticatorId("x");
        names("intent", () -> mfa.track((Intent) null));
        names("request", () -> mfa.track((TrackRequest) null));
        names("token", () -> mfa.session(null));
        names("token", () -> mfa.validateChallenge(null, intent));
        names("expected", () -> mfa.validateChallenge(token, null));
        names("token", () -> mfa.validateChallenge(null, intent, "r"));
        names("expected", () -> mfa.validateChallenge(token, null, "r"));
        names("requestId", () -> mfa.validateChallenge(token, intent, null));
        names("reply", () -> mfa.respond(null, new Response.Declined()));
        names("response", () -> mfa.respond(token, null));
        names("userId", () -> mfa.getUser(null));
        names("userId", () -> mfa.updateUser(null, UserUpdate.nothing()));
        names("update", () -> mfa.updateUser("usr_123", null));
        names("userId", () -> mfa.deleteUser(null));
        names("query", () -> mfa.queryUsers(null));
        names("id", () -> mfa.getAction((ActionId) null));
        names("token", () -> mfa.getAction((Handle) null));
        names("id", () -> mfa.updateAction(null, Action.Ruling.BLOCK));
        names("ruling", () -> mfa.updateAction(id, null));
        names("query", () -> mfa.queryActions(null));
        names("userId", () -> mfa.getAuthenticators(null));
        names("userId", () -> mfa.enrollVerifiedAuthenticator(null, AUTHENTICATOR_APP, Secret.of("x")));
        names("type", () -> mfa.enrollVerifiedAuthenticator("usr_123", null, Secret.of("x")));
        names("proved", () -> mfa.enrollVerifiedAuthenticator("usr_123", AUTHENTICATOR_APP, null));
        names("userId", () -> mfa.setDefaultAuthenticator(null, authenticator));
        names("id", () -> mfa.setDefaultAuthenticator("usr_123", null));
        names("userId", () -> mfa.deleteAuthenticator(null, authenticator));
        names("id", () -> mfa.deleteAuthenticator("usr_123", null));
        names("actor", () -> mfa.operator(null));
        assertThat(counting.calls()).isZero();
    }

    @Test
    @Requirement("R10")
    default void nullFromAnOperatorNamesTheParameterAndTouchesNothing() {
        EngineWorld world = world();
        FaultyStore counting = FaultyStore.around(world.store);
        Operator operator = world.engine(counting).build().operator("jane");
        names("change", () -> operator.updateSettings(null));
        names("userId", () -> operator.unlock(null, AUTHENTICATOR_APP));
        names("type", () -> operator.unlock("usr_123", null));
        names("userId", () -> operator.deleteAuthenticator(null, new AuthenticatorId("x")));
        names("id", () -> operator.deleteAuthenticator("usr_123", null));
        names("id", () -> operator.updateAction(null, Action.Ruling.BLOCK));
        names(
                "ruling",
                () -> operator.updateAction(
                        EngineWorld.signIn("usr_123").idempotencyKey("k").id(), null));
        names("userId", () -> operator.trail(null));
        names("query", () -> operator.countActions(null, world.clock.instant(), 1));
        names("until", () -> operator.countActions(ActionQuery.all(), null, 1));
        names("progress", () -> operator.rekey(null));
        assertThat(counting.calls()).isZero();
    }

    @Test
    @Requirement("R10")
    default void nullFromAPersonNamesTheParameterAndTouchesNothing() {
        EngineWorld world = world();
        FaultyStore counting = FaultyStore.around(world.store);
        MfaEngine mfa = world.engine(counting).build();
        ActionSession person = mfa.session(
                        world.mfa.track(EngineWorld.signIn("usr_123")).token())
                .orElseThrow();
        AuthenticatorId id = new AuthenticatorId("x");
        names("type", () -> person.enroll(null));
        names("type", () -> person.enroll(null, "address"));
        names("type", () -> person.challenge((io.mfaengine.model.AuthenticatorType) null));
        names("id", () -> person.challenge((AuthenticatorId) null));
        names("type", () -> person.verify(null, "123456"));
        names("code", () -> person.verify(AUTHENTICATOR_APP, (String) null));
        names("response", () -> person.verify(AUTHENTICATOR_APP, (Response.InBand) null));
        names("id", () -> person.makeDefault(null));
        names("id", () -> person.rename(null, "name"));
        names("name", () -> person.rename(id, null));
        names("id", () -> person.remove(null));
        assertThat(counting.calls()).isZero();
    }

    @Test
    @Requirement("R10")
    default void nullInAValueNamesTheParameter() {
        EngineWorld world = world();
        Intent intent = EngineWorld.signIn("usr_123");
        names("userId", () -> Intent.user(null));
        names("action", () -> Intent.user("usr_123").action(null));
        names("idempotencyKey", () -> intent.idempotencyKey(null));
        names("detail name", () -> intent.detail(null, "x"));
        names("detail note", () -> intent.detail("note", null));
        names("intent", () -> TrackRequest.of(null));
        names("username", () -> UserUpdate.nothing().username(null));
        names("displayName", () -> UserUpdate.nothing().displayName(null));
        names("locale", () -> UserUpdate.nothing().locale(null));
        names("name", () -> UserQuery.username(null));
        names("last", () -> UserQuery.all().after(null));
        names("userId", () -> ActionQuery.user(null));
        names("state", () -> ActionQuery.all().state(null));
        names("from", () -> ActionQuery.all().from(null));
        names("last", () -> ActionQuery.all().after(null));
        names("text", () -> Handle.of(null));
        names("text", () -> Secret.of(null));
        names("code", () -> Response.Code.of(null));
        names("store", () -> MfaEngine.builder(null, world.keys));
        names("keys", () -> MfaEngine.builder(world.store, null));
        names("method", () -> world.engine(world.store).method(null));
        names("tenant", () -> world.engine(world.store).tenant(null));
        names("limits", () -> world.engine(world.store).limits(null));
        names("base", () -> world.engine(world.store).pages(null));
        names("clock", () -> world.engine(world.store).clock(null));
        names("random", () -> world.engine(world.store).random(null));
        names("listener", () -> world.engine(world.store).onEvent(null));
        names("permits", () -> world.engine(world.store).veto(null));
    }

    /** A call whose answer would be a fault. */
    interface Call {
        Object make();
    }

    private static void names(String parameter, Call call) {
        assertThatNullPointerException()
                .as(parameter)
                .isThrownBy(() -> assertThat(call.make()).isNull())
                .withMessage(parameter);
    }
}
