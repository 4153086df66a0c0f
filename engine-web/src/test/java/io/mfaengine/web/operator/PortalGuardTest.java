package io.mfaengine.web.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mfaengine.crypto.KeyRing;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Intent;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes from elsewhere, too late or from somebody else's tenant changes and shows nothing. */
final class PortalGuardTest {
    private final PortalWorld world = new PortalWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private int events(String userId) {
        return world.acme.operator("jane").trail(userId).events().size();
    }

    @Test
    @Requirement("R79")
    void a_form_from_elsewhere_or_without_its_guard_is_refused() {
        Seat kim = world.operator(Role.SUPPORT);
        Seat other = world.operator(Role.ADMIN);
        world.lock(world.acme, "usr_1");
        String path = "/portal/acme/users/usr_1/unlock/AUTHENTICATOR_APP";
        String foreign = other.open(path).guard();
        String guard = kim.open(path).guard();
        int before = events("usr_1");
        for (String wrong : List.of("", foreign, guard + "x", guard.substring(1))) {
            assertThat(kim.send(kim.form(path, "guard", wrong)).status())
                    .as(wrong)
                    .isEqualTo(403);
        }
        HttpRequest form = kim.form(path);
        for (String origin : List.of("null", "https://evil.example", "https://ops.example.evil.example")) {
            HttpResponse answer = kim.send(form.headers(java.util.Map.of(
                    "cookie", form.headers("cookie"),
                    "content-type", form.headers("content-type"),
                    "origin", List.of(origin))));
            assertThat(answer.status()).as(origin).isEqualTo(403);
        }
        HttpResponse silent = kim.send(form.headers(
                java.util.Map.of("cookie", form.headers("cookie"), "content-type", form.headers("content-type"))));
        assertThat(silent.status()).isEqualTo(403);
        HttpResponse text = kim.send(form.headers(java.util.Map.of(
                "cookie", form.headers("cookie"),
                "content-type", List.of("text/plain"),
                "origin", form.headers("origin"))));
        assertThat(text.status()).isEqualTo(415);
        assertThat(events("usr_1")).isEqualTo(before);
        assertThat(kim.post(path).text()).contains("Authenticator app is unlocked.");
        assertThat(events("usr_1")).isEqualTo(before + 1);
    }

    @Test
    @Requirement("R79")
    void a_form_before_the_sign_in_is_guarded_too() {
        Seat jane = world.seat(PortalWorld.OWNER, Role.OWNER);
        jane.open("/portal/sign-in");
        int before = world.outbox.size();
        assertThat(jane.send(jane.form("/portal/sign-in", "email", jane.email, "guard", "x"))
                        .status())
                .isEqualTo(403);
        HttpRequest form = jane.form("/portal/sign-in", "email", jane.email);
        assertThat(jane.send(form.header("Origin", "https://evil.example")).status())
                .isEqualTo(403);
        assertThat(world.outbox.size()).isEqualTo(before);
    }

    @Test
    @Requirement("R80")
    void reading_changes_nothing() {
        world.lock(world.acme, "usr_1");
        var tracked = world.acme.track(Intent.user("usr_1").action("pay").idempotencyKey("k1"));
        Seat jane = world.operator(Role.OWNER);
        int before = events("usr_1");
        int own = world.operators.operator("jane").events(null, 1_000).size();
        String app = world.acme.getAuthenticators("usr_1").get(0).id().value();
        for (String path : List.of(
                "/portal",
                "/portal/you",
                "/portal/log",
                "/portal/operators",
                "/portal/invite",
                "/portal/acme/users",
                "/portal/acme/users/usr_1",
                "/portal/acme/users/usr_1/unlock/AUTHENTICATOR_APP",
                "/portal/acme/users/usr_1/remove",
                "/portal/acme/users/usr_1/remove/" + app,
                "/portal/acme/users/usr_1/erase",
                "/portal/acme/actions",
                "/portal/acme/actions/usr_1/pay/k1",
                "/portal/acme/actions/usr_1/pay/k1/settle",
                "/portal/acme/trail?user=usr_1",
                "/portal/acme/health",
                "/portal/acme/log")) {
            assertThat(jane.send(jane.request("HEAD", path)).status()).as(path).isLessThan(500);
            assertThat(jane.send(jane.request("GET", path)).status()).as(path).isLessThan(500);
        }
        assertThat(events("usr_1")).isEqualTo(before);
        assertThat(world.operators.operator("jane").events(null, 1_000)).hasSize(own);
        assertThat(tracked.action().id().idempotencyKey()).isEqualTo("k1");
    }

