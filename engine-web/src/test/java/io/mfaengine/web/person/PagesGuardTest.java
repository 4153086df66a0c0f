package io.mfaengine.web.person;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.web.person.PagesWorld.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.Decision;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.PhoneApp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes from elsewhere, twice, too late or from somebody else changes nothing. */
final class PagesGuardTest {
    private final PagesWorld world = new PagesWorld();
    private final Visitor visitor = new Visitor(world.server.url());

    @AfterEach
    void close() {
        world.close();
    }

    private ActionState state(Decision decision) {
        return world.mfa.getAction(decision.token()).orElseThrow().state();
    }

    private int events(String userId) {
        return world.mfa.operator("jane").trail(userId).events().size();
    }

    @Test
    @Requirement("R79")
    void a_form_from_elsewhere_or_without_its_guard_is_refused() {
        PhoneApp phone = world.withApp("ann");
        world.withApp("bob");
        Decision decision = world.pay("ann", "en");
        visitor.open(decision.url());
        String guard = visitor.guard();
        String foreign = new Visitor(world.server.url())
                .open(world.pay("bob", "en").url())
                .guard();
        String path = visitor.visit() + "/answer/AUTHENTICATOR_APP";
        int before = events("ann");
        String code = phone.code();
        for (String wrong : List.of("", foreign, guard + "x", guard.substring(1))) {
            HttpResponse<String> answer =
                    visitor.send(visitor.form(path, wrong, "code", code).build());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("This page is out of date");
        }
        for (String origin : List.of("null", "https://evil.example", world.server.url() + ".evil.example")) {
            HttpRequest.Builder form = visitor.form(path, guard, "code", code).setHeader("Origin", origin);
            HttpResponse<String> answer = visitor.send(form.build());
            assertThat(answer.statusCode()).as(origin).isEqualTo(403);
            assertThat(answer.body()).contains("This came from somewhere else");
        }
        HttpRequest silent = HttpRequest.newBuilder(URI.create(world.server.url() + path))
                .header("Cookie", visitor.cookies.entrySet().iterator().next().toString())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("guard=" + guard + "&code=" + code))
                .build();
        assertThat(visitor.send(silent).statusCode()).isEqualTo(403);
        for (String type : List.of("text/plain", "application/json", "multipart/form-data")) {
            HttpRequest.Builder form = visitor.form(path, guard, "code", code).setHeader("Content-Type", type);
            assertThat(visitor.send(form.build()).statusCode()).as(type).isEqualTo(415);
        }
        assertThat(events("ann")).isEqualTo(before);
        assertThat(state(decision)).isEqualTo(ActionState.CHALLENGE_REQUIRED);
        visitor.post("/answer/AUTHENTICATOR_APP", "code", code);
        assertThat(state(decision)).isEqualTo(ActionState.CHALLENGE_SUCCEEDED);
    }

    @Test
    @Requirement("R83")
    void a_parameter_that_comes_twice_is_refused() {
        PhoneApp phone = world.withApp("ann");
        Decision decision = world.pay("ann", "en");
        visitor.open(decision.url());
        String body = "guard=" + visitor.guard() + "&code=" + phone.code() + "&code=000000";
        HttpRequest twice = visitor.form(visitor.visit() + "/answer/AUTHENTICATOR_APP", visitor.guard())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = visitor.send(twice);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<h1>This can’t be read</h1>");
        assertThat(state(decision)).isEqualTo(ActionState.CHALLENGE_REQUIRED);
        assertThat(visitor.raw("/?token=a&token=b").statusCode()).isEqualTo(400);
    }

    @Test
    @Requirement("R80")
    void reading_never_changes_anything_however_often_and_by_whom() {
        PhoneApp phone = world.withApp("ann");
        world.adopt("ann", AuthenticatorType.EMAIL_MAGIC_LINK, "ann@acme.example");
        Decision decision = world.manage("ann", "en");
        visitor.open(decision.url()).post("/choose", "type", "EMAIL_MAGIC_LINK");
        URI link = world.outbox.lastLink("ann@acme.example");
        int before = events("ann");
        List<String> paths = List.of(
                "",
                "/choose",
                "/answer/AUTHENTICATOR_APP",
                "/answer/EMAIL_MAGIC_LINK",
                "/look/EMAIL_MAGIC_LINK",
                "/enter/SMS",
                "/settings",
                "/codes",
                "/newcodes",
                "/close",
                "/remove/" + id("ann"),
                "/rename/" + id("ann"),
                "/edit/" + id("ann"));
        var unused = together(16, () -> {
            for (String agent :
                    List.of("Mozilla/5.0", "Microsoft Office/16.0 SafeLinks", "GoogleImageProxy", "curl/8")) {
                Visitor scanner = new Visitor(world.server.url());
                for (String method : List.of("GET", "HEAD")) {
                    HttpResponse<String> answer = scanner.send(HttpRequest.newBuilder(link)
                            .header("User-Agent", agent)
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build());
                    assertThat(answer.statusCode()).isEqualTo(303);
                }
                scanner.open(link);
                assertThat(scanner.heading()).isEqualTo("Is it you who wants this?");
            }
            return paths.stream()
                    .map(path -> visitor.raw(visitor.visit() + path).statusCode())
                    .toList();
        });
        assertThat(events("ann")).isEqualTo(before);
        assertThat(state(decision)).isEqualTo(ActionState.CHALLENGE_REQUIRED);
        assertThat(world.outbox.size()).isEqualTo(1);

        Visitor person = new Visitor(world.server.url()).open(link);
        assertThat(person.post("", "answer", "yes").heading()).isEqualTo("That’s confirmed");
        assertThat(state(decision)).isEqualTo(ActionState.CHALLENGE_SUCCEEDED);
        assertThat(new Visitor(world.server.url()).open(link).status()).isEqualTo(404);
        assertThat(phone).isNotNull();
    }

    /** At the same time, in threads of their own. */
    private static <T> List<T> together(int many, java.util.concurrent.Callable<T> task) {
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(Collections.nCopies(many, task))) {
                answers.add(each.get());
            }
            return answers;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private String id(String userId) {
        return world.mfa.getAuthenticators(userId).stream()
                .filter(each -> each.type().equals(AUTHENTICATOR_APP))
                .findFirst()
                .orElseThrow()
                .id()
                .value();
    }

    @Test
    @Requirement({"R42", "R82"})
    void the_token_leaves_the_address_at_once_and_is_on_no_page() {
        world.withApp("ann");
        Decision decision = world.pay("ann", "en");
        String token = decision.token().value();
        HttpResponse<String> first = visitor.raw(decision.url().toString());
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(first.headers().firstValue("location").orElseThrow()).doesNotContain(token);
        String cookie = first.headers().firstValue("set-cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/").doesNotContain(token);
        assertThat(visitor.open(decision.url()).html()).doesNotContain(token);
        visitor.open(visitor.visit() + "/choose");
        assertThat(visitor.html()).doesNotContain(token);
    }

    @Test
    @Requirement("R81")
    void every_answer_has_every_header() {
        PhoneApp phone = world.withApp("ann");
        visitor.open(world.manage("ann", "en").url());
        Stream<String> early = Stream.of("", "/choose", "/answer/AUTHENTICATOR_APP", "/look/SMS", "/nowhere");
        early.forEach(path -> assertHeaders(visitor.raw(visitor.visit() + path)));
        visitor.post("/answer/AUTHENTICATOR_APP", "code", phone.code());
        Stream<String> late = Stream.of("/settings", "/rename/" + id("ann"), "/newcodes", "/enter/SMS", "/edit/x");
        late.forEach(path -> assertHeaders(visitor.raw(visitor.visit() + path)));
        assertHeaders(visitor.raw("/"));
        assertHeaders(visitor.raw("/?token=forged"));
        assertHeaders(visitor.raw("/link?reply=forged"));
        assertHeaders(visitor.raw("/assets/none.css"));
        assertHeaders(
                visitor.send(visitor.form(visitor.visit() + "/leave", "forged").build()));
    }

    private static void assertHeaders(HttpResponse<String> answer) {
        Map<String, String> expected = Map.of(
                "cache-control", "no-store",
                "x-content-type-options", "nosniff",
                "referrer-policy", "no-referrer",
                "cross-origin-opener-policy", "same-origin");
        expected.forEach((name, value) -> assertThat(answer.headers().firstValue(name))
                .as("%s of %s", name, answer.uri())
                .contains(value));
        assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
                .startsWith("default-src 'none'")
                .contains("frame-ancestors")
                .doesNotContain("unsafe");
    }

    @Test
    @Requirement({"R84", "R85"})
    void what_is_forged_foreign_or_over_looks_the_same() {
        world.withApp("ann");
        Decision over = world.pay("ann", "en");
        visitor.open(over.url());
        String visit = visitor.visit();
        world.clock.move(java.time.Duration.ofMinutes(30));
        String forged =
                over.token().value().replaceFirst(".$", over.token().value().endsWith("A") ? "B" : "A");
        List<String> bodies = Stream.of(
                        "/?token=" + over.token().value(),
                        "/?token=" + forged,
                        "/?token=x",
                        "/",
                        "/link?reply=" + over.token().value(),
                        "/link?reply=x",
                        visit,
                        "/s/AAAAAAAAAAAAAAAA/settings",
                        "/l/AAAAAAAAAAAAAAAA")
                .map(path -> {
                    HttpResponse<String> answer = new Visitor(world.server.url()).raw(path);
                    assertThat(answer.statusCode()).as(path).isEqualTo(404);
                    return answer.body().replaceAll("nonce=\"[^\"]*\"", "");
                })
                .distinct()
                .toList();
        assertThat(bodies).hasSize(1);
    }

    @Test
    @Requirement("R85")
    void what_another_person_holds_looks_as_if_it_were_not_there() {
        PhoneApp phone = world.withApp("ann");
        world.withApp("bob");
        visitor.open(world.manage("ann", "en").url()).post("/answer/AUTHENTICATOR_APP", "code", phone.code());
        for (String page : List.of("/rename/", "/remove/", "/edit/")) {
            HttpResponse<String> theirs = visitor.raw(visitor.visit() + page + id("bob"));
            HttpResponse<String> nobodys = visitor.raw(visitor.visit() + page + "AAAAAAAAAAA");
            assertThat(theirs.statusCode()).isEqualTo(404).isEqualTo(nobodys.statusCode());
            assertThat(theirs.body().length()).isEqualTo(nobodys.body().length());
        }
        int before = events("bob");
        visitor.post("/remove/" + id("bob"));
        visitor.post("/rename/" + id("bob"), "name", "mine");
        visitor.post("/settings/first", "id", id("bob"));
        assertThat(events("bob")).isEqualTo(before);
    }

    @Test
    void a_double_press_gets_one_answer_and_loses_nothing() {
        visitor.open(world.pay("ann", "en").url()).post("/choose", "type", "SMS");
        HttpRequest number = visitor.form(
                        visitor.visit() + "/enter/SMS", visitor.guard(), "country", "NZ", "address", "021123456")
                .build();
        var unused = together(2, () -> visitor.send(number).statusCode());
        assertThat(world.outbox.messages()).hasSize(1);

        HttpRequest code = visitor.form(
                        visitor.visit() + "/answer/SMS", visitor.guard(), "code", world.outbox.lastCode(PHONE))
                .build();
        List<String> places = together(
                2, () -> visitor.send(code).headers().firstValue("location").orElseThrow());
        assertThat(places).hasSize(2).allMatch(place -> place.endsWith("/codes"));
        assertThat(visitor.open(visitor.visit() + "/codes").heading()).isEqualTo("Keep these recovery codes");
    }

    @Test
    void a_cookie_that_was_changed_or_moved_opens_nothing() {
        world.withApp("ann");
        world.withApp("bob");
        visitor.open(world.pay("ann", "en").url());
        Visitor bob =
                new Visitor(world.server.url()).open(world.pay("bob", "en").url());
        String name = visitor.cookies.keySet().iterator().next();
        String value = visitor.cookies.get(name);
        String path = visitor.visit();
        visitor.cookies.put(name, bob.cookies.values().iterator().next());
        assertThat(visitor.open(path).status()).isEqualTo(404);
        visitor.cookies.put(name, value.replaceFirst("^.", value.startsWith("A") ? "B" : "A"));
        assertThat(visitor.open(path).status()).isEqualTo(404);
        visitor.cookies.put(name, value);
        assertThat(visitor.open(path).status()).isEqualTo(200);
    }
}
