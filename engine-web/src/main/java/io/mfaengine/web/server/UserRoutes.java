package io.mfaengine.web.server;

import io.mfaengine.MfaEngine;
import io.mfaengine.UserQuery;
import io.mfaengine.UserUpdate;
import io.mfaengine.model.Action;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.Handle;
import io.mfaengine.model.User;
import io.mfaengine.model.User.CustomValue;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.json.JsonObject;
import io.mfaengine.web.json.Members;
import io.mfaengine.web.route.Exchange;
import io.mfaengine.web.route.Query;
import io.mfaengine.web.tenant.Tenant;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Users as such. */
final class UserRoutes {
    private static final int MOST = 1_000;

    private UserRoutes() {}

    static HttpResponse get(Tenant tenant, Exchange exchange) {
        return HttpResponse.ok(Shapes.user(tenant.engine().getUser(userId(exchange))));
    }

    /** What isn't named, or is null, stays; within {@code custom} null takes a value away. */
    static HttpResponse update(Tenant tenant, Exchange exchange) {
        MfaEngine mfa = tenant.engine();
        String userId = userId(exchange);
        Members body = exchange.body();
        User before = body.has("emailVerified") || body.has("phoneNumberVerified") ? mfa.getUser(userId) : null;
        UserUpdate update = names(body, UserUpdate.nothing());
        update = email(update, body, before == null ? null : before.email());
        update = phone(update, body, before == null ? null : before.phoneNumber());
        for (Map.Entry<String, Optional<Object>> one :
                body.flat("custom").orElse(Map.of()).entrySet()) {
            update = update.custom(
                    one.getKey(), one.getValue().map(UserRoutes::custom).orElse(null));
        }
        Authenticator preferred = body.text("defaultVerificationMethod")
                .map(type -> first(mfa, userId, type))
                .orElse(null);
        User after = mfa.updateUser(userId, update);
        if (preferred != null) {
            if (!mfa.setDefaultAuthenticator(userId, preferred.id())) {
                throw noSuchAuthenticator();
            }
            after = mfa.getUser(userId);
        }
        return HttpResponse.ok(Shapes.user(after));
    }

    static UserUpdate names(Members body, UserUpdate update) {
        UserUpdate next = body.text("username").map(update::username).orElse(update);
        next = body.text("displayName").map(next::displayName).orElse(next);
        return body.text("locale").map(UserRoutes::locale).map(next::locale).orElse(next);
    }

    static Locale locale(String tag) {
        try {
            return new Locale.Builder().setLanguageTag(tag).build();
        } catch (IllformedLocaleException e) {
            throw Problem.invalid("locale must be a language tag such as en-NZ (BCP 47)");
        }
    }

    private static UserUpdate email(UserUpdate update, Members body, @Nullable String known) {
        Optional<Boolean> verified = body.flag("emailVerified");
        String address = body.text("email").orElse(known);
        if (address == null) {
            return update;
        }
        if (verified.orElse(false)) {
            return update.verifiedEmail(address);
        }
        // taken away first, since an address that stays keeps that it was verified
        return verified.isPresent()
                ? update.email(null).email(address)
                : body.has("email") ? update.email(address) : update;
    }

    private static UserUpdate phone(UserUpdate update, Members body, @Nullable String known) {
        Optional<Boolean> verified = body.flag("phoneNumberVerified");
        String number = body.text("phoneNumber").orElse(known);
        if (number == null) {
            return update;
        }
        if (verified.orElse(false)) {
            return update.verifiedPhoneNumber(number);
        }
        return verified.isPresent()
                ? update.phoneNumber(null).phoneNumber(number)
                : body.has("phoneNumber") ? update.phoneNumber(number) : update;
    }

    private static CustomValue custom(Object value) {
        if (value instanceof String text) {
            return new CustomValue.Text(text);
        } else if (value instanceof Boolean flag) {
            return new CustomValue.Flag(flag);
        } else if (value instanceof Double number) {
            return new CustomValue.Numeric(number);
        }
        return new CustomValue.Texts(
                ((List<?>) value).stream().map(String.class::cast).toList());
    }

