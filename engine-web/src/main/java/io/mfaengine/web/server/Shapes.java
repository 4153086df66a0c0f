package io.mfaengine.web.server;

import io.mfaengine.model.Action;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.User;
import io.mfaengine.model.User.CustomValue;
import io.mfaengine.web.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The engine's values as the Server API shows them. */
final class Shapes {
    private Shapes() {}

    static JsonObject user(User user) {
        return JsonObject.empty()
                .put("userId", user.userId())
                .put("isEnrolled", user.isEnrolled())
                .put("email", user.email())
                .put("emailVerified", user.emailVerified())
                .put("phoneNumber", user.phoneNumber())
                .put("phoneNumberVerified", user.phoneNumberVerified())
                .put("username", user.username())
                .put("displayName", user.displayName())
                .put("allowedVerificationMethods", types(user.permitted()))
                .put("enrolledVerificationMethods", types(user.enrolled()))
                .put("defaultVerificationMethod", type(user.preferred()))
                .put("custom", user.custom().isEmpty() ? null : custom(user.custom()))
                .put("locale", user.locale() == null ? null : user.locale().toLanguageTag())
                .put("createdAt", time(user.createdAt()));
    }

    static JsonObject authenticator(String userId, Authenticator authenticator) {
        boolean email =
                authenticator.address() != null && authenticator.address().contains("@");
        return JsonObject.empty()
                .put("userId", userId)
                .put("userAuthenticatorId", authenticator.id().value())
                .put("verificationMethod", authenticator.type().name())
                .put("createdAt", time(authenticator.createdAt()))
                .put("verifiedAt", time(authenticator.createdAt()))
                .put("lastVerifiedAt", time(authenticator.lastUsedAt()))
                .put("email", email ? authenticator.address() : null)
                .put("phoneNumber", email ? null : authenticator.address())
                .put("displayName", authenticator.label())
                .put("isDefault", authenticator.preferred());
    }

    /** An action as it stands. No rules are told: an engine without rules has none. */
    static JsonObject action(Action action) {
        return JsonObject.empty()
                .put("state", action.state().name())
                .put("createdAt", time(action.createdAt()))
                .put("stateUpdatedAt", time(action.changedAt()))
                .put("verificationMethod", type(action.passedWith()))
                .put("rules", List.of())
                .put("ruleIds", List.of());
    }

    static JsonObject listed(Action action) {
        return JsonObject.empty()
                .put("actionCode", action.id().action())
                .put("idempotencyKey", action.id().idempotencyKey())
                .put("createdAt", time(action.createdAt()))
                .put("updatedAt", time(action.changedAt()))
                .put("state", action.state().name())
                .put("stateUpdatedAt", time(action.changedAt()))
                .put("verificationMethod", type(action.passedWith()));
    }

    static List<String> types(Collection<AuthenticatorType> types) {
        return types.stream().sorted().map(AuthenticatorType::name).toList();
    }

    static @Nullable String type(@Nullable AuthenticatorType type) {
        return type == null ? null : type.name();
    }

    /** ISO 8601, in UTC, with milliseconds. */
    static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static Map<String, Object> custom(Map<String, CustomValue> values) {
        Map<String, Object> plain = new TreeMap<>();
        values.forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    private static Object plain(CustomValue value) {
        if (value instanceof CustomValue.Text text) {
            return text.text();
        } else if (value instanceof CustomValue.Texts texts) {
            return texts.texts();
        } else if (value instanceof CustomValue.Numeric number) {
            return number.number();
        } else if (value instanceof CustomValue.Flag flag) {
            return flag.flag();
        }
        throw new IllegalStateException("no such kind of custom value");
    }
}
