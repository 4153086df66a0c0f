package io.mfaengine.testkit.sent;

import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.testkit.sent.Post.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.TrackRequest;
import io.mfaengine.UserUpdate;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.Outbox;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What messages say. */
interface MailedRules extends SentRules {
    @Test
    @Requirement("R42")
    default void noCodeIsInASubject() {
        post().adopted("usr_1", EMAIL_OTP, "jane@shop.example");
        post().person("usr_1").challenge(EMAIL_OTP).open();
        Outbox.Message message = post().outbox.last("jane@shop.example");
        assertThat(message.subject()).isEqualTo("Your Acme code");
        assertThat(message.text()).contains(post().outbox.lastCode("jane@shop.example"));
        assertThat(message.subject()).doesNotContainPattern("[0-9]");
    }

    @Test
    default void aMessageSpeaksTheLanguageOfTheActionElseOfTheUserElseEnglish() {
        post().texted("usr_1", number(1));
        post().person("usr_1").challenge(SMS).open();
        assertThat(post().outbox.last(number(1)).text()).contains("is your Acme code");
        assertThat(post().mfa
                        .updateUser("usr_1", UserUpdate.nothing().locale(Locale.forLanguageTag("de-CH")))
                        .locale())
                .isNotNull();
        post().person("usr_1").challenge(SMS).open();
        assertThat(post().outbox.last(number(1)).text()).contains("ist Ihr Code");
        ActionSession english = post().session(post().mfa
                .track(TrackRequest.of(Post.signIn("usr_1")).locale(Locale.UK))
                .token());
        english.challenge(SMS).open();
        assertThat(post().outbox.last(number(1)).text()).contains("is your Acme code");
    }
}