    private static Authenticator first(MfaEngine mfa, String userId, String type) {
        return mfa.getAuthenticators(userId).stream()
                .filter(authenticator -> authenticator.type().name().equals(type))
                .findFirst()
                .orElseThrow(UserRoutes::noSuchAuthenticator);
    }

    private static Problem noSuchAuthenticator() {
        return Problem.invalid("defaultVerificationMethod must be one that the user has enrolled");
    }

    /** One who is unknown is gone already: a request that is repeated gets the same answer. */
    static HttpResponse delete(Tenant tenant, Exchange exchange) {
        boolean existed = tenant.engine().deleteUser(userId(exchange));
        return HttpResponse.ok(JsonObject.empty().put("success", true).put("existed", existed));
    }

    static HttpResponse query(Tenant tenant, Exchange exchange) {
        MfaEngine mfa = tenant.engine();
        Query query = exchange.query();
        int limit = query.number("limit", 1, MOST).orElse(100);
        Optional<Action> action = query.text("token").flatMap(token -> mfa.getAction(Handle.of(token)));
        if (query.text("token").isPresent()) {
            return HttpResponse.ok(byToken(
                    mfa,
                    action.filter(found -> !MfaEngine.isAddressUser(found.id().userId()))
                            .orElse(null)));
        }
        List<User> found = new ArrayList<>();
        User last = query.text("lastEvaluatedUserId")
                .map(id -> mfa.getUser(checked(id)))
                .orElse(null);
        boolean more = true;
        while (more && found.size() < limit) {
            UserQuery next = query(query).limit(limit);
            List<User> page = mfa.queryUsers(last == null ? next : next.after(last));
            more = page.size() == limit;
            for (User user : page) {
                if (found.size() < limit) {
                    last = user;
                    if (!MfaEngine.isAddressUser(user.userId()) && matches(query, user)) {
                        found.add(user);
                    }
                } else {
                    more = true;
                }
            }
        }
        return HttpResponse.ok(JsonObject.empty()
                .put("users", found.stream().map(user -> Shapes.user(user)).toList())
                .put("lastEvaluatedUserId", more && last != null ? last.userId() : null));
    }

    private static JsonObject byToken(MfaEngine mfa, @Nullable Action action) {
        if (action == null) {
            return JsonObject.empty().put("users", List.of());
        }
        User user = mfa.getUser(action.id().userId());
        JsonObject other = JsonObject.empty()
                .put("tenantId", mfa.tenant())
                .put("userId", user.userId())
                .put("actionCode", action.id().action())
                .put("idempotencyKey", action.id().idempotencyKey());
        return JsonObject.empty()
                .put("users", List.of(Shapes.user(user)))
                .put(
                        "tokenPayload",
                        JsonObject.empty().put("sub", user.userId()).put("other", other));
    }

    /** By the first condition; the others are looked at one by one. */
    private static UserQuery query(Query query) {
        return query.text("email")
                .map(UserQuery::email)
                .or(() -> query.text("phoneNumber").map(UserQuery::phoneNumber))
                .or(() -> query.text("username").map(UserQuery::username))
                .orElseGet(UserQuery::all);
    }

    private static boolean matches(Query query, User user) {
        return query.text("username")
                        .filter(name -> !name.equalsIgnoreCase(user.username()))
                        .isEmpty()
                && query.text("phoneNumber")
                        .filter(number -> query.text("email").isPresent() && !number.equals(user.phoneNumber()))
                        .isEmpty();
    }

    /** The user of the path. One who stands for an address is nobody's business. */
    static String userId(Exchange exchange) {
        return checked(exchange.path("userId"));
    }

    static String checked(String userId) {
        if (MfaEngine.isAddressUser(userId)) {
            throw Problem.notFound();
        }
        return userId;
    }
}
