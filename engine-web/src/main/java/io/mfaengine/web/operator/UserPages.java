package io.mfaengine.web.operator;

import io.mfaengine.ActionQuery;
import io.mfaengine.MfaEngine;
import io.mfaengine.Operator;
import io.mfaengine.UserQuery;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.Intent;
import io.mfaengine.model.User;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.route.Percent;
import io.mfaengine.web.view.Words;
import io.mfaengine.web.view.portal.PortalFrame.Tag;
import io.mfaengine.web.view.portal.UserList;
import io.mfaengine.web.view.portal.UserView;
import io.mfaengine.web.view.portal.UserView.Fact;
import io.mfaengine.web.view.portal.UserView.Held;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Users: a list, a search, and one of them. */
final class UserPages {
    private static final int PAGE = 50;
    private static final int LATEST = 10;
    private static final int LONGEST = 254;

    HttpResponse list(Call call) {
        String searched = call.session().search();
        if (!searched.isEmpty() && call.query().text("found").isPresent()) {
            return draw(call, searched, found(call.engine(), searched), null);
        }
        String after = call.query().text("after").map(UserPages::id).orElse(null);
        UserQuery query = UserQuery.all().limit(PAGE + 1);
        List<User> users = call.engine().queryUsers(after == null ? query : query.after(placeholder(after)));
        List<User> page = users.subList(0, Math.min(PAGE, users.size()));
        String next = users.size() > PAGE
                ? call.at("/users?after=" + Percent.encode(page.get(PAGE - 1).userId()))
                : null;
        return draw(call, null, page, next);
    }

    /** Who has this id: nothing else of them counts in the order of a list. */
    private static User placeholder(String userId) {
        return new User(
                userId, false, Set.of(), Set.of(), null, null, false, null, false, null, null, null, Map.of(), null);
    }

    private static HttpResponse draw(Call call, @Nullable String searched, List<User> users, @Nullable String next) {
        List<UserList.Row> rows = users.stream()
                .filter(user -> !MfaEngine.isAddressUser(user.userId()))
                .map(user -> row(call, user))
                .toList();
        UserList view = new UserList(call.at("/users"), searched, rows, next);
        return call.sheet(call.words().text("place.users"))
                .place("users")
                .draw((out, frame) -> Templates.users(out, frame, view));
    }

    private static UserList.Row row(Call call, User user) {
        List<String> types = user.enrolled().stream()
                .map(type -> call.words().type(type.name()))
                .sorted()
                .toList();
        return new UserList.Row(
                user.userId(),
                Portraying.path(call, user.userId()),
                types.isEmpty() ? call.words().text("users.nothing") : String.join(", ", types),
                user.createdAt() == null ? "" : Times.whole(user.createdAt()));
    }

    /** An address stays out of the URL: it is posted, and comes back sealed. */
    HttpResponse find(Call call) {
        String searched = call.typed("q", LONGEST);
        if (searched.isEmpty()) {
            return call.go(call.at("/users"));
        }
        List<User> users = found(call.engine(), searched);
        return users.size() == 1
                ? call.go(Portraying.path(call, users.get(0).userId()))
                : call.keep(
                        HttpResponse.empty(303).header("Location", call.at("/users?found=1")),
                        call.session().flash(null).search(searched));
    }

    private static List<User> found(MfaEngine engine, String searched) {
        Map<String, User> found = new LinkedHashMap<>();
        List<Supplier<List<User>>> ways = List.of(
                () -> List.of(engine.getUser(searched)),
                () -> engine.queryUsers(UserQuery.email(searched).limit(PAGE)),
                () -> engine.queryUsers(UserQuery.phoneNumber(searched).limit(PAGE)),
                () -> engine.queryUsers(UserQuery.username(searched).limit(PAGE)));
        for (Supplier<List<User>> way : ways) {
            try {
                way.get().stream()
                        .filter(user -> user.createdAt() != null)
                        .forEach(user -> found.putIfAbsent(user.userId(), user));
            } catch (IllegalArgumentException e) {
                // it is no id, or no address
            }
        }
        return List.copyOf(found.values());
    }

