package io.mfaengine.web.operator;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.EMAIL_MAGIC_LINK;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.memory.MemoryStore;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.FaultyStore;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.web.http.HttpResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How operators come in, stay in, and go out. */
final class PortalSignInTest {
    private final PortalWorld world = new PortalWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void the_first_owner_sets_the_portal_up_by_a_link_that_works_once() {
        URI link = world.http.setUpLink(PortalWorld.OWNER).orElseThrow();
        Seat jane = new Seat(world, PortalWorld.OWNER, null);
        jane.open(link.toString());
        assertThat(jane.path()).isEqualTo("/portal/set-up");
        assertThat(jane.text()).contains("Set up the portal", PortalWorld.OWNER, "becomes the first owner");
        assertThat(world.members.all()).isEmpty();
        jane.post("/portal/set-up");
        assertThat(jane.heading()).isEqualTo("Check your e-mail");
        jane.openLink();
        jane.post("/portal/opened");
        jane.post(jane.visit() + "/choose", "type", "AUTHENTICATOR_APP");
        String html = jane.html();
        int from = html.indexOf("otpauth://");
        PhoneApp phone = PhoneApp.scan(
                URI.create(html.substring(from, html.indexOf('"', from)).replace("&amp;", "&")), world.clock);
        jane.post(jane.visit() + "/answer/AUTHENTICATOR_APP", "code", phone.code());
        assertThat(jane.heading()).isEqualTo("Keep these recovery codes");
        jane.post(jane.visit() + "/codes", "kept", "yes");
        assertThat(jane.heading()).isEqualTo("Applications");
        assertThat(world.members.all()).extracting(Member::role).containsExactly(Role.OWNER);
        assertThat(world.http.setUpLink("mallory@acme.example")).isEmpty();
        Seat mallory = world.stranger();
        assertThat(mallory.open(link.toString()).status()).isEqualTo(404);
        String again = mallory.html();
        assertThat(mallory.open("/portal/set-up?link=nonsense").status()).isEqualTo(404);
        assertThat(without(mallory.html())).isEqualTo(without(again));
        assertThat(mallory.open("/portal/set-up").status()).isEqualTo(404);
    }

    private static String without(String html) {
        return html.replaceAll("nonce=\"[^\"]*\"", "");
    }

    @Test
    void two_set_up_links_make_one_owner() {
        URI one = world.http.setUpLink(PortalWorld.OWNER).orElseThrow();
        URI other = world.http.setUpLink("mallory@acme.example").orElseThrow();
        Seat jane = new Seat(world, PortalWorld.OWNER, null).open(one.toString());
        Seat mallory = new Seat(world, "mallory@acme.example", null).open(other.toString());
        jane.post("/portal/set-up");
        assertThat(mallory.post("/portal/set-up").status()).isEqualTo(404);
        assertThat(world.members.all()).extracting(Member::email).containsExactly(PortalWorld.OWNER);
    }

    @Test
    void a_session_of_somebody_who_had_the_same_id_before_is_over() {
        Seat jane = world.first(PortalWorld.OWNER);
        assertThat(jane.open("/portal/operators").heading()).isEqualTo("Operators");
        world.members.remove(world.members.byEmail(PortalWorld.OWNER).orElseThrow());
        Seat next = world.first(PortalWorld.OWNER);
        assertThat(next.open("/portal/operators").heading()).isEqualTo("Operators");
        assertThat(jane.open("/portal/operators").heading()).isEqualTo("Sign in");
    }

    @Test
    void a_set_up_starts_over_where_only_the_owner_was_erased_and_not_their_mailbox() {
        Seat jane = world.first(PortalWorld.OWNER);
        Member erased = world.members.byEmail(jane.email).orElseThrow();
        assertThat(world.operators.deleteUser(erased.id())).isTrue();
        assertThat(world.first(PortalWorld.OWNER).heading()).isEqualTo("Applications");
        assertThat(world.members.all()).extracting(Member::email).containsExactly(PortalWorld.OWNER);
    }

    @Test
    void whoever_was_the_first_owner_stays_what_they_are_when_the_portal_is_set_up_anew() {
        Seat jane = world.first(PortalWorld.OWNER);
        world.members.change(world.members.byEmail(jane.email).orElseThrow(), Role.AUDITOR);
        assertThat(world.first("kate@acme.example").heading()).isEqualTo("Applications");
        assertThat(jane.open("/portal/operators").status()).isEqualTo(403);
        assertThat(world.members.all())
                .extracting(Member::email)
                .containsExactlyInAnyOrder(jane.email, "kate@acme.example");
    }

