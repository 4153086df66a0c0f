package io.mfaengine.web.client;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.ActionSession;
import io.mfaengine.ActionStatus;
import io.mfaengine.Challenge;
import io.mfaengine.MfaEngine;
import io.mfaengine.Refused;
import io.mfaengine.Verification;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Response;
import io.mfaengine.model.Secret;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.json.JsonObject;
import io.mfaengine.web.json.Members;
import io.mfaengine.web.tenant.Refusals;
import io.mfaengine.web.tenant.Tenants;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the Client API, for the holder of one token: {@link ActionSession} in JSON. No rule is here. An answer that
 * succeeds has no member {@code error}, not even one that is null: clients take that for a failure.
 */
final class ClientSession {
    private final Handle token;
    private final MfaEngine engine;
    private final ActionSession session;

    ClientSession(Tenants.Person person) {
        this.token = person.token();
        this.engine = person.tenant().engine();
        this.session = person.session();
    }

    JsonObject enroll(Kind kind, Members body) {
        String address =
                kind.address() == null ? null : body.text(kind.address()).orElse(null);
        Challenge.Open open = open(session.enroll(kind.type(), address));
        JsonObject answer = JsonObject.empty()
                .put("userAuthenticatorId", open.authenticator().value())
                .put("userId", session.id().userId());
        if (open.prompt() instanceof Prompt.Scan scan) {
            answer.put("uri", scan.uri().reveal()).put("secret", scan.key().reveal());
        }
        return answer.put("challengeId", challengeId());
    }

    JsonObject challenge(Kind kind) {
        open(session.challenge(kind.type()));
        return JsonObject.empty().put("challengeId", challengeId());
    }

    JsonObject verify(Kind kind, Members body) {
        return verified(session.verify(kind.type(), body.required("verificationCode")));
    }

    /** Whether a link was answered, in whatever browser. */
    JsonObject poll(Kind kind) {
        Verification answer = session.verify(kind.type(), new Response.Poll());
        JsonObject told = verified(answer);
        return answer instanceof Verification.Accepted
                ? told
                // clients ask until it is so; that it is not so yet is no failure
                : JsonObject.empty().put("isVerified", false);
    }

    /** What a page needs to begin. */
    JsonObject options() {
        List<ActionStatus.Choice> usable = session.status().choices().stream()
                .filter(choice -> choice.enrolled() && !choice.disabled())
                .toList();
        return JsonObject.empty()
                .put(
                        "challengeOptions",
                        JsonObject.empty()
                                .put("token", token.value())
                                .put(
                                        "defaultVerificationMethod",
                                        usable.stream()
                                                .filter(ActionStatus.Choice::preferred)
                                                .map(choice -> choice.type().name())
                                                .findFirst()
                                                .orElse(null))
                                .put(
                                        "verificationMethods",
                                        usable.stream()
                                                .map(choice -> choice.type().name())
                                                .toList()));
    }

    /** What can be used in this action. */
    List<JsonObject> configurations() {
        return session.status().choices().stream()
                .map(choice -> choice.type().name())
                .map(name -> JsonObject.empty()
                        .put("authenticatorId", name)
                        .put("verificationMethod", name)
                        .put("isActive", true))
                .toList();
    }

    /** What the person holds. */
    List<JsonObject> authenticators() {
        return session.status().authenticators().stream()
                .filter(one -> one.status() != Authenticator.Status.PENDING)
                .map(this::authenticator)
                .toList();
    }

    /** Where it is, is masked: a token that is stolen must not tell numbers and addresses. */
    private JsonObject authenticator(Authenticator one) {
        return JsonObject.empty()
                .put("userAuthenticatorId", one.id().value())
                .put("userId", session.id().userId())
                .put("verificationMethod", one.type().name())
                .put("createdAt", one.createdAt().toString())
                .put("verifiedAt", one.createdAt().toString())
                .put(
                        "lastVerifiedAt",
                        one.lastUsedAt() == null ? null : one.lastUsedAt().toString())
                .put("isDefault", one.preferred())
                .put("displayName", one.label());
    }

    /** The token stays the same: it goes on being good for its time, and now stands for a passed challenge. */
    private JsonObject verified(Verification answer) {
        if (answer instanceof Refused refused) {
            return JsonObject.empty().put("isVerified", false).put("failureReason", failureReason(refused));
        }
        Verification.Accepted accepted = answer.accepted();
        List<Secret> codes = accepted.recoveryCodes();
        return JsonObject.empty()
                .put("isVerified", true)
                .put("accessToken", token.value())
                .put("userAuthenticator", accepted.enrolled() ? authenticator(accepted.authenticator()) : null)
                .put(
                        "recoveryCodes",
                        codes.isEmpty()
                                ? null
                                : codes.stream().map(Secret::reveal).toList());
    }

    @CanIgnoreReturnValue
    private Challenge.Open open(Challenge challenge) {
        if (challenge instanceof Refused refused) {
            throw problem(refused);
        }
        return challenge.open();
    }

    /** Null if neither of the two words that clients know says it. */
    private @Nullable String failureReason(Refused refused) {
        return switch (refused.reason()) {
            case WRONG_RESPONSE, MALFORMED, ALREADY_USED, NOT_OPEN, NOT_ENROLLED, EXPIRED, DECLINED ->
                Refusals.failureReason(refused);
            case NOT_YET, VETOED -> null;
            default -> throw problem(refused);
        };
    }

    private Problem problem(Refused refused) {
        return switch (refused.reason()) {
            case EXPIRED -> expiredToken();
            case CHALLENGE_FIRST ->
                Problem.of(403, "challenge_required", "A challenge has to be passed with what is enrolled first.");
            default -> Refusals.problem(refused, engine);
        };
    }

    /** A token that was genuine, and is over: clients look for this code. */
    static Problem expiredToken() {
        return Problem.of(401, "expired_token", "The token has expired. Track the action again.");
    }

    /** Clients of these types show it and never send it back: one question of a type is open in an action. */
    private String challengeId() {
        return session.id().idempotencyKey();
    }
}
