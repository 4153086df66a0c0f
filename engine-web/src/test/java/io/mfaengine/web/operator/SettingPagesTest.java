package io.mfaengine.web.operator;

import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.web.operator.SettingWorld.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.TrackRequest;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Outcome;
import io.mfaengine.model.Settings;
import io.mfaengine.providers.Providers;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.operator.SettingWorld.Browser;
import io.mfaengine.web.pages.StoredBranding;
import io.mfaengine.web.tenant.StoredAccess;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The settings pages of the portal: who may, what is said, what is kept, and what is told in the log. */
final class SettingPagesTest {
    private static final List<String> PAGES = List.of(
            "/authenticators",
            "/authenticators/SMS",
            "/authenticators/AUTHENTICATOR_APP",
            "/actions",
            "/actions/transfer",
            "/keys",
            "/places",
            "/branding",
            "/messages",
            "/messages/languages",
            "/messages/EMAIL_OTP/de");
    private static final Pattern KEY = Pattern.compile("sk_[A-Za-z0-9_-]{43}");
    private static final Pattern REVOKE = Pattern.compile("/settings(/keys/[A-Za-z0-9_-]{8})\"");

    private SettingWorld world = new SettingWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    private void transfer() {
        Settings unused = world.there.operator("test").updateSettings(set -> set.action("transfer", action -> action));
    }

    @Test
    void every_page_is_shown_to_who_may_read_and_can_be_changed_by_who_may_change() {
        transfer();
        for (Role role : Role.values()) {
            Browser browser = world.as(role);
            for (String page : PAGES) {
                HttpResponse shown = browser.get(page);
                assertThat(shown.status()).as(role + " " + page).isEqualTo(200);
                boolean changes =
                        text(shown).contains("Save changes") || text(shown).contains("Make key");
                boolean form =
                        !List.of("/authenticators", "/actions", "/messages").contains(page);
                assertThat(changes).as(role + " " + page).isEqualTo(form && role.may(Permission.SETTINGS));
            }
            assertThat(browser.get("").headers().get("Location")).isEqualTo("/portal/shop/settings/authenticators");
        }
        assertThat(world.as(Role.OWNER).get("/authenticators/FAX").status()).isEqualTo(404);
        assertThat(world.as(Role.OWNER).get("/actions/unknown").status()).isEqualTo(404);
        assertThat(world.as(Role.OWNER).get("/keys/unknown").status()).isEqualTo(404);
    }

    @Test
    @Requirement("R85")
    void who_may_not_change_settings_changes_none_whatever_they_send() {
        transfer();
        Settings before = world.settings();
        for (Role role : List.of(Role.SUPPORT, Role.AUDITOR)) {
            Browser browser = world.as(role);
            for (String path : List.of(
                    "/authenticators/SMS",
                    "/authenticators/SMS/test",
                    "/authenticators/SMS/check",
                    "/actions/transfer",
                    "/keys",
                    "/places",
                    "/messages/SMS/en",
                    "/messages/languages",
                    "/branding")) {
                Map<String, String> form = new TreeMap<>(Map.of("name", "x", "to", "+64211234567", "outcome", "ALLOW"));
                assertThat(browser.post(path, form).status()).as(role + path).isEqualTo(403);
            }
        }
        assertThat(world.settings().types()).isEqualTo(before.types());
        assertThat(world.settings().actions()).isEqualTo(before.actions());
        assertThat(world.settings().extras()).isEqualTo(before.extras());
        assertThat(world.outbox.messages()).isEmpty();
        assertThat(world.log()).isEmpty();
    }

    @Test
    @Requirement("R92")
    void a_change_is_in_the_log_with_who_before_and_after() {
        transfer();
        assertThat(world.as(Role.ADMIN)
                        .submit("/actions/transfer", "outcome", "REVIEW", "whenNotEnrolled", "ENROLL")
                        .status())
                .isEqualTo(303);
        assertThat(world.settings().action("transfer").outcome()).isEqualTo(Outcome.REVIEW);
        assertThat(world.log())
                .extracting(Log.Entry::who, Log.Entry::about, Log.Entry::before, Log.Entry::after)
                .contains(org.assertj.core.groups.Tuple.tuple(
                        "admin@acme.example",
                        "actions/transfer: What happens",
                        "Challenge: ask for a second step",
                        "Review: somebody here decides"));
        String page = text(world.as(Role.ADMIN).get("/actions/transfer"));
        assertThat(page).contains("<option value=\"REVIEW\" selected>");
    }

