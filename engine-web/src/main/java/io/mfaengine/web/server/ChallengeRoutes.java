package io.mfaengine.web.server;

import io.mfaengine.ActionQuery;
import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.Decision;
import io.mfaengine.MfaEngine;
import io.mfaengine.TrackRequest;
import io.mfaengine.UserUpdate;
import io.mfaengine.Verification;
import io.mfaengine.delivery.EmailAddress;
import io.mfaengine.delivery.PhoneNumber;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.User;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.json.JsonObject;
import io.mfaengine.web.json.Members;
import io.mfaengine.web.route.Exchange;
import io.mfaengine.web.route.Query;
import io.mfaengine.web.tenant.Refusals;
import io.mfaengine.web.tenant.Tenant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Codes that the application sends, and checks, without a page: to a user's address, or to an address of which it isn't
 * known yet whose it is. Then a user who stands for the address is challenged, and {@code /claim} gives the proof to the
 * user whom the application finds.
 */
final class ChallengeRoutes {
    private static final Set<String> METHODS = Set.of("SMS", "WHATSAPP", "EMAIL_OTP");

    private ChallengeRoutes() {}

    static Problem noSuchChallenge() {
        return Problem.invalid("challengeId is none of a challenge that is open to this");
    }

    static HttpResponse challenge(Tenant tenant, Exchange exchange) {
        MfaEngine mfa = tenant.engine();
        Members body = exchange.body();
        if (body.has("challengeId")) {
            ChallengeId again = ChallengeId.parse(body.required("challengeId"));
            ActionSession session = mfa.session(again.token()).orElseThrow(ChallengeRoutes::noSuchChallenge);
            User user = mfa.getUser(session.id().userId());
            String known = isEmail(again.type()) ? user.email() : user.phoneNumber();
            return ask(mfa, session, again, address(body, again.type()).orElse(known));
        }
        AuthenticatorType type = type(body);
        String address = address(body, type)
                .orElseThrow(() -> Problem.invalid((isEmail(type) ? "email" : "phoneNumber") + " is required"));
        String userId = body.text("userId").map(UserRoutes::checked).orElseGet(() -> mfa.addressUser(type, address));
        Intent intent = Intent.user(userId).action(body.required("action"));
        TrackRequest request = TrackRequest.of(
                        body.text("idempotencyKey").map(intent::idempotencyKey).orElse(intent))
                .ipAddress(body.text("ipAddress").orElse(null))
                .locale(body.text("locale").map(UserRoutes::locale).orElse(null));
        if (MfaEngine.isAddressUser(userId)) {
            remember(mfa, userId, type, address);
            // an address is asked whatever the action's outcome would be for a user
            request = request.manage();
        }
        Decision decision = mfa.track(request);
        ActionSession session = mfa.session(decision.token()).orElseThrow(ChallengeRoutes::noSuchChallenge);
        return ask(mfa, session, new ChallengeId(type, decision.token()), address);
    }

    /** So that a code can be sent again by the challenge's id alone. */
    private static void remember(MfaEngine mfa, String userId, AuthenticatorType type, String address) {
        User known = mfa.getUser(userId);
        if (known.email() == null && known.phoneNumber() == null) {
            UserUpdate update = UserUpdate.nothing();
            User unused = mfa.updateUser(userId, isEmail(type) ? update.email(address) : update.phoneNumber(address));
        }
    }

    private static HttpResponse ask(MfaEngine mfa, ActionSession session, ChallengeId id, @Nullable String address) {
        if (address == null) {
            throw Problem.invalid((isEmail(id.type()) ? "email" : "phoneNumber") + " is required");
        }
        String canonical = canonical(id.type(), address);
        Challenge answer = mfa.getAuthenticators(session.id().userId()).stream()
                .filter(held -> held.type().equals(id.type()) && canonical.equals(held.address()))
                .findFirst()
                .map(held -> session.challenge(held.id()))
                .orElseGet(() -> session.enroll(id.type(), canonical));
        if (answer instanceof Challenge.Open open) {
            return HttpResponse.ok(JsonObject.empty()
                    .put("challengeId", id.text())
                    .put("idempotencyKey", session.id().idempotencyKey())
                    .put("expiresAt", open.expiresAt().getEpochSecond())
                    .put("verificationMethod", id.type().name()));
        }
        throw Refusals.problem(answer.refused(), mfa);
    }

    private static String canonical(AuthenticatorType type, String address) {
        return (isEmail(type)
                        ? EmailAddress.parse(address).map(EmailAddress::canonical)
                        : PhoneNumber.parse(address).map(PhoneNumber::canonical))
                .orElseThrow(() -> Problem.invalid((isEmail(type) ? "email" : "phoneNumber")
                        + " must be one that can get a message, a number in international form"));
    }

    static HttpResponse verify(Tenant tenant, Exchange exchange) {
        MfaEngine mfa = tenant.engine();
        Members body = exchange.body();
        ChallengeId id = ChallengeId.parse(body.required("challengeId"));
        String code = body.required("verificationCode");
        ActionSession session = mfa.session(id.token()).orElse(null);
        if (session == null) {
            return HttpResponse.ok(failed("CODE_INVALID_OR_EXPIRED"));
        }
        Verification answer = session.verify(id.type(), code);
        if (answer instanceof Verification.Accepted accepted) {
            return HttpResponse.ok(
                    proved(mfa, session.id().userId(), accepted.authenticator().id())
                            .put("isVerified", true)
                            .put("verificationMethod", id.type().name()));
        }
        JsonObject failed = failed(Refusals.failureReason(answer.refused()));
        return Refusals.isThrottled(answer.refused())
                ? Refusals.problem(answer.refused(), mfa).response(failed.members())
                : HttpResponse.ok(failed);
    }