    @Test
    @Requirement("R85")
    void a_tenant_that_the_portal_was_not_given_and_what_is_another_ones_look_missing() {
        world.withApp(world.acme, "usr_acme");
        world.withApp(world.bmart, "usr_bmart");
        Seat jane = world.operator(Role.OWNER);
        String missing = jane.open("/portal/acme/users/random").html();
        assertThat(jane.status()).isEqualTo(404);
        for (String path : List.of(
                "/portal/operators/users",
                "/portal/main/users",
                "/portal/acme/users/usr_bmart",
                "/portal/bmart/users/usr_acme",
                "/portal/acme/actions/usr_bmart/enroll/x",
                "/portal/acme/users/usr_bmart/erase")) {
            assertThat(jane.open(path).status()).as(path).isEqualTo(404);
            assertThat(plain(jane.html())).as(path).isEqualTo(plain(missing));
        }
        assertThat(jane.open("/portal/acme/users").text()).contains("usr_acme").doesNotContain("usr_bmart");
        assertThat(jane.open("/portal/acme/actions").text())
                .contains("usr_acme")
                .doesNotContain("usr_bmart");
        assertThat(jane.open("/portal/bmart/actions").text())
                .contains("usr_bmart")
                .doesNotContain("usr_acme");
        assertThat(jane.open("/portal/acme/trail?user=usr_bmart").text()).contains("There are no events.");
    }

    private PortalWorld another() {
        return new PortalWorld(URI.create("https://test.example/"), MemoryStore.create(), world.keys, "test-operators");
    }

    @Test
    @Requirement("R85")
    void a_session_of_another_portal_opens_nothing_though_both_have_the_same_keys() {
        try (PortalWorld test = another()) {
            Seat mallory = test.first(PortalWorld.OWNER);
            Seat jane = world.first(PortalWorld.OWNER);
            assertThat(mallory.open("/portal/operators").heading()).isEqualTo("Operators");
            assertThat(jane.open("/portal/operators").heading()).isEqualTo("Operators");
            Seat copy = world.stranger();
            copy.cookies.putAll(mallory.cookies);
            assertThat(copy.open("/portal/operators").heading()).isEqualTo("Sign in");
        }
    }

    @Test
    @Requirement("R85")
    void a_set_up_link_of_another_portal_opens_nothing_though_both_have_the_same_keys() {
        try (PortalWorld test = another()) {
            URI link = test.http.setUpLink("mallory@acme.example").orElseThrow();
            String here = "/portal/set-up?" + link.getRawQuery();
            assertThat(world.stranger().open(here).status()).isEqualTo(404);
            assertThat(new Seat(test, "", null).open(here).heading()).isEqualTo("Set up the portal");
        }
    }

    private static String plain(String html) {
        return html.replaceAll("nonce=\"[^\"]*\"", "");
    }

    @Test
    void what_is_risky_takes_a_challenge_of_the_last_ten_minutes() {
        world.withApp(world.acme, "usr_1");
        Seat kim = world.operator(Role.SUPPORT);
        String path = "/portal/acme/users/usr_1/remove";
        assertThat(kim.open(path).heading()).isEqualTo("Remove all authenticators?");
        world.clock.move(Duration.ofMinutes(11));
        kim.post(path);
        assertThat(kim.heading()).isEqualTo("Show that it is you");
        assertThat(world.acme.getUser("usr_1").isEnrolled()).isTrue();
        assertThat(kim.prove().path()).isEqualTo(path);
        assertThat(kim.heading()).isEqualTo("Remove all authenticators?");
        kim.post(path, "reason", "Lost the phone");
        assertThat(world.acme.getUser("usr_1").isEnrolled()).isFalse();
        assertThat(world.acme.operator("jane").trail("usr_1").events())
                .filteredOn(event -> event.type().equals("authenticator.removed"))
                .extracting(MfaEvent::actor)
                .containsOnly("support@acme.example");
    }

