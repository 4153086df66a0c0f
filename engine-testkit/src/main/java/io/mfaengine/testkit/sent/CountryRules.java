package io.mfaengine.testkit.sent;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.model.AuthenticatorType.WHATSAPP;
import static io.mfaengine.testkit.sent.Post.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.ActionSession;
import io.mfaengine.ActionStatus;
import io.mfaengine.Decision;
import io.mfaengine.Verification;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.Cause;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Secret;
import io.mfaengine.model.Settings;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.SettingsRecord;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which countries messages go to: what an operator sets takes the place of what the application gave, at once. */
interface CountryRules extends SentRules {
    String AMERICAN = "+12125552368";

    @CanIgnoreReturnValue
    private Settings serve(AuthenticatorType type, String... countries) {
        return post().mfa
                .operator("jane@acme")
                .updateSettings(settings -> settings.type(type, set -> set.countries(Set.of(countries))));
    }

    private static ActionStatus.Choice choice(ActionSession person, AuthenticatorType type) {
        return person.status().choices().stream()
                .filter(choice -> choice.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private Refusal enrolling(ActionSession person, AuthenticatorType type, String number) {
        return person.enroll(type, number).refused().reason();
    }

    @Test
    @Requirement({"R37", "R54"})
    default void theCountriesThatAnOperatorSetsHoldInEveryEngineAtItsNextCallAndMayGoBeyondTheApplications() {
        ActionSession here = post().person("usr_1");
        ActionSession there = post().other.session(post().token("usr_2")).orElseThrow();
        assertThat(choice(there, SMS).address()).isEqualTo(new Prompt.Address.Phone(Set.of("AU", "NZ")));
        serve(SMS, "US");
        for (ActionSession person : List.of(here, there)) {
            assertThat(choice(person, SMS).address()).isEqualTo(new Prompt.Address.Phone(Set.of("US")));
            assertThat(choice(person, WHATSAPP).address()).isEqualTo(new Prompt.Address.Phone(Set.of("NZ")));
            assertThat(enrolling(person, SMS, number(1))).isEqualTo(Refusal.NOT_PERMITTED);
        }
        Verification host = post().other.enrollVerifiedAuthenticator("usr_3", SMS, Secret.of(number(1)));
        assertThat(post().refusal(host)).isEqualTo(Refusal.NOT_PERMITTED);
        assertThat(post().outbox.messages()).isEmpty();
        there.enroll(SMS, "212 555 2368").open();
        there.verify(SMS, post().outbox.lastCode(AMERICAN)).accepted();

        serve(WHATSAPP, "AU", "US");
        assertThat(enrolling(here, WHATSAPP, number(1))).isEqualTo(Refusal.NOT_PERMITTED);
        here.enroll(WHATSAPP, "+61 412 345 678").open();
        serve(SMS);
        assertThat(choice(here, SMS).address()).isEqualTo(new Prompt.Address.Phone(Set.of("AU", "NZ")));
        assertThat(enrolling(here, SMS, AMERICAN)).isEqualTo(Refusal.NOT_PERMITTED);
    }

    @Test
    @Requirement({"R37", "R54"})
    default void aNumberWhoseCountryIsSwitchedOffGetsNothingAndAnswersNothing() {
        post().texted("usr_1", number(1));
        Authenticator mine = post().mfa.getAuthenticators("usr_1").get(0);
        ActionSession person = post().person("usr_1");
        ActionSession next = post().person("usr_1");
        person.challenge(SMS).open();
        String code = post().outbox.lastCode(number(1));
        serve(SMS, "AU");

        assertThat(choice(person, SMS).enrolled()).isFalse();
        assertThat(choice(person, SMS).preferred()).isFalse();
        for (ActionSession session : List.of(person, next)) {
            assertThat(session.challenge(SMS).refused().reason()).isEqualTo(Refusal.NOT_PERMITTED);
            assertThat(session.challenge(mine.id()).refused().reason()).isEqualTo(Refusal.NOT_PERMITTED);
        }
        assertThat(post().refusal(person.verify(SMS, code))).isEqualTo(Refusal.NOT_PERMITTED);
        assertThat(post().outbox.size()).isEqualTo(1);
        assertThat(post().other.getUser("usr_1").isEnrolled()).isFalse();
        assertThat(post().other.track(Post.signIn("usr_1")).next())
                .as("who holds one is bound all the same")
                .isEqualTo(Decision.Next.CHALLENGE);

        serve(SMS, "AU", "NZ");
        assertThat(person.verify(SMS, code))
                .as("what was refused was not used up, and did not count")
                .isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement({"R37", "R54"})
    default void anEnrolmentOrAPassIsWorthNothingOnceItsCountryIsOff() {
        ActionSession fresh = post().person("usr_1");
        fresh.enroll(SMS, number(1)).open();
        post().texted("usr_2", number(2));
        Handle token = post().token("usr_2");
        ActionSession person = post().session(token);
        person.challenge(SMS).open();
        person.verify(SMS, post().outbox.lastCode(number(2))).accepted();
        serve(SMS, "AU");
        assertThat(post().refusal(fresh.verify(SMS, post().outbox.lastCode(number(1)))))
                .isEqualTo(Refusal.NOT_PERMITTED);
        assertThat(post().mfa.getAuthenticators("usr_1")).isEmpty();
        assertThat(post().mfa.validateChallenge(token, Post.signIn("usr_2")).isValid())
                .isFalse();
    }

    @Test
    @Requirement("R37")
    default void ofTwoNumbersTheOneThatIsServedIsAsked() {
        post().texted("usr_1", number(1));
        post().texted("usr_1", "+61412345678");
        serve(SMS, "AU");
        ActionSession person = post().person("usr_1");
        assertThat(choice(person, SMS).enrolled()).isTrue();
        person.challenge(SMS).open();
        assertThat(post().outbox.messages())
                .singleElement()
                .satisfies(message -> assertThat(message.to()).isEqualTo("+61412345678"));
        person.verify(SMS, post().outbox.lastCode("+61412345678")).accepted();
        Authenticator first = post().mfa.getAuthenticators("usr_1").stream()
                .filter(one -> number(1).equals(one.address()))
                .findFirst()
                .orElseThrow();
        assertThat(post().person("usr_1").challenge(first.id()).refused().reason())
                .isEqualTo(Refusal.NOT_PERMITTED);
    }

    @Test
    @Requirement({"R37", "R60"})
    default void whatIsNoListOfCountriesIsRefusedByNameAndNothingIsSaved() {
        serve(SMS, "NZ", "AU");
        SettingsRecord before = post().store.settings("main").orElseThrow();
        assertThat(Objects.requireNonNull(before.payload()).text()).contains("\"countries\":[\"AU\",\"NZ\"]");
        for (String wrong : List.of("ZZ", "nz", "AQ", "001", "", "NZL", "N\u00e9")) {
            assertThatIllegalArgumentException()
                    .as(wrong)
                    .isThrownBy(() -> serve(SMS, "NZ", wrong))
                    .withMessageContaining("SMS: countries must be ISO 3166-1 codes")
                    .withMessageEndingWith(": " + wrong);
        }
        String[] many = Stream.concat(
                        Stream.of(Locale.getISOCountries()),
                        Stream.of("X1", "X2", "X3", "X4", "X5", "X6", "X7", "X8", "X9"))
                .toArray(String[]::new);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> serve(SMS, many))
                .withMessageContaining("SMS: countries must be at most 250");
        for (AuthenticatorType without : List.of(EMAIL_OTP, AUTHENTICATOR_APP)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> serve(without, "NZ"))
                    .withMessageContaining(without + " has no countries");
        }
        assertThat(post().store.settings("main").orElseThrow().version()).isEqualTo(before.version());
        assertThat(post().other.operator("jane@acme").settings().type(SMS).countries())
                .containsExactlyInAnyOrder("NZ", "AU");
    }

    @Test
    @Requirement("R37")
    default void aTestMessageGoesWhereTheOperatorHasSet() {
        serve(SMS, "US");
        assertThat(post().mfa.operator("jane@acme").sendTest(SMS, AMERICAN).isAccepted())
                .isTrue();
        assertThat(post().mfa.operator("jane@acme").sendTest(SMS, number(1)))
                .isEqualTo(Delivery.REFUSED.because(Cause.BAD_ADDRESS));
    }

    @Test
    @Requirement("R90")
    default void anEventTellsTheCountryThatAMessageWentToAndNoMoreOfTheNumber() {
        post().texted("usr_1", number(1));
        post().texted("usr_2", "+61412345678");
        post().adopted("usr_3", EMAIL_OTP, "jane@shop.example");
        post().outbox.answer(message -> Delivery.ACCEPTED.by("carrier", ""));
        post().person("usr_1").challenge(SMS).open();
        post().person("usr_3").challenge(EMAIL_OTP).open();
        post().outbox.answer(message -> Delivery.REFUSED.by("carrier", ""));
        assertThat(post().person("usr_2").challenge(SMS).refused().reason()).isEqualTo(Refusal.NOT_SENT);
        assertThat(post().events("message.sent"))
                .extracting(event -> event.attributes().getOrDefault("country", "none"))
                .containsExactly("NZ", "none");
        assertThat(post().events("message.failed"))
                .extracting(event -> event.attributes().get("country"))
                .containsExactly("AU");
        String told = post().events.stream()
                .filter(event -> event.type().startsWith("message."))
                .map(event -> event.attributes().values().toString())
                .collect(Collectors.joining());
        assertThat(told).doesNotContain("+64", "+61", "100000", "412345");
    }
}