    private static JsonObject failed(String reason) {
        return JsonObject.empty().put("isVerified", false).put("failureReason", reason);
    }

    private static JsonObject proved(MfaEngine mfa, String userId, AuthenticatorId by) {
        JsonObject proved = JsonObject.empty();
        mfa.getAuthenticators(userId).stream()
                .filter(held -> held.id().equals(by))
                .forEach(held -> proved.put(isEmail(held.type()) ? "email" : "phoneNumber", held.address()));
        return proved;
    }

    static HttpResponse claim(Tenant tenant, Exchange exchange) {
        MfaEngine mfa = tenant.engine();
        Members body = exchange.body();
        ChallengeId id = ChallengeId.parse(body.required("challengeId"));
        String userId = UserRoutes.checked(body.required("userId"));
        Action action = mfa.getAction(id.token()).orElseThrow(ChallengeRoutes::noSuchChallenge);
        boolean passed = action.state() == ActionState.CHALLENGE_SUCCEEDED;
        Handle token;
        if (!MfaEngine.isAddressUser(action.id().userId())) {
            if (!action.id().userId().equals(userId) || !passed) {
                throw noSuchChallenge();
            }
            token = id.token();
        } else if (!passed && body.flag("skipVerificationCheck").orElse(false)) {
            // nothing was proved: the user's own action still has to be passed
            token = mfa.track(Intent.user(userId)
                            .action(action.id().action())
                            .idempotencyKey(action.id().idempotencyKey()))
                    .token();
        } else {
            token = mfa.claimChallenge(id.token(), userId)
                    .orElseThrow(ChallengeRoutes::noSuchChallenge)
                    .token();
        }
        return HttpResponse.ok(JsonObject.empty()
                .put("token", token.value())
                .put("verificationMethod", id.type().name()));
    }

    static HttpResponse get(Tenant tenant, Exchange exchange) {
        return find(tenant.engine(), exchange.query()::text);
    }

    /** As the Java SDK asks: by POST, and without the question mark, but with the same in the body. */
    static HttpResponse getMalformed(Tenant tenant, Exchange exchange) {
        Members body = exchange.body();
        Query query = Query.of(exchange.path("parameters"));
        return find(tenant.engine(), name -> body.text(name).or(() -> query.text(name)));
    }

    static HttpResponse getByPost(Tenant tenant, Exchange exchange) {
        return find(tenant.engine(), exchange.body()::text);
    }

    private static HttpResponse find(MfaEngine mfa, Function<String, Optional<String>> asked) {
        ChallengeId id = asked.apply("challengeId")
                .map(ChallengeId::parse)
                .or(() -> newest(mfa, asked))
                .orElse(null);
        ActionSession session = id == null ? null : mfa.session(id.token()).orElse(null);
        Action action = session == null ? null : mfa.getAction(session.id()).orElse(null);
        if (id == null || session == null || action == null) {
            return HttpResponse.ok(JsonObject.empty());
        }
        User user = mfa.getUser(session.id().userId());
        return HttpResponse.ok(JsonObject.empty()
                .put("challengeId", id.text())
                .put("expiresAt", session.status().expiresAt().getEpochSecond())
                .put("verificationMethod", Shapes.type(action.passedWith()))
                .put("smsChannel", isEmail(id.type()) ? null : id.type().name().equals("SMS") ? "DEFAULT" : "WHATSAPP")
                .put("email", isEmail(id.type()) ? user.email() : null)
                .put("phoneNumber", isEmail(id.type()) ? null : user.phoneNumber())
                .put("action", action.id().action()));
    }

    /** That of a user's newest action of a code. */
    private static Optional<ChallengeId> newest(MfaEngine mfa, Function<String, Optional<String>> asked) {
        String userId = asked.apply("userId").map(UserRoutes::checked).orElse(null);
        String code = asked.apply("action").orElse(null);
        if (userId == null || code == null) {
            return Optional.empty();
        }
        String type = asked.apply("verificationMethod").orElse("SMS");
        return mfa.queryActions(ActionQuery.user(userId).codes(code).limit(1)).stream()
                .findFirst()
                .map(action -> mfa.track(Intent.user(userId)
                        .action(code)
                        .idempotencyKey(action.id().idempotencyKey())))
                .map(decision -> new ChallengeId(AuthenticatorType.of(type), decision.token()));
    }

    private static AuthenticatorType type(Members body) {
        String name = "WHATSAPP".equals(body.text("smsChannel").orElse(null))
                ? "WHATSAPP"
                : body.required("verificationMethod");
        if (!METHODS.contains(name)) {
            throw Problem.invalid("verificationMethod must be SMS, WHATSAPP or EMAIL_OTP");
        }
        return AuthenticatorType.of(name);
    }

    private static boolean isEmail(AuthenticatorType type) {
        return type.equals(AuthenticatorType.EMAIL_OTP);
    }

    private static Optional<String> address(Members body, AuthenticatorType type) {
        return body.text(isEmail(type) ? "email" : "phoneNumber");
    }
}