    /** An id, if anybody can have it. */
    static String id(String given) {
        try {
            Intent.Who unused = Intent.user(given);
            return given;
        } catch (IllegalArgumentException e) {
            throw Problem.notFound();
        }
    }

    /** The user that the path names. */
    static User asked(Call call) {
        User user = call.engine().getUser(id(call.path("user")));
        if (user.createdAt() == null) {
            throw Problem.notFound();
        }
        return user;
    }

    HttpResponse show(Call call) {
        User user = asked(call);
        Words words = call.words();
        String path = Portraying.path(call, user.userId());
        List<Authenticator> authenticators = call.engine().getAuthenticators(user.userId());
        boolean helps = call.may(Permission.SUPPORT);
        UserView view = new UserView(
                call.operator().locks(user.userId()).stream()
                        .map(lock -> lock(call, path, lock))
                        .toList(),
                authenticators.stream()
                        .map(each -> held(
                                words,
                                each,
                                helps ? path + "/remove/" + each.id().value() : null))
                        .toList(),
                call.engine().queryActions(ActionQuery.user(user.userId()).limit(LATEST)).stream()
                        .map(action -> Portraying.row(call, action))
                        .toList(),
                call.at("/actions?user=" + Percent.encode(user.userId())),
                facts(words, user),
                call.at("/trail?user=" + Percent.encode(user.userId())),
                helps && !authenticators.isEmpty() ? path + "/remove" : null,
                call.may(Permission.USERS) ? path + "/erase" : null);
        return call.sheet(user.userId())
                .place("users")
                .crumb(words.text("place.users"), call.at("/users"))
                .tag(
                        user.isEnrolled()
                                ? new Tag(words.text("user.enrolled"), "ok")
                                : new Tag(words.text("user.notEnrolled"), "plain"))
                .fact(words.text("utc"), "")
                .draw((out, frame) -> Templates.user(out, frame, view));
    }

    private static UserView.Lock lock(Call call, String path, Operator.Lock lock) {
        Words words = call.words();
        String type = words.type(lock.type().name());
        String until = lock.until() == null
                ? words.text("lock.disabled")
                : words.text(
                        "lock.until",
                        "at",
                        Times.whole(lock.until()),
                        "time",
                        words.time(Duration.between(call.now(), lock.until())));
        return new UserView.Lock(
                words.text("lock.what", "type", type, "n", lock.failures()),
                until,
                call.may(Permission.SUPPORT) ? path + "/unlock/" + lock.type().name() : null,
                words.text("lock.unlock", "type", type));
    }

    private static Held held(Words words, Authenticator one, @Nullable String remove) {
        String type = words.type(one.type().name());
        boolean on = one.status() == Authenticator.Status.ACTIVE;
        return new Held(
                type,
                Portraying.where(one, type),
                on ? new Tag(words.text("held.active"), "ok") : new Tag(words.text("held.disabled"), "bad"),
                Times.whole(one.createdAt()),
                one.lastUsedAt() == null ? words.text("held.never") : Times.whole(one.lastUsedAt()),
                remove);
    }

    private static List<Fact> facts(Words words, User user) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(words.text("user.id"), user.userId(), true));
        String mail = Portraying.masked(user.email());
        if (!mail.isEmpty()) {
            facts.add(new Fact(words.text("user.email"), proved(words, mail, user.emailVerified()), false));
        }
        String phone = Portraying.masked(user.phoneNumber());
        if (!phone.isEmpty()) {
            facts.add(new Fact(words.text("user.phone"), proved(words, phone, user.phoneNumberVerified()), false));
        }
        if (user.displayName() != null) {
            facts.add(new Fact(words.text("user.name"), user.displayName(), false));
        }
        if (user.locale() != null) {
            facts.add(new Fact(words.text("user.language"), user.locale().getDisplayName(words.locale()), false));
        }
        if (user.createdAt() != null) {
            facts.add(new Fact(words.text("user.since"), Times.whole(user.createdAt()), false));
        }
        return facts;
    }

    private static String proved(Words words, String address, boolean verified) {
        return words.text(verified ? "user.verified" : "user.unverified", "address", address);
    }
}