    @Test
    @Requirement("R11")
    void what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays() {
        HttpResponse wrong = world.as(Role.ADMIN)
                .submit(
                        "/places",
                        "redirectUrls",
                        "https://ok.example/done\nnot an address <b>",
                        "origins",
                        "https://ok.example");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(text(wrong))
                .contains("<title>Error: ", "id=\"redirectUrls-error\"", "aria-invalid=\"true\"")
                .contains("not an address &lt;b&gt;")
                .contains("https://ok.example</textarea>");
        assertThat(StoredAccess.of(world.settings()).origins()).isEmpty();
        assertThat(world.log()).isEmpty();
    }

    @Test
    void the_second_of_two_operators_sees_what_differs_and_keeps_theirs_or_takes_the_other() {
        transfer();
        Browser jane = world.as(Role.ADMIN, "jane@acme.example");
        Browser sam = world.as(Role.ADMIN, "sam@acme.example");
        Map<String, String> mine = new TreeMap<>(jane.open("/places"));
        mine.put("redirectUrls", "https://jane.example/");
        mine.put("origins", "https://same.example");
        assertThat(sam.submit("/places", "redirectUrls", "https://sam.example/", "origins", "https://same.example")
                        .status())
                .isEqualTo(303);

        HttpResponse moved = jane.post("/places", mine);
        assertThat(text(moved))
                .contains("Somebody saved this while you were editing", "Saved by sam@acme.example, just now")
                .contains("<td data-label=\"Theirs\">https://sam.example/</td>")
                .contains("<td data-label=\"Yours\">https://jane.example/</td>")
                .contains("https://jane.example/</textarea>")
                .contains("Keep mine", "Take theirs")
                .doesNotContain("<td data-label=\"Setting\">Origins</td>");
        assertThat(StoredAccess.of(world.settings()).redirectUrls()).containsExactly("https://sam.example/");
        mine.putAll(jane.hidden(text(moved)));
        assertThat(jane.post("/places", mine).status()).isEqualTo(303);
        assertThat(StoredAccess.of(world.settings()).redirectUrls()).containsExactly("https://jane.example/");
        assertThat(text(sam.get("/places"))).contains("https://jane.example/</textarea>");
    }

    @Test
    @Requirement("R43")
    void who_was_not_challenged_lately_proves_it_first_and_loses_nothing_that_was_typed() {
        Browser admin = world.as(Role.ADMIN);
        Map<String, String> form = new TreeMap<>(admin.open("/places"));
        form.put("origins", "https://typed.example");
        world.clock.move(Duration.ofMinutes(11));
        HttpResponse stale = admin.post("/places", form);
        assertThat(text(stale))
                .contains("Nothing is saved yet.", "target=\"_blank\"", "action=\"/portal/prove\"")
                .contains("https://typed.example</textarea>", "Save changes");
        assertThat(StoredAccess.of(world.settings()).origins()).isEmpty();
        assertThat(world.log()).isEmpty();
        assertThat(text(admin.get("/places")))
                .contains("To change this, first show that it is you", "disabled")
                .doesNotContain("Save changes");
        assertThat(text(admin.post("/keys", Map.of("name", "shop")))).doesNotContain("sk_");

        Browser proved = world.as(Role.ADMIN);
        form.putAll(proved.hidden(text(stale)));
        assertThat(proved.post("/places", form).status()).isEqualTo(303);
        assertThat(StoredAccess.of(world.settings()).origins()).containsExactly("https://typed.example");
    }

    private static int call(SettingWorld world, String key) {
        String basic = Base64.getEncoder().encodeToString((key + ":").getBytes(UTF_8));
        return world.http
                .handle(HttpRequest.of("GET", "/v1/users/usr_1").header("Authorization", "Basic " + basic))
                .status();
    }

