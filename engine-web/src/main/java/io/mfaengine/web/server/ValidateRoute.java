package io.mfaengine.web.server;

import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.Validation;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionId;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.json.JsonObject;
import io.mfaengine.web.json.Members;
import io.mfaengine.web.route.Exchange;
import io.mfaengine.web.tenant.Tenant;

/** Whether a challenge was passed. */
final class ValidateRoute {
    /** All requests of the surface are one to the engine, so that one that is repeated gets the same answer. */
    private static final String REQUEST = "server-api";

    private ValidateRoute() {}

    static HttpResponse validate(Tenant tenant, Exchange exchange) {
        MfaEngine mfa = tenant.engine();
        Members body = exchange.body();
        Handle token = Handle.of(body.required("token"));
        String user = body.text("userId").orElse(null);
        String code = body.text("action").orElse(null);
        ActionId id = mfa.session(token)
                .map(ActionSession::id)
                .or(() -> mfa.getAction(token).map(Action::id))
                .filter(found -> !MfaEngine.isAddressUser(found.userId()))
                .orElse(null);
        if (id == null) {
            return HttpResponse.ok(JsonObject.empty().put("isValid", false));
        }
        if (user != null && !user.equals(id.userId())) {
            throw Problem.of(400, "User is invalid.", "The token is for another user.");
        }
        if (code != null && !code.equals(id.action())) {
            return HttpResponse.ok(shape(id, false));
        }
        Intent intent = Intent.user(id.userId()).action(id.action()).idempotencyKey(id.idempotencyKey());
        Validation answer = tenant.isStrict()
                ? mfa.validateChallenge(token, intent)
                : mfa.validateChallenge(token, intent, REQUEST);
        JsonObject shape = shape(id, answer.isValid());
        answer.action()
                .ifPresent(action -> shape.put("state", action.state().name())
                        .put("stateUpdatedAt", Shapes.time(action.changedAt()))
                        .put("verificationMethod", Shapes.type(action.passedWith())));
        return HttpResponse.ok(shape);
    }

    private static JsonObject shape(ActionId id, boolean valid) {
        return JsonObject.empty()
                .put("isValid", valid)
                .put("userId", id.userId())
                .put("actionCode", id.action())
                .put("idempotencyKey", id.idempotencyKey());
    }
}
