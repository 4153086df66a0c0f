package io.mfaengine.testkit.sent;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.model.AuthenticatorType.WHATSAPP;
import static io.mfaengine.testkit.sent.Post.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.Refused;
import io.mfaengine.Verification;
import io.mfaengine.delivery.Templates;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Settings;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.Outbox;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.testkit.Race;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Codes that are sent, from the first enrolment to the last guess. */
interface TextedRules extends SentRules {
    @Test
    @Requirement("R12")
    default void aCodeThatWasSentEnrolsTheAddressAndLaterAnswersOnce() {
        Map<AuthenticatorType, String> addresses =
                Map.of(SMS, number(1), WHATSAPP, number(2), EMAIL_OTP, "jane@shop.example");
        addresses.forEach((type, address) -> {
            String userId = "usr_" + type;
            ActionSession first = post().person(userId);
            Challenge.Open open = first.enroll(type, address).open();
            assertThat(open.prompt()).isInstanceOf(Prompt.CodeSent.class);
            assertThat(post().outbox.last(address).channel()).isEqualTo(type.equals(EMAIL_OTP) ? "EMAIL" : type.name());
            Verification.Accepted enrolled =
                    first.verify(type, post().outbox.lastCode(address)).accepted();
            assertThat(enrolled.enrolled()).isTrue();
            assertThat(enrolled.recoveryCodes()).hasSize(10);

            Handle token = post().token(userId);
            ActionSession person = post().session(token);
            person.challenge(type).open();
            String code = post().outbox.lastCode(address);
            assertThat(person.verify(type, code)).isInstanceOf(Verification.Accepted.class);
            assertThat(post().refusal(person.verify(type, code))).isEqualTo(Refusal.ALREADY_USED);
            assertThat(post().mfa.validateChallenge(token, Post.signIn(userId)).isValid())
                    .isTrue();
            ActionSession next = post().person(userId);
            assertThat(post().refusal(next.verify(type, code))).isEqualTo(Refusal.NOT_OPEN);
        });
    }

    @Test
    @Requirement("R13")
    default void ofManyWhoSendOneCodeAtOnceOneIsAccepted() {
        post().texted("usr_1", number(1));
        Race.rounds(3, (race, round) -> {
            Handle token = post().token("usr_1");
            post().session(token).challenge(SMS).open();
            String code = post().outbox.lastCode(number(1));
            List<Verification> answers = race.all(
                    runner -> post().node(runner).session(token).orElseThrow().verify(SMS, code));
            assertThat(answers)
                    .filteredOn(Verification.Accepted.class::isInstance)
                    .hasSize(1);
            assertThat(answers)
                    .filteredOn(Refused.class::isInstance)
                    .extracting(answer -> answer.refused().reason())
                    .containsOnly(Refusal.ALREADY_USED);
        });
    }

