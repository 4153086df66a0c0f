package io.mfaengine.web.server;

import io.mfaengine.ActionQuery;
import io.mfaengine.Decision;
import io.mfaengine.MfaEngine;
import io.mfaengine.TrackRequest;
import io.mfaengine.TrackRequest.Scope;
import io.mfaengine.UserUpdate;
import io.mfaengine.model.Action;
import io.mfaengine.model.Action.Ruling;
import io.mfaengine.model.ActionId;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.User;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.json.JsonObject;
import io.mfaengine.web.json.Members;
import io.mfaengine.web.route.Exchange;
import io.mfaengine.web.tenant.Tenant;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Tracked actions. */
final class ActionRoutes {
    private static final int MOST = 1_000;

    private static final Map<String, Scope> SCOPES = Map.of(
            "add:authenticators", Scope.ADD_AUTHENTICATORS,
            "update:authenticators", Scope.UPDATE_AUTHENTICATORS,
            "remove:authenticators", Scope.REMOVE_AUTHENTICATORS);

    private static final Map<ActionState, Ruling> RULINGS = Map.of(
            ActionState.REVIEW_REQUIRED, Ruling.REQUIRE_REVIEW,
            ActionState.REVIEW_SUCCEEDED, Ruling.PASS_REVIEW,
            ActionState.REVIEW_FAILED, Ruling.FAIL_REVIEW,
            ActionState.CHALLENGE_FAILED, Ruling.FAIL_CHALLENGE,
            ActionState.BLOCK, Ruling.BLOCK);

    private ActionRoutes() {}

    static HttpResponse track(Tenant tenant, Exchange exchange) {
        MfaEngine mfa = tenant.engine();
        String userId = UserRoutes.userId(exchange);
        Members body = exchange.body();
        Intent intent = Intent.user(userId).action(exchange.path("action"));
        TrackRequest request = request(
                tenant,
                body,
                body.text("idempotencyKey").map(intent::idempotencyKey).orElse(intent));
        remember(mfa, userId, body);
        Decision decision = body.text("challengeId").isPresent()
                ? claimed(mfa, intent, body.required("challengeId"))
                : mfa.track(request);
        if (decision.user().permitted().stream().allMatch(AuthenticatorType.RECOVERY_CODE::equals)) {
            throw Problem.of(
                    400, "AUTHENTICATOR_NOT_FOUND", "No authenticator is switched on: switch one on in the settings.");
        }
        return HttpResponse.ok(decision(tenant, decision));
    }

    private static TrackRequest request(Tenant tenant, Members body, Intent intent) {
        TrackRequest request = TrackRequest.of(intent)
                .ipAddress(body.text("ipAddress").orElse(null))
                .locale(body.text("locale").map(UserRoutes::locale).orElse(null))
                .redirectUrl(body.text("redirectUrl")
                        .map(url -> redirect(tenant, url))
                        .orElse(null))
                .scopes(scopes(body.text("scope").orElse("")));
        // what the engine has no use for, but nobody should find out later that it was wrong
        body.checkTexts("userAgent", "deviceId", "customDomain");
        body.checkFlat("custom");
        return body.flag("redirectToSettings").orElse(false) ? request.manage() : request;
    }

    private static URI redirect(Tenant tenant, String url) {
        return tenant.redirect(url)
                .orElseThrow(
                        () -> Problem.invalid("redirectUrl is not permitted: the setting redirectUrl of the tenant has"
                                + " to list it, with this scheme, host, port and path"));
    }

    /** What reads needs no leave, and what nobody knows gives none. */
    private static Scope[] scopes(String text) {
        return Arrays.stream(text.split(" +"))
                .map(SCOPES::get)
                .filter(Objects::nonNull)
                .distinct()
                .toArray(Scope[]::new);
    }