    @Test
    void an_operator_who_could_not_be_added_whole_can_be_added_again() {
        FaultyStore store = FaultyStore.around(MemoryStore.create());
        try (PortalWorld faulty = new PortalWorld(world.base, store)) {
            faulty.members.prepare();
            for (int failing = 1; failing <= 2; failing++) {
                URI link = faulty.http.setUpLink(PortalWorld.OWNER).orElseThrow();
                Seat jane = new Seat(faulty, PortalWorld.OWNER, null).open(link.toString());
                for (int retried = 0; retried < 20; retried++) {
                    store.on(FaultyStore.Call.COMMIT).nth(failing + retried).fails();
                }
                assertThat(jane.post("/portal/set-up").status()).isEqualTo(503);
                store.heal();
                assertThat(faulty.members.all()).isEmpty();
            }
            assertThat(faulty.first(PortalWorld.OWNER).heading()).isEqualTo("Applications");
        }
    }

    @Test
    void a_set_up_link_ends_after_a_day() {
        URI link = world.http.setUpLink(PortalWorld.OWNER).orElseThrow();
        world.clock.move(Duration.ofHours(24).plusMillis(1));
        assertThat(world.stranger().open(link.toString()).status()).isEqualTo(404);
    }

    @Test
    void an_operator_signs_in_by_link_and_app_and_out_everywhere() {
        Seat jane = world.seat(PortalWorld.OWNER, Role.OWNER).signIn();
        assertThat(jane.heading()).isEqualTo("Applications");
        Seat copy = world.stranger();
        copy.cookies.putAll(jane.cookies);
        assertThat(copy.open("/portal/you").heading()).isEqualTo("You");
        jane.open("/portal/you").post("/portal/sign-out");
        assertThat(jane.heading()).isEqualTo("Sign in");
        assertThat(copy.open("/portal/you").heading()).isEqualTo("Sign in");
    }

    @Test
    void the_link_alone_opens_nothing_and_neither_does_a_code() {
        Seat jane = world.seat(PortalWorld.OWNER, Role.OWNER);
        jane.open("/portal/sign-in").post("/portal/sign-in", "email", jane.email);
        assertThat(jane.post("/portal/opened").text()).contains("We have not heard of it yet");
        jane.openLink();
        jane.post("/portal/opened");
        assertThat(jane.path()).startsWith("/s/");
        assertThat(jane.open("/portal/you").heading()).isEqualTo("Sign in");
        assertThat(jane.open("/portal/back?token=x").heading()).isEqualTo("Sign in");
    }

    @Test
    void a_link_that_somebody_else_confirmed_says_what_their_page_shows() {
        Seat jane = world.seat(PortalWorld.OWNER, Role.OWNER);
        jane.open("/portal/sign-in").post("/portal/sign-in", "email", jane.email);
        String shown = jane.text().replaceAll("(?s).*The page behind it shows\\s+([A-Z0-9]{4}).*", "$1");
        assertThat(shown).hasSize(4);
        Seat mail = world.stranger().open(world.outbox.lastLink(jane.email).toString());
        assertThat(mail.text()).contains(shown);
    }

    @Test
    @Requirement("R84")
    void who_is_no_operator_sees_the_same_pages() {
        Seat known = world.seat(PortalWorld.OWNER, Role.OWNER);
        Seat unknown = new Seat(world, "kate@acme.example", null);
        HttpResponse one = known.open("/portal/sign-in").send(known.form("/portal/sign-in", "email", known.email));
        HttpResponse other =
                unknown.open("/portal/sign-in").send(unknown.form("/portal/sign-in", "email", unknown.email));
        assertThat(other.status()).isEqualTo(one.status());
        assertThat(other.headers().keySet()).isEqualTo(one.headers().keySet());
        assertThat(other.headers().get("Location")).isEqualTo(one.headers().get("Location"));
        assertThat(Objects.requireNonNull(other.headers().get("Set-Cookie")))
                .hasSameSizeAs(Objects.requireNonNull(one.headers().get("Set-Cookie")));
        for (String path : new String[] {"/portal/sent", "/portal/look", "/portal/sent?still=1"}) {
            assertThat(told(unknown.open(path), unknown.email)).isEqualTo(told(known.open(path), known.email));
        }
        assertThat(told(unknown.post("/portal/opened"), unknown.email))
                .isEqualTo(told(known.post("/portal/opened"), known.email));
        assertThat(world.operators.operator("jane").events(null, 1_000))
                .noneMatch(event -> String.valueOf(event.userId()).contains("kate"));
        assertThat(world.members.all()).hasSize(1);
    }