    private static String found(Pattern pattern, String page, int group) {
        Matcher found = pattern.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(group);
    }

    @Test
    void a_key_is_made_shown_once_rolled_and_revoked() {
        Browser admin = world.as(Role.ADMIN);
        String made = text(admin.post("/keys", Map.of("name", "shop-backend")));
        String key = found(KEY, made, 0);
        assertThat(made).contains("it is shown only once");
        assertThat(call(world, key)).isEqualTo(200);
        String list = text(admin.get("/keys"));
        assertThat(list).contains("shop-backend").doesNotContain(key, key.substring(key.length() - 4));
        String old = found(REVOKE, list, 1);

        String next = found(KEY, text(admin.post("/keys", Map.of("name", "shop-backend"))), 0);
        assertThat(call(world, key)).as("both are valid while callers change").isEqualTo(200);
        assertThat(call(world, next)).isEqualTo(200);
        assertThat(text(admin.get(old))).contains("Revoke the key shop-backend?", "Keep it");
        assertThat(call(world, key)).as("looking revokes nothing (R80)").isEqualTo(200);
        assertThat(admin.post(old, Map.of()).status()).isEqualTo(303);
        assertThat(call(world, key)).isEqualTo(401);
        assertThat(call(world, next)).isEqualTo(200);
        assertThat(world.log()).extracting(Log.Entry::after).contains("made", "revoked");
        assertThat(world.log().toString()).doesNotContain(key, next);

        HttpResponse wrong = admin.post("/keys", Map.of("name", "n".repeat(65)));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(text(wrong)).contains("1 to 64 characters").doesNotContain("sk_");
    }

    @Test
    void a_provider_is_checked_and_tested_and_the_page_says_what_came_of_it() {
        Browser admin = world.as(Role.ADMIN);
        assertThat(admin.post("/authenticators/SMS/test", Map.of("to", "+64211234567"))
                        .status())
                .isEqualTo(303);
        assertThat(world.outbox.last("+64211234567").text()).contains("test");
        assertThat(text(admin.get("/authenticators/SMS"))).contains("The provider took the test message");
        assertThat(admin.post("/authenticators/SMS/test", Map.of("to", "+15551234567"))
                        .status())
                .isEqualTo(303);
        assertThat(text(admin.get("/authenticators/SMS"))).contains("No message gets to that address");
        assertThat(admin.post("/authenticators/SMS/check", Map.of()).status()).isEqualTo(303);
        assertThat(text(admin.get("/authenticators/SMS"))).contains("No provider is chosen yet");
        assertThat(world.log()).extracting(Log.Entry::what).contains("log.settings.tested");
    }

    @Test
    void choosing_another_provider_shows_its_fields_before_anything_is_saved() {
        world.close();
        world = new SettingWorld(
                URI.create("https://mfa.example/"),
                Providers.of(InstantSource.system()).sms(),
                Providers.of(InstantSource.system()).email());
        Browser admin = world.as(Role.ADMIN);
        Map<String, String> form = new TreeMap<>(admin.open("/authenticators/SMS"));
        form.putAll(Map.of("on", "on", "provider", "twilio", "parameter.digits", "8"));
        HttpResponse shown = admin.post("/authenticators/SMS", form);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(text(shown))
                .contains("Account SID", "Auth token", "name=\"provider.accountSid\"")
                .contains(
                        "name=\"parameter.digits\" type=\"text\" inputmode=\"numeric\" autocomplete=\"off\" value=\"8\"");
        assertThat(world.settings().type(SMS).provider()).isNull();
        form.putAll(admin.hidden(text(shown)));
        HttpResponse wrong = admin.post("/authenticators/SMS", form);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(text(wrong)).contains("id=\"provider-accountSid-error\"", "Account SID is needed");
    }

