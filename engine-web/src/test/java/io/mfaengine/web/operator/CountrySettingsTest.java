package io.mfaengine.web.operator;

import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.web.operator.SettingWorld.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.TrackRequest;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Secret;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.web.http.HttpResponse;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Settings → Authenticators says which countries are texted to and what that costs, and pages that are open follow. */
final class CountrySettingsTest {
    private static final String FORM = "/authenticators/SMS";

    private final SettingWorld world = new SettingWorld();
    private final SettingWorld.Browser admin = world.as(Role.ADMIN);

    @AfterEach
    void stop() {
        world.close();
    }

    private HttpResponse save(String... fields) {
        String[] given = {
            "on",
            "on",
            "selfService",
            "on",
            "parameter.digits",
            "6",
            "parameter.minutes",
            "5",
            "parameter.usersPerNumber",
            "5"
        };
        return admin.submit(FORM, Stream.of(given, fields).flatMap(Stream::of).toArray(String[]::new));
    }

    private Person newcomer() {
        Person person = new Person(world.second, world.base)
                .open(world.there
                        .track(TrackRequest.of(Intent.user("new").action("settings"))
                                .manage())
                        .url());
        return person.post("/choose", "type", "SMS");
    }

    @Test
    @Requirement({"R37", "R54"})
    void the_countries_are_set_by_their_codes_and_a_page_that_is_open_follows_at_its_next_call() {
        Person person = newcomer();
        assertThat(person.page()).contains("value=\"NZ\"", "value=\"AU\"").doesNotContain("value=\"US\"");
        assertThat(text(admin.get(FORM)))
                .contains("name=\"countries\"", "value=\"AU, NZ\"", "Australia, New Zealand. ");

        assertThat(save("countries", "us au").status()).isEqualTo(303);
        assertThat(world.settings().type(SMS).countries()).containsExactlyInAnyOrder("AU", "US");
        assertThat(text(admin.get(FORM))).contains("value=\"AU, US\"", "Australia, United States. ");
        person.post("/enter/SMS", "address", "21 123 4567", "country", "NZ");
        assertThat(person.page()).contains("value=\"US\"").doesNotContain("value=\"NZ\"");
        assertThat(person.page()).contains("We can’t send messages to this country.");
        assertThat(world.outbox.messages()).isEmpty();
        person.post("/enter/SMS", "address", "212 555 2368", "country", "US");
        assertThat(world.outbox.last("+12125552368").text()).contains("Shop");
        assertThat(world.log())
                .extracting(Log.Entry::about, Log.Entry::before, Log.Entry::after)
                .contains(Tuple.tuple("types/SMS: Countries we text to", "AU, NZ", "AU, US"));
    }

    @Test
    @Requirement("R37")
    void a_number_that_people_have_gets_no_code_once_its_country_is_off() {
        world.here
                .enrollVerifiedAuthenticator("ann", SMS, Secret.of("+64211234567"))
                .accepted();
        Person ann = new Person(world.second, world.base)
                .open(world.there.track(Intent.user("ann").action("transfer")).url());
        ann.post("/choose", "type", "SMS");
        assertThat(ann.page()).contains("name=\"code\"");
        String code = world.outbox.lastCode("+64211234567");
        assertThat(save("countries", "AU").status()).isEqualTo(303);

        ann.post("/answer/SMS", "code", code);
        world.clock.move(java.time.Duration.ofMinutes(1));
        ann.post("/again/SMS");
        assertThat(world.outbox.messages()).hasSize(1);
        assertThat(ann.open("/choose").page()).doesNotContain("value=\"SMS\"");
        assertThat(world.there.getUser("ann").isEnrolled()).isFalse();
    }

    @Test
    @Requirement("R11")
    void what_is_no_country_is_named_beside_the_field_and_nothing_is_saved() {
        HttpResponse wrong = save("countries", "NZ, Atlantis", "prices", "NZ 0,08", "currency", "dollars");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(text(wrong))
                .contains("id=\"countries-error\"", "Not ATLANTIS: a country’s code has two letters")
                .contains("value=\"NZ, Atlantis\"", "New Zealand. Codes")
                .contains("id=\"prices-error\"", "Not NZ 0,08: ")
                .contains("id=\"currency-error\"", "Three capital letters");
        assertThat(text(save("prices", "NZ 0.08\nnz 0.09", "currency", "NZD")))
                .contains("Not nz 0.09: it is there twice.");
        assertThat(text(save("prices", "* 0.05", "currency", ""))).contains("id=\"currency-error\"");
        assertThat(world.settings().type(SMS).countries()).isEmpty();
        assertThat(Prices.of(world.settings(), SMS)).isEqualTo(Prices.NONE);
        assertThat(world.log()).isEmpty();
    }

    @Test
    void what_the_application_says_holds_again_once_the_field_is_empty_or_says_the_same() {
        for (String same : Set.of("", "NZ AU")) {
            assertThat(save("countries", "US").status()).isEqualTo(303);
            assertThat(world.settings().type(SMS).countries()).containsExactly("US");
            assertThat(save("countries", same).status()).isEqualTo(303);
            assertThat(world.settings().type(SMS).countries()).isEmpty();
        }
        assertThat(text(admin.get("/authenticators/EMAIL_OTP")))
                .contains("name=\"prices\"")
                .doesNotContain("name=\"countries\"");
        assertThat(text(admin.get("/authenticators/AUTHENTICATOR_APP"))).doesNotContain("name=\"prices\"");
    }

    @Test
    void prices_are_kept_as_they_were_typed_and_told_in_the_log() {
        assertThat(save("prices", "nz 0.080\r\n* 0.05", "currency", "NZD").status())
                .isEqualTo(303);
        Prices kept = Prices.of(world.settings(), SMS);
        assertThat(kept.currency()).isEqualTo("NZD");
        assertThat(kept.price("NZ")).isEqualTo("0.080");
        assertThat(kept.price("AU")).isEqualTo("0.05");
        assertThat(text(admin.get(FORM))).contains("* 0.05\nNZ 0.080</textarea>", "value=\"NZD\"");
        assertThat(world.log())
                .extracting(Log.Entry::about, Log.Entry::before, Log.Entry::after)
                .contains(Tuple.tuple("types/SMS: Price of a message", "nothing", "* 0.05, NZ 0.080"));
        assertThat(save().status()).isEqualTo(303);
        assertThat(Prices.of(world.settings(), SMS)).isEqualTo(Prices.NONE);
    }
}