    private static String told(Seat seat, String email) {
        return seat.status()
                + seat.html()
                        .replace(email, "")
                        .replaceAll("(nonce|value)=\"[^\"]*\"", "")
                        .replaceAll("<bdi>[A-Z0-9]{4}</bdi>", "")
                        .replaceAll("<bdi dir=\"ltr\">[A-Z0-9]{4}</bdi>", "");
    }

    @Test
    void an_hour_without_a_page_ends_a_session_and_a_page_within_it_does_not() {
        Seat jane = world.operator(Role.OWNER);
        for (int i = 0; i < 5; i++) {
            world.clock.move(Duration.ofMinutes(59));
            assertThat(jane.open("/portal/you").heading()).isEqualTo("You");
        }
        world.clock.move(Duration.ofMinutes(61));
        assertThat(jane.open("/portal/you").heading()).isEqualTo("Sign in");
    }

    @Test
    void a_day_ends_a_session_however_busy_it_is() {
        Seat jane = world.operator(Role.OWNER);
        Duration step = Duration.ofMinutes(30);
        for (Duration gone = step; gone.compareTo(Duration.ofHours(24)) < 0; gone = gone.plus(step)) {
            world.clock.move(step);
            assertThat(jane.open("/portal/you").heading()).as(gone.toString()).isEqualTo("You");
        }
        world.clock.move(step);
        assertThat(jane.open("/portal/you").heading()).isEqualTo("Sign in");
    }

    @Test
    void an_expired_sign_in_returns_to_where_one_was() {
        Seat jane = world.operator(Role.SUPPORT);
        world.withApp(world.acme, "usr_1");
        world.clock.move(Duration.ofHours(2));
        jane.open("/portal/acme/users/usr_1");
        assertThat(jane.heading()).isEqualTo("Sign in");
        assertThat(jane.askAndAnswer().path()).isEqualTo("/portal/acme/users/usr_1");
        world.clock.move(Duration.ofHours(2));
        jane.open("/portal/acme/actions?state=BLOCK&days=7");
        assertThat(jane.askAndAnswer().path()).isEqualTo("/portal/acme/actions?state=BLOCK&days=7");
        world.clock.move(Duration.ofHours(2));
        jane.open("/portal/sign-in?to=https://evil.example/");
        assertThat(jane.askAndAnswer().path()).isEqualTo("/portal");
    }

    @Test
    void a_role_that_changed_or_an_operator_who_was_removed_counts_at_the_next_request() {
        Seat jane = world.operator(Role.ADMIN);
        Member member = world.members.byEmail(jane.email).orElseThrow();
        assertThat(jane.open("/portal/operators").status()).isEqualTo(403);
        world.members.change(member, Role.OWNER);
        assertThat(jane.open("/portal/operators").heading()).isEqualTo("Operators");
        world.members.remove(member);
        assertThat(jane.open("/portal/operators").heading()).isEqualTo("Sign in");
    }

    @Test
    @Requirement("R81")
    void cookies_are_sealed_and_of_this_host_only() {
        Seat jane = world.seat(PortalWorld.OWNER, Role.OWNER);
        HttpResponse form = jane.send(jane.request("GET", "/portal/sign-in"));
        String cookie = Objects.requireNonNull(form.headers().get("Set-Cookie"));
        assertThat(cookie)
                .startsWith("__Host-mfa-portal-in=")
                .contains("; Path=/; Secure", "; HttpOnly", "; SameSite=Lax")
                .doesNotContain("Domain");
        jane.signIn();
        String session = Objects.requireNonNull(jane.cookies.get("__Host-mfa-portal"));
        for (int i = 0; i < session.length() - 2; i += 7) {
            char other = session.charAt(i) == 'A' ? 'B' : 'A';
            jane.cookies.put("__Host-mfa-portal", session.substring(0, i) + other + session.substring(i + 1));
            assertThat(jane.open("/portal/you").heading()).as("at " + i).isEqualTo("Sign in");
        }
        jane.cookies.put("__Host-mfa-portal", Objects.requireNonNull(jane.cookies.get("__Host-mfa-portal-in")));
        assertThat(jane.open("/portal/you").heading()).isEqualTo("Sign in");
    }

    @Test
    void settings_of_an_application_lock_no_operator_out() {
        var unused = world.acme
                .operator("jane")
                .updateSettings(settings -> settings.off(AUTHENTICATOR_APP).off(EMAIL_MAGIC_LINK));
        assertThat(world.operator(Role.OWNER).heading()).isEqualTo("Applications");
    }
}