    @Test
    @Requirement({"R20", "R21"})
    default void aResendEndsTheOldCode() {
        post().texted("usr_1", number(1));
        ActionSession person = post().person("usr_1");
        person.challenge(SMS).open();
        String old = post().outbox.lastCode(number(1));
        post().clock.move(Duration.ofSeconds(30));
        person.challenge(SMS).open();
        String fresh = post().outbox.lastCode(number(1));
        if (!fresh.equals(old)) { // of a million
            Refused refused = person.verify(SMS, old).refused();
            assertThat(refused.reason()).isEqualTo(Refusal.WRONG_RESPONSE);
            assertThat(refused.attemptsLeft()).isEqualTo(4);
        }
        assertThat(person.verify(SMS, fresh)).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("R19")
    default void aTextedCodeIsGoodForFiveMinutes() {
        post().texted("usr_1", number(1));
        ActionSession early = post().person("usr_1");
        early.challenge(SMS).open();
        String code = post().outbox.lastCode(number(1));
        post().clock.move(Duration.ofMinutes(5).minusMillis(1));
        assertThat(early.verify(SMS, code)).isInstanceOf(Verification.Accepted.class);

        ActionSession late = post().person("usr_1");
        late.challenge(SMS).open();
        post().clock.move(Duration.ofMinutes(5));
        assertThat(post().refusal(late.verify(SMS, post().outbox.lastCode(number(1)))))
                .isEqualTo(Refusal.EXPIRED);
    }

    @Test
    @Requirement("R54")
    default void whatAnOperatorWritesIsSaidByTheOtherEngineAtItsNextMessage() {
        post().texted("usr_1", number(1));
        post().texted("usr_2", number(2));
        ActionSession person = post().other.session(post().token("usr_1")).orElseThrow();
        person.challenge(SMS).open();
        assertThat(post().outbox.last(number(1)).text()).doesNotStartWith("From the desk");
        Settings set = post().mfa
                .operator("jane@acme")
                .updateSettings(settings ->
                        Templates.keep(settings, SMS, Locale.ENGLISH, "", "From the desk of {application}: {code}"));
        assertThat(Templates.kept(set, SMS, Locale.ENGLISH)).isPresent();
        post().other.session(post().token("usr_2")).orElseThrow().challenge(SMS).open();
        assertThat(post().outbox.last(number(2)).text())
                .startsWith("From the desk of ")
                .endsWith(post().outbox.lastCode(number(2)));
    }

    @Test
    @Requirement({"R24", "R25", "R30"})
    default void guessesAddUpOverChallengesResendsAndEnrolments() {
        post().texted("usr_1", number(1));
        ActionSession person = post().person("usr_1");
        person.challenge(SMS).open();
        for (int guess = 0; guess < 2; guess++) {
            person.verify(SMS, post().outbox.wrongCode()).refused();
        }
        post().clock.move(Duration.ofSeconds(30));
        person.challenge(SMS).open();
        person.verify(SMS, post().outbox.wrongCode()).refused();
        ActionSession another = post().person("usr_1");
        another.challenge(SMS).open();
        another.verify(SMS, post().outbox.wrongCode()).refused();
        Refused fifth = another.verify(SMS, post().outbox.wrongCode()).refused();
        assertThat(fifth.attemptsLeft()).isZero();
        int sent = post().outbox.size();
        for (Handle token : List.of(post().token("usr_1"), post().token("usr_1"))) {
            assertThat(post().session(token).challenge(SMS).refused().reason()).isEqualTo(Refusal.LOCKED);
        }
        assertThat(another.verify(SMS, post().outbox.lastCode(number(1)))
                        .refused()
                        .reason())
                .isEqualTo(Refusal.LOCKED);
        assertThat(post().outbox.size()).as("a locked type sends nothing").isEqualTo(sent);
        assertThat(post().mfa.operator("jane").unlock("usr_1", SMS)).isTrue();
        assertThat(post().person("usr_1").challenge(SMS)).isInstanceOf(Challenge.Open.class);
    }

    @Test
    @Requirement("R30")
    default void theConfirmationOfAnEnrolmentSharesTheLimit() {
        ActionSession person = post().person("usr_1");
        person.enroll(SMS, number(1)).open();
        for (int guess = 0; guess < 5; guess++) {
            assertThat(post().refusal(person.verify(SMS, post().outbox.wrongCode())))
                    .isEqualTo(Refusal.WRONG_RESPONSE);
        }
        assertThat(post().person("usr_1").enroll(SMS, number(2)).refused().reason())
                .isEqualTo(Refusal.LOCKED);
    }

    @Test
    @Requirement("R10")
    default void aCodeOfAnotherLengthOrAlphabetIsMalformedAndCountsNothing() {
        post().texted("usr_1", number(1));
        ActionSession person = post().person("usr_1");
        person.challenge(SMS).open();
        for (String malformed : List.of("", "12345", "1234567", "12345a", "\u0661\u0662\u0663\u0664\u0665\u0666")) {
            assertThat(post().refusal(person.verify(SMS, malformed)))
                    .as(malformed)
                    .isEqualTo(Refusal.MALFORMED);
        }
        String code = post().outbox.lastCode(number(1));
        String spaced = " " + code.substring(0, 3) + "-" + code.substring(3) + " ";
        assertThat(person.verify(SMS, spaced)).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    default void anOperatorSetsHowLongCodesAre() {
        post().texted("usr_1", number(1));
        assertThat(post().mfa
                        .operator("jane")
                        .updateSettings(settings -> settings.type(SMS, type -> type.parameter("digits", 8)))
                        .type(SMS)
                        .parameters())
                .containsEntry("digits", 8);
        ActionSession person = post().person("usr_1");
        assertThat(person.challenge(SMS).open().prompt()).isEqualTo(new Prompt.CodeSent("+64••••••001", 8));
        assertThat(post().outbox.lastCode(number(1))).hasSize(8);
        assertThat(person.verify(SMS, post().outbox.lastCode(number(1)))).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    default void aTypedCodeAnswersTheOpenChallengeOfItsTypeAndNoOther() {
        post().texted("usr_1", number(1));
        post().adopted("usr_1", EMAIL_OTP, "jane@shop.example");
        ActionSession person = post().person("usr_1");
        person.challenge(SMS).open();
        person.challenge(EMAIL_OTP).open();
        String texted = post().outbox.lastCode(number(1));
        String mailed = post().outbox.lastCode("jane@shop.example");
        if (!texted.equals(mailed)) {
            assertThat(post().refusal(person.verify(SMS, mailed))).isEqualTo(Refusal.WRONG_RESPONSE);
        }
        assertThat(person.verify(EMAIL_OTP, mailed)).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("R14")
    default void aPersonWithAnAppAndANumberChoosesEither() {
        ActionSession first = post().person("usr_1");
        PhoneApp app = PhoneApp.scan(first.enroll(AUTHENTICATOR_APP), post().clock);
        first.verify(AUTHENTICATOR_APP, app.code()).accepted();
        post().texted("usr_1", number(1));
        post().clock.move(Duration.ofMinutes(1));
        ActionSession byApp = post().person("usr_1");
        assertThat(byApp.verify(AUTHENTICATOR_APP, app.code())).isInstanceOf(Verification.Accepted.class);
        ActionSession byText = post().person("usr_1");
        byText.challenge(SMS).open();
        assertThat(byText.verify(SMS, post().outbox.lastCode(number(1)))).isInstanceOf(Verification.Accepted.class);
        Outbox.Message message = post().outbox.last(number(1));
        assertThat(message.text()).contains("Acme").contains("5 minutes");
    }
}