    @Test
    void a_branding_is_previewed_on_both_grounds_and_says_where_a_colour_was_moved() {
        Browser admin = world.as(Role.ADMIN);
        String preview = text(admin.get("/branding/preview?name=North%20%3Cb%3E&colour=%23ffd400"));
        assertThat(preview)
                .contains("North &lt;b&gt;", "class=\"sample light\"", "class=\"sample dark\"")
                .contains("On light grounds buttons have your colour, links were moved to #7d6700");
        String css = text(admin.get("/branding/colours.css?colour=%23ffd400"));
        assertThat(css).contains(".light{", ".dark{", "--brand:#ffd400", "--link:#7d6700");
        assertThat(text(admin.get("/branding/colours.css?colour=red%7D*%7B"))).doesNotContain("red", "#ffd400");
        assertThat(text(admin.get("/branding/preview?colour=red"))).contains("That is no colour");

        assertThat(admin.submit("/branding", "name", "Northbank", "colour", "#ffd400")
                        .status())
                .isEqualTo(303);
        HttpResponse page = admin.get("/branding");
        assertThat(text(page)).contains("preview?name=Northbank&amp;colour=%23ffd400");
        assertThat(page.headers().get("Content-Security-Policy")).contains("frame-src 'self'");
        assertThat(StoredBranding.of(world.settings()).colour()).isEqualTo("#ffd400");
        Person person = new Person(world.http, world.base)
                .open(world.here.track(Intent.user("new").action("transfer")).url());
        assertThat(person.page()).contains("Northbank", "colours-");
    }

    @Test
    void an_operator_writes_what_a_message_says_in_one_language_and_sees_it_first() {
        Browser admin = world.as(Role.ADMIN);
        assertThat(text(admin.get("/messages"))).contains("German", "As the application gives it");
        Map<String, String> form = new TreeMap<>(admin.open("/messages/SMS/de"));
        form.put("text", "Ihr Code bei {application}: {code}");
        form.put("show", "on");
        assertThat(text(admin.post("/messages/SMS/de", form))).contains("Ihr Code bei Northbank: 123456");
        assertThat(world.settings().extras()).isEmpty();

        assertThat(admin.submit("/messages/SMS/de", "text", "Ihr Code bei {application}: {code}")
                        .status())
                .isEqualTo(303);
        for (String language : List.of("de", "en")) {
            ActionSession person = world.there
                    .session(world.there
                            .track(TrackRequest.of(
                                            Intent.user("usr_" + language).action("transfer"))
                                    .locale(Locale.forLanguageTag(language)))
                            .token())
                    .orElseThrow();
            String number = language.equals("de") ? "+64211234561" : "+64211234562";
            assertThat(person.enroll(SMS, number).toString()).contains("Open");
            assertThat(world.outbox.last(number).text().startsWith("Ihr Code bei Shop: "))
                    .isEqualTo(language.equals("de"));
        }
        HttpResponse wrong = admin.submit("/messages/SMS/de", "text", "Ihr {kode}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(text(wrong)).contains("It must hold {code}", "Ihr {kode}</textarea>");
        wrong = admin.submit("/messages/EMAIL_OTP/fr", "subject", "Votre code {code}", "text", "Voici: {code}");
        assertThat(text(wrong)).contains("id=\"subject-error\"");
        assertThat(admin.submit("/messages/SMS/de", "text", "").status()).isEqualTo(303);
        assertThat(text(admin.get("/messages"))).doesNotContain("Written here");
        assertThat(admin.get("/messages/SMS/xx").status()).isEqualTo(404);
    }

    @Test
    void what_there_is_no_room_for_is_said_on_the_form_and_comes_back() {
        world.fill();
        HttpResponse answer = world.as(Role.ADMIN).submit("/messages/SMS/de", "text", "Ihr Code: {code}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(text(answer)).contains("extras must be at most", "Ihr Code: {code}</textarea>");
    }

    @Test
    @Requirement("R78")
    void what_operators_type_and_applications_track_stays_text() {
        Settings unused = world.there.operator("test").updateSettings(set -> set.extra("web.saved.places", "<i>\t1"));
        Browser admin = world.as(Role.ADMIN);
        assertThat(text(admin.get("/places"))).contains("&lt;i&gt;").doesNotContain("<i>");
        assertThat(text(admin.submit("/branding", "name", "\"><script>alert(1)</script>", "colour", "#fff")))
                .doesNotContain("<script>alert")
                .contains("&lt;script>");
    }
}
