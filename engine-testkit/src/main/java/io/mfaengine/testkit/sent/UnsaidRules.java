package io.mfaengine.testkit.sent;

import static io.mfaengine.model.AuthenticatorType.EMAIL_MAGIC_LINK;
import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.MfaEngine;
import io.mfaengine.UserQuery;
import io.mfaengine.UserUpdate;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Response;
import io.mfaengine.model.Secret;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.Outbox;
import io.mfaengine.testkit.Overheard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No code, number, address or link is said: not in a log, an event, an exception or what a value prints of itself. */
interface UnsaidRules extends SentRules {
    @Test
    @Requirement({"R88", "R91", "I7"})
    default void whatIsSentAndWhereToIsNeverSaid() {
        String phone = "+64279876543";
        String mail = "jane.canary@shop.example";
        List<String> secrets = new ArrayList<>(List.of("279876543", "27 987 6543", "jane.canary"));
        try (Overheard said = new Overheard()) {
            MfaEngine mfa = post().mfa;
            UserUpdate update = UserUpdate.nothing().verifiedEmail(mail).phoneNumber(phone);
            said.add(update, mfa.updateUser("usr_1", update), mfa.getUser("usr_1"));
            said.add(mfa.enrollVerifiedAuthenticator("usr_1", SMS, Secret.of(phone)));
            ActionSession person = post().manager("usr_1", SMS, phone);
            for (var type : List.of(EMAIL_OTP, EMAIL_MAGIC_LINK)) {
                Challenge asked = person.enroll(type, mail);
                said.add(asked, asked.open().prompt(), person.status());
                said.add(
                        type.equals(EMAIL_OTP)
                                ? person.verify(
                                        type, Response.Code.of(post().outbox.lastCode(mail)))
                                : mfa.respond(post().outbox.lastReply(mail), new Response.Approved("")));
            }
            said.add(mfa.getAuthenticators("usr_1"));
            post().clock.move(Duration.ofHours(2));
            ActionSession next = post().person("usr_1");
            post().outbox.answer(message -> {
                throw new IllegalStateException("can't send " + message + message.text());
            });
            said.add(next.challenge(SMS));
            post().outbox.answer(message -> Delivery.REFUSED);
            said.add(next.challenge(EMAIL_OTP), next.challenge(EMAIL_MAGIC_LINK));
            said.add(next.verify(EMAIL_OTP, post().outbox.wrongCode()));
            said.add(next.verify(SMS, Response.Code.of(post().outbox.lastCode(phone))));
            Handle reply = post().outbox.lastReply(mail);
            said.add(reply, mfa.opened(reply), mfa.respond(reply, new Response.Declined()));
            said.thrown(() -> mfa.enrollVerifiedAuthenticator("usr_2", EMAIL_OTP, Secret.of(mail + "@")));
            said.thrown(() -> mfa.enrollVerifiedAuthenticator("usr_2", SMS, Secret.of(phone + "000000")));
            said.thrown(() -> UserUpdate.nothing().phoneNumber(phone + "000000"));
            said.thrown(() -> UserQuery.email(mail + "@"));
            said.add(UserQuery.email(mail), UserQuery.phoneNumber(phone));
            said.add(post().events, mfa.operator("jane").trail("usr_1"), mfa);
            for (Outbox.Message message : post().outbox.messages()) {
                secrets.add(
                        message.text().contains("https://")
                                ? post().outbox.lastReply(mail).value()
                                : message.text().replaceAll("(?s).*?(?<![0-9])([0-9]{6})(?![0-9]).*", "$1"));
            }
            assertThat(secrets).hasSizeGreaterThan(7);
            said.saysNoneOf(secrets);
            assertThat(said.all()).contains("usr_1", "message.failed");
        }
    }
}
