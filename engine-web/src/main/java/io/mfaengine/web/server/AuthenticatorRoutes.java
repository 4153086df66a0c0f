package io.mfaengine.web.server;

import io.mfaengine.MfaEngine;
import io.mfaengine.Refused;
import io.mfaengine.TrackRequest.Scope;
import io.mfaengine.Verification;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Secret;
import io.mfaengine.model.Settings;
import io.mfaengine.model.TypeSettings;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.json.JsonObject;
import io.mfaengine.web.json.Members;
import io.mfaengine.web.route.Exchange;
import io.mfaengine.web.tenant.Refusals;
import io.mfaengine.web.tenant.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What users hold, and which types there are. */
final class AuthenticatorRoutes {
    /** In the trail, and for reading what is switched on. */
    private static final String ACTOR = "server-api";

    private AuthenticatorRoutes() {}

    /** The types of the tenant: those that can be used, and those that an operator switched off. */
    static HttpResponse types(Tenant tenant, Exchange exchange) {
        MfaEngine mfa = tenant.engine();
        Set<AuthenticatorType> on = mfa.getUser(ACTOR).permitted();
        Settings settings = mfa.operator(ACTOR).settings();
        Set<AuthenticatorType> all = new TreeSet<>(on);
        settings.types().keySet().stream().filter(type -> !settings.isOn(type)).forEach(all::add);
        return HttpResponse.ok(all.stream()
                .map(type -> type(type, on.contains(type), settings.type(type)))
                .toList());
    }

    private static JsonObject type(AuthenticatorType type, boolean on, TypeSettings set) {
        return JsonObject.empty()
                .put("authenticatorId", type.name())
                .put("verificationMethod", type.name())
                .put("isActive", on)
                .put("isEditableByUser", set.selfService())
                .put("isHiddenToUser", set.hidden())
                .put("smsChannel", type.equals(AuthenticatorType.SMS) ? "DEFAULT" : null);
    }

    /** Without recovery codes, which are no authenticator of their own here. */
    static HttpResponse list(Tenant tenant, Exchange exchange) {
        String userId = UserRoutes.userId(exchange);
        return HttpResponse.ok(held(tenant.engine(), userId).stream()
                .map(authenticator -> Shapes.authenticator(userId, authenticator))
                .toList());
    }

    private static List<Authenticator> held(MfaEngine mfa, String userId) {
        return mfa.getAuthenticators(userId).stream()
                .filter(authenticator -> !authenticator.type().equals(AuthenticatorType.RECOVERY_CODE))
                .toList();
    }

    /**
     * Enrols what the application has proved. Whoever has the secret key says so on purpose: this is the override of
     * strong binding that the trail names, with the application as its origin.
     */
    static HttpResponse enroll(Tenant tenant, Exchange exchange) {
        MfaEngine mfa = tenant.engine();
        String userId = UserRoutes.userId(exchange);
        Members body = exchange.body();
        AuthenticatorType type = type(body);
        boolean preferred = body.flag("isDefault").orElse(false);
        Secret proved = Secret.of(proved(body, type));
        Verification answer = mfa.enrollVerifiedAuthenticator(userId, type, proved, Scope.ADD_AUTHENTICATORS);
        if (answer instanceof Verification.Accepted accepted) {
            if (preferred
                    && !mfa.setDefaultAuthenticator(
                            userId, accepted.authenticator().id())) {
                throw Problem.notFound();
            }
            List<String> codes =
                    accepted.recoveryCodes().stream().map(Secret::reveal).toList();
            return HttpResponse.ok(
                    enrolled(mfa, userId, accepted.authenticator().id())
                            .put("recoveryCodes", codes.isEmpty() ? null : codes));
        }
        Refused refused = answer.refused();
        // a request that is repeated because its answer was lost finds what it made
        return already(mfa, userId, type, proved)
                .filter(held -> refused.reason() == Refusal.TAKEN)
                .map(held -> HttpResponse.ok(enrolled(mfa, userId, held.id())))
                .orElseThrow(() -> Refusals.problem(refused, mfa));
    }

    private static JsonObject enrolled(MfaEngine mfa, String userId, AuthenticatorId id) {
        Authenticator authenticator = held(mfa, userId).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(Problem::notFound);
        return JsonObject.empty().put("authenticator", Shapes.authenticator(userId, authenticator));
    }

    private static Optional<Authenticator> already(MfaEngine mfa, String userId, AuthenticatorType type, Secret at) {
        return held(mfa, userId).stream()
                .filter(one -> one.type().equals(type) && at.reveal().equals(one.address()))
                .findFirst();
    }

    private static AuthenticatorType type(Members body) {
        String name = body.text("verificationMethod")
                .or(() -> body.text("oobChannel"))
                .orElseThrow(() -> Problem.invalid("verificationMethod is required"));
        return AuthenticatorType.of(name.equals("EMAIL") ? "EMAIL_OTP" : name);
    }

    private static String proved(Members body, AuthenticatorType type) {
        return switch (type.name()) {
            case "EMAIL_OTP", "EMAIL_MAGIC_LINK" -> body.required("email");
            case "SMS", "WHATSAPP" -> body.required("phoneNumber");
            case "AUTHENTICATOR_APP" -> body.required("otpUri");
            default -> throw Problem.invalid("verificationMethod must be one that can be enrolled as verified");
        };
    }

    static HttpResponse delete(Tenant tenant, Exchange exchange) {
        String userId = UserRoutes.userId(exchange);
        AuthenticatorId id = new AuthenticatorId(exchange.path("userAuthenticatorId"));
        if (!tenant.engine().deleteAuthenticator(userId, id)) {
            throw Problem.notFound();
        }
        return HttpResponse.ok(JsonObject.empty().put("success", true));
    }
}