    /** The address, number and name that come along are the user's from now on. */
    private static void remember(MfaEngine mfa, String userId, Members body) {
        if (!body.has("email") && !body.has("phoneNumber") && !body.has("username")) {
            return;
        }
        User known = mfa.getUser(userId);
        UserUpdate update = UserUpdate.nothing();
        boolean differs = false;
        if (body.text("email").filter(email -> !email.equals(known.email())).isPresent()) {
            update = update.email(body.required("email"));
            differs = true;
        }
        if (body.text("phoneNumber")
                .filter(number -> !number.equals(known.phoneNumber()))
                .isPresent()) {
            update = update.phoneNumber(body.required("phoneNumber"));
            differs = true;
        }
        if (body.text("username").filter(name -> !name.equals(known.username())).isPresent()) {
            update = update.username(body.required("username"));
            differs = true;
        }
        if (differs) {
            User unused = mfa.updateUser(userId, update);
        }
    }

    /** A challenge that was passed before the user was known. */
    private static Decision claimed(MfaEngine mfa, Intent intent, String challengeId) {
        Handle token = ChallengeId.parse(challengeId).token();
        ActionId from = mfa.getAction(token).map(Action::id).orElseThrow(ChallengeRoutes::noSuchChallenge);
        if (!from.action().equals(intent.action())) {
            throw Problem.invalid("challengeId is for another action");
        }
        return mfa.claimChallenge(token, intent.userId()).orElseThrow(ChallengeRoutes::noSuchChallenge);
    }

    static JsonObject decision(Tenant tenant, Decision decision) {
        User user = decision.user();
        return JsonObject.empty()
                .put("idempotencyKey", decision.action().id().idempotencyKey())
                .put("state", decision.action().state().name())
                .put("url", tenant.page(decision.token()).map(URI::toString).orElse(null))
                .put("token", decision.token().value())
                .put("isEnrolled", user.isEnrolled())
                .put("allowedVerificationMethods", Shapes.types(decision.permitted()))
                .put("enrolledVerificationMethods", Shapes.types(user.enrolled()))
                .put("defaultVerificationMethod", Shapes.type(user.preferred()));
    }

    static HttpResponse get(Tenant tenant, Exchange exchange) {
        Action action = tenant.engine().getAction(id(exchange)).orElseThrow(Problem::notFound);
        return HttpResponse.ok(Shapes.action(action));
    }

    static HttpResponse update(Tenant tenant, Exchange exchange) {
        MfaEngine mfa = tenant.engine();
        ActionState state = state(exchange.body().required("state"));
        Ruling ruling = RULINGS.get(state);
        if (ruling == null) {
            throw Problem.invalid("state must be one that can be imposed: " + names(RULINGS.keySet()));
        }
        Action before = mfa.getAction(id(exchange)).orElseThrow(Problem::notFound);
        Action after = before.state() == state
                ? before
                : mfa.updateAction(id(exchange), ruling)
                        .orElseThrow(() -> Problem.invalid("state can't become " + state + " from " + before.state()));
        return HttpResponse.ok(Shapes.action(after));
    }

    static HttpResponse query(Tenant tenant, Exchange exchange) {
        ActionQuery query = ActionQuery.user(UserRoutes.userId(exchange)).limit(MOST);
        String codes = exchange.query().text("codes").orElse("");
        query = codes.isEmpty() ? query : query.codes(codes.split(" *, *"));
        query = exchange.query()
                .text("state")
                .map(ActionRoutes::state)
                .map(query::state)
                .orElse(query);
        query = exchange.query()
                .text("fromDate")
                .map(ActionRoutes::date)
                .map(query::from)
                .orElse(query);
        return HttpResponse.ok(
                tenant.engine().queryActions(query).stream().map(Shapes::listed).toList());
    }

    private static Instant date(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Problem.invalid("fromDate must be a time such as 2026-11-28T09:00:00Z (ISO 8601)");
        }
    }

    private static ActionState state(String name) {
        for (ActionState state : ActionState.values()) {
            if (state.name().equals(name)) {
                return state;
            }
        }
        throw Problem.invalid("state must be one of " + names(Set.of(ActionState.values())));
    }

    private static String names(Set<ActionState> states) {
        Set<String> names = new LinkedHashSet<>();
        for (ActionState state : ActionState.values()) {
            if (states.contains(state)) {
                names.add(state.name());
            }
        }
        return String.join(", ", names);
    }

    private static ActionId id(Exchange exchange) {
        return Intent.user(UserRoutes.userId(exchange))
                .action(exchange.path("action"))
                .idempotencyKey(exchange.path("idempotencyKey"))
                .id();
    }
}
