package io.mfaengine.web.operator;

import static io.mfaengine.web.operator.SettingWorld.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mfaengine.TrackRequest;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Settings;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.operator.SettingWorld.Browser;
import io.mfaengine.web.pages.StoredLanguages;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which languages people are offered, as an operator sets it. */
final class LanguageSettingTest {
    private static final String PAGE = "/messages/languages";

    private final SettingWorld world = new SettingWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    /** Somebody whose browser asks for nothing, on the second server. */
    private Person person(String locale) {
        TrackRequest request =
                TrackRequest.of(Intent.user("usr_" + locale).action("settings")).manage();
        URI url = world.there
                .track(locale.isEmpty() ? request : request.locale(Locale.forLanguageTag(locale)))
                .url();
        return new Person(world.second, world.base).open(url);
    }

    private void offer(String... fields) {
        assertThat(world.as(Role.ADMIN).submit(PAGE, fields).status()).isEqualTo(303);
        world.clock.move(Duration.ofSeconds(1));
    }

    @Test
    void all_are_offered_and_english_is_the_standard_until_somebody_says_otherwise() {
        String form = text(world.as(Role.ADMIN).get(PAGE));
        assertThat(form.split("type=\"checkbox\"", -1)).hasSize(10);
        assertThat(form.split(" checked", -1)).hasSize(10);
        assertThat(form).contains("<option value=\"en\" selected>English</option>");
        assertThat(person("").page()).contains("<html lang=\"en\"", "Deutsch", "Polski");
        assertThat(person("de").page()).contains("<html lang=\"de\"");
    }

    @Test
    void what_is_ticked_is_offered_on_a_page_that_is_open_already_on_another_server() {
        Person ann = person("pl");
        assertThat(ann.page()).contains("<html lang=\"pl\"");
        offer("speak.de", "on", "speak.fr-CA", "on", "standard", "de");
        ann.open("/choose");
        assertThat(ann.page())
                .contains("<html lang=\"de\"", ">Deutsch</option>", "value=\"fr-CA\"")
                .doesNotContain("Polski", "English");
        assertThat(person("fr").page()).contains("<html lang=\"fr-CA\"");
        ann.post("/language", "lang", "fr-CA", "at", "/choose");
        assertThat(ann.page()).contains("<html lang=\"fr-CA\"");
        ann.post("/language", "lang", "en", "at", "/choose");
        assertThat(ann.page()).contains("<html lang=\"fr-CA\"");
        assertThat(world.log())
                .extracting(Log.Entry::about, Log.Entry::after)
                .contains(tuple("messages/languages: Polish", "no"))
                .contains(tuple("messages/languages: If nothing else fits", "German"));
    }

    @Test
    void with_one_language_there_is_nothing_to_choose() {
        offer("speak.nl", "on", "standard", "nl");
        assertThat(person("en").page()).contains("<html lang=\"nl\"").doesNotContain("<select id=\"lang\"");
    }

    @Test
    void at_least_one_language_stays_and_the_standard_one_is_among_them() {
        Browser admin = world.as(Role.ADMIN);
        HttpResponse none = admin.submit(PAGE, "standard", "en");
        assertThat(none.status()).isEqualTo(422);
        assertThat(text(none)).contains("At least one language has to stay.");
        HttpResponse other = admin.submit(PAGE, "speak.de", "on", "standard", "en");
        assertThat(other.status()).isEqualTo(422);
        assertThat(text(other)).contains("id=\"standard-error\"", "English is not offered: tick it above");
        assertThat(admin.submit(PAGE, "speak.de", "on", "standard", "tlh").status())
                .isEqualTo(422);
        assertThat(StoredLanguages.of(world.settings())).isEqualTo(StoredLanguages.NONE);
        assertThat(world.log()).isEmpty();
    }

    @Test
    void messages_are_previewed_in_what_is_offered_and_in_what_is_written() {
        Browser admin = world.as(Role.ADMIN);
        assertThat(admin.submit("/messages/SMS/pl", "text", "Kod {code}").status())
                .isEqualTo(303);
        offer("speak.en", "on", "speak.de", "on", "standard", "en");
        assertThat(text(admin.get("/messages")))
                .contains("/messages/SMS/de\"", "/messages/SMS/pl\"", "/settings/messages/languages\"")
                .doesNotContain("/messages/SMS/fr\"", "/messages/EMAIL_OTP/pl\"");
        assertThat(admin.get("/messages/SMS/pl").status()).isEqualTo(200);
        assertThat(admin.get("/messages/SMS/fr").status()).isEqualTo(404);
        assertThat(admin.get("/messages/EMAIL_OTP/pl").status()).isEqualTo(404);
    }

    @Test
    void what_is_kept_is_read_back_and_what_cant_be_read_is_as_if_nothing_were_set() {
        Settings empty = Settings.standard();
        StoredLanguages some = new StoredLanguages(List.of("de", "pt-BR"), "pt-BR");
        assertThat(StoredLanguages.of(some.in(empty))).isEqualTo(some);
        assertThat(StoredLanguages.NONE.in(some.in(empty)).extras()).isEmpty();
        assertThat(StoredLanguages.of(empty.extra("web.languages", "de de"))).isEqualTo(StoredLanguages.NONE);
        assertThat(StoredLanguages.of(some.in(empty).extra("web.language", "en")))
                .isEqualTo(StoredLanguages.NONE);
    }

    @Test
    void languages_of_a_later_release_that_are_not_here_leave_those_that_are() {
        Settings unused = world.there
                .operator("later")
                .updateSettings(set -> new StoredLanguages(List.of("ja", "it"), "ja").in(set));
        assertThat(person("en").page()).contains("<html lang=\"it\"");
        Settings none =
                world.there.operator("later").updateSettings(set -> new StoredLanguages(List.of("ja"), "ja").in(set));
        assertThat(none.extras()).isNotEmpty();
        world.clock.move(Duration.ofSeconds(1));
        assertThat(person("fr").page()).contains("<html lang=\"fr\"");
    }
}