    @Test
    void who_does_not_pass_the_challenge_does_nothing_risky() {
        world.withApp(world.acme, "usr_1");
        Seat kim = world.operator(Role.SUPPORT);
        world.clock.move(Duration.ofMinutes(11));
        String path = "/portal/acme/users/usr_1/remove";
        kim.open(path).post("/portal/prove", "to", path);
        assertThat(kim.path()).startsWith("/s/");
        kim.post(kim.visit() + "/leave");
        assertThat(kim.text()).contains("That was not confirmed. Nothing was changed.");
        assertThat(kim.open(path).heading()).isEqualTo("Show that it is you");
        kim.open(path).post("/portal/prove", "to", "https://evil.example/");
        assertThat(kim.answer().path()).isEqualTo("/portal");
        assertThat(world.acme.getUser("usr_1").isEnrolled()).isTrue();
    }

    @Test
    @Requirement("R81")
    void every_page_has_every_header() {
        Seat jane = world.operator(Role.OWNER);
        for (String path :
                List.of("/portal", "/portal/you", "/portal/sign-in", "/portal/acme/users", "/portal/x/users")) {
            HttpResponse page = jane.send(jane.request("GET", path));
            assertThat(page.headers())
                    .as(path)
                    .containsEntry("Cache-Control", "no-store")
                    .containsEntry("X-Content-Type-Options", "nosniff")
                    .containsEntry("Referrer-Policy", "no-referrer")
                    .containsEntry("X-Frame-Options", "DENY")
                    .containsKey("Strict-Transport-Security");
            if (page.status() != 303) {
                assertThat(page.headers().get("Content-Security-Policy"))
                        .startsWith("default-src 'none'; style-src 'self'; script-src 'nonce-")
                        .contains("frame-ancestors 'none'")
                        .doesNotContain("unsafe");
            }
        }
    }

    @Test
    @Requirement({"R78", "R85"})
    void what_an_application_says_is_text_and_addresses_are_masked() {
        String evil = "\"><script>alert(1)</script>'";
        var unused = world.acme.updateUser(
                "usr_1",
                io.mfaengine.UserUpdate.nothing()
                        .displayName(evil)
                        .verifiedEmail("ann@acme.example")
                        .phoneNumber(PortalWorld.PHONE));
        var adopted = world.acme.enrollVerifiedAuthenticator(
                "usr_1", AuthenticatorType.EMAIL_OTP, io.mfaengine.model.Secret.of("ann@acme.example"));
        assertThat(adopted.accepted().enrolled()).isTrue();
        var tracked = world.acme.track(
                Intent.user("usr_1").action("pay").idempotencyKey(evil).detail("payee", evil));
        assertThat(tracked.action().id().idempotencyKey()).isEqualTo(evil);
        Seat jane = world.operator(Role.OWNER);
        String user = jane.open("/portal/acme/users/usr_1").html();
        assertThat(user).doesNotContain("<script>alert", "ann@acme.example", "21123456");
        assertThat(jane.text()).contains("a•••@acme.example, verified");
        String list = jane.open("/portal/acme/actions").html();
        String link = list.replaceAll("(?s).*href=\"(/portal/acme/actions/usr_1/pay/[^\"]*)\".*", "$1");
        String action = jane.open(link.replace("&amp;", "&")).html();
        assertThat(jane.status()).isEqualTo(200);
        assertThat(action).contains("What the person saw").doesNotContain("<script>alert");
    }

    @Test
    void the_operators_are_no_tenant_that_they_manage() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new PortalWorld(
                        URI.create("https://ops.example/"), MemoryStore.create(), KeyRing.generate(), "acme"))
                .withMessageStartingWith("the operators' tenant must be another one");
    }
}
