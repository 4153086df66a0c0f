package io.mfaengine.testkit.sent;

import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.model.AuthenticatorType.WHATSAPP;
import static io.mfaengine.testkit.sent.Post.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mfaengine.MfaEngine;
import io.mfaengine.UserUpdate;
import io.mfaengine.delivery.Template;
import io.mfaengine.delivery.Templates;
import io.mfaengine.method.SmsCode;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What an application decides of what its messages say. */
interface WordedRules extends SentRules {
    private SmsCode texts() {
        return SmsCode.of("Acme", post().outbox.sms(), "NZ");
    }

    /** What is sent to a user's number, with X for the code. */
    private String said(SmsCode method, String userId) {
        MfaEngine mfa = post().bare(post().store).method(method).build();
        mfa.session(mfa.track(Post.signIn(userId)).token())
                .orElseThrow()
                .challenge(method.type())
                .open();
        return post().outbox.last(number(1)).text().replace(post().outbox.lastCode(number(1)), "X");
    }

    @Test
    default void aBoundShortMessageEndsWithTheSiteAndTheCode() {
        post().texted("usr_1", number(1));
        post().adopted("usr_2", WHATSAPP, number(1));
        SmsCode whatsApp = SmsCode.whatsApp("Acme", post().outbox.sms(), "NZ");

        assertThat(said(texts().boundTo("shop.example"), "usr_1"))
                .isEqualTo(said(texts(), "usr_1") + "\n\n@shop.example #X")
                .startsWith("X");
        assertThat(said(whatsApp.boundTo("shop.example"), "usr_2")).isEqualTo(said(whatsApp, "usr_2"));
    }

    @Test
    default void aMessageIsBoundToTheNameOfAHostOnly() {
        SmsCode method = texts();
        for (String host : List.of("", "https://shop.example", "shop.example/", "shop example", "shop.example #1")) {
            assertThatIllegalArgumentException().as(host).isThrownBy(() -> method.boundTo(host));
        }
    }

    @Test
    default void aMessageSaysWhatTheApplicationWroteAndCallsThePersonByTheirName() {
        Templates own =
                Templates.standard().with(SMS, Locale.ENGLISH, Template.sms("{name}, {code} is for {application}"));
        post().texted("usr_1", number(1));

        assertThat(said(texts().templates(own), "usr_1")).isEqualTo(", X is for Acme");
        assertThat(post().mfa
                        .updateUser("usr_1", UserUpdate.nothing().displayName("Ada"))
                        .displayName())
                .isEqualTo("Ada");
        assertThat(said(texts().templates(own), "usr_1")).isEqualTo("Ada, X is for Acme");
        assertThat(said(texts().templates(own).boundTo("shop.example"), "usr_1"))
                .isEqualTo("Ada, X is for Acme\n\n@shop.example #X");
    }
}
