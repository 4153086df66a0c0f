package io.mfaengine.web.operator;

import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.User;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.view.Frame.Notice;
import io.mfaengine.web.view.Words;
import io.mfaengine.web.view.portal.Confirm;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an operator does to a user: each has a page of its own that says what goes, what stays, and what is told. */
final class UserDeeds {
    private static final int LONGEST_ID = 128;
    private static final int LONGEST_REASON = 200;

    HttpResponse showUnlock(Call call) {
        User user = UserPages.asked(call);
        AuthenticatorType type = type(call);
        return ask(call, user, "unlock", "/unlock/" + type.name(), type(call, type), false, null);
    }

    HttpResponse unlock(Call call) {
        User user = UserPages.asked(call);
        AuthenticatorType type = type(call);
        String name = type(call, type);
        if (call.operator().locks(user.userId()).stream()
                .noneMatch(lock -> lock.type().equals(type))) {
            return done(call, user, "unlock.none", name);
        }
        call.log("log.user.unlocked", user.userId(), name, reason(call));
        boolean done = call.operator().unlock(user.userId(), type);
        return done(call, user, done ? "unlock.done" : "unlock.none", name);
    }

    HttpResponse showRemove(Call call) {
        User user = UserPages.asked(call);
        Authenticator one = authenticator(call, user);
        return ask(call, user, "remove", "/remove/" + one.id().value(), name(call, one), false, null);
    }

    HttpResponse remove(Call call) {
        User user = UserPages.asked(call);
        Authenticator one = authenticator(call, user);
        String name = name(call, one);
        call.log("log.user.removed", user.userId(), name, reason(call));
        boolean done = call.operator().deleteAuthenticator(user.userId(), one.id());
        return done(call, user, done ? "remove.done" : "remove.none", name);
    }

    HttpResponse showRemoveAll(Call call) {
        User user = UserPages.asked(call);
        return ask(call, user, "removeAll", "/remove", names(call, user), false, null);
    }

    HttpResponse removeAll(Call call) {
        User user = UserPages.asked(call);
        String names = names(call, user);
        call.log("log.user.removedAll", user.userId(), names, reason(call));
        for (Authenticator each : call.engine().getAuthenticators(user.userId())) {
            boolean unused = call.operator().deleteAuthenticator(user.userId(), each.id());
        }
        return done(call, user, "removeAll.done", names);
    }

    HttpResponse showErase(Call call) {
        User user = UserPages.asked(call);
        return ask(call, user, "erase", "/erase", names(call, user), true, null);
    }

    HttpResponse erase(Call call) {
        User user = UserPages.asked(call);
        if (!call.typed("typed", LONGEST_ID).equals(user.userId())) {
            String error = call.words().text("erase.mistyped");
            return ask(call, user, "erase", "/erase", names(call, user), true, error);
        }
        call.log("log.user.erased", user.userId(), names(call, user), reason(call));
        boolean unused = call.operator().deleteUser(user.userId());
        return call.go(call.at("/users"), Notice.Kind.OK, call.words().text("erase.done", "user", user.userId()));
    }

    private static HttpResponse ask(
            Call call, User user, String deed, String below, String what, boolean typed, @Nullable String error) {
        Words words = call.words();
        String path = Portraying.path(call, user.userId());
        Confirm confirm = new Confirm(
                words.html(deed + ".lead", "what", what, "user", user.userId()),
                List.of(words.text(deed + ".stays"), words.text(deed + ".told")),
                path + below,
                words.text(deed + ".go"),
                words.text(deed + ".keep"),
                path,
                typed ? user.userId() : null,
                true,
                error);
        return call.sheet(words.text(deed + ".title", "what", what))
                .place("users")
                .crumb(words.text("place.users"), call.at("/users"))
                .crumb(user.userId(), path)
                .faulty(error != null)
                .draw((out, frame) -> Templates.confirm(out, frame, confirm));
    }

    private static HttpResponse done(Call call, User user, String told, String what) {
        return call.go(
                Portraying.path(call, user.userId()),
                told.endsWith(".none") ? Notice.Kind.PLAIN : Notice.Kind.OK,
                call.words().text(told, "what", what));
    }

    private static String reason(Call call) {
        String reason = call.typed("reason", LONGEST_REASON);
        return reason.isEmpty() ? "" : call.words().text("log.reason", "reason", reason);
    }

    private static AuthenticatorType type(Call call) {
        try {
            return AuthenticatorType.of(call.path("type"));
        } catch (IllegalArgumentException e) {
            throw Problem.notFound();
        }
    }

    private static String type(Call call, AuthenticatorType type) {
        return call.words().type(type.name());
    }

    private static Authenticator authenticator(Call call, User user) {
        return call.engine().getAuthenticators(user.userId()).stream()
                .filter(each -> each.id().value().equals(call.path("id")))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private static String name(Call call, Authenticator one) {
        String type = type(call, one.type());
        String where = Portraying.where(one, type);
        return where.isEmpty() ? type : type + " " + where;
    }

    private static String names(Call call, User user) {
        return call.engine().getAuthenticators(user.userId()).stream()
                .map(each -> name(call, each))
                .collect(Collectors.joining(", "));
    }
}
