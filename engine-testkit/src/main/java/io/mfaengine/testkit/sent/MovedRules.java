package io.mfaengine.testkit.sent;

import static io.mfaengine.model.AuthenticatorType.EMAIL_MAGIC_LINK;
import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.testkit.sent.Post.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mfaengine.ActionSession;
import io.mfaengine.UserUpdate;
import io.mfaengine.Verification;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.Handle;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import io.mfaengine.model.User;
import io.mfaengine.requirements.Requirement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A number that was mistyped, moved, shared or handed on never lets one person answer for another. */
interface MovedRules extends SentRules {
    @Test
    @Requirement("I6")
    default void aCodeThatWentToTheOldNumberIsDeadOnceTheNumberIsChanged() {
        post().texted("usr_1", number(1));
        ActionSession person = post().person("usr_1");
        person.challenge(SMS).open();
        String code = post().outbox.lastCode(number(1));
        User moved = post().mfa.updateUser("usr_1", UserUpdate.nothing().verifiedPhoneNumber(number(2)));
        assertThat(moved.phoneNumber()).isEqualTo(number(2));
        assertThat(moved.phoneNumberVerified()).isTrue();
        assertThat(post().refusal(person.verify(SMS, code))).isEqualTo(Refusal.NOT_OPEN);

        ActionSession next = post().person("usr_1");
        next.challenge(SMS).open();
        assertThat(post().outbox.messages())
                .last()
                .satisfies(message -> assertThat(message.to()).isEqualTo(number(2)));
        assertThat(next.verify(SMS, post().outbox.lastCode(number(2)))).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("R51")
    default void whereAnAuthenticatorMovedFromIsTold() {
        post().texted("usr_1", number(1));
        assertThat(post().mfa
                        .updateUser("usr_1", UserUpdate.nothing().verifiedPhoneNumber(number(2)))
                        .phoneNumber())
                .isEqualTo(number(2));
        List<MfaEvent> told = post().events.stream()
                .filter(event -> event.type().equals("authenticator.moved"))
                .toList();
        assertThat(told)
                .singleElement()
                .satisfies(event -> assertThat(event.addresses()).containsExactly(number(1)));
        Authenticator moved = post().mfa.getAuthenticators("usr_1").get(0);
        assertThat(moved.address()).isEqualTo(number(2));
        assertThat(moved.label()).isEqualTo("+64••••••002");
    }

    @Test
    @Requirement("I6")
    default void aLinkThatWentToTheOldMailboxIsDeadOnceTheAddressIsChanged() {
        post().adopted("usr_1", EMAIL_MAGIC_LINK, "old@shop.example");
        post().adopted("usr_1", EMAIL_OTP, "old@shop.example");
        ActionSession person = post().person("usr_1");
        person.challenge(EMAIL_MAGIC_LINK).open();
        Handle old = post().outbox.lastReply("old@shop.example");
        assertThat(post().mfa
                        .updateUser("usr_1", UserUpdate.nothing().verifiedEmail("new@shop.example"))
                        .emailVerified())
                .isTrue();
        assertThat(post().refusal(post().mfa.respond(old, new Response.Approved(""))))
                .isEqualTo(Refusal.NOT_OPEN);
        assertThat(post().mfa.getAuthenticators("usr_1"))
                .extracting(Authenticator::address)
                .doesNotContain("old@shop.example");
    }

    @Test
    @Requirement("I6")
    default void aCodeForAnAuthenticatorThatWasRemovedIsDead() {
        post().texted("usr_1", number(1));
        post().texted("usr_1", number(2));
        ActionSession person = post().person("usr_1");
        Authenticator second = post().mfa.getAuthenticators("usr_1").stream()
                .filter(authenticator -> number(2).equals(authenticator.address()))
                .findFirst()
                .orElseThrow();
        person.challenge(second.id()).open();
        String code = post().outbox.lastCode(number(2));
        assertThat(post().mfa.deleteAuthenticator("usr_1", second.id())).isTrue();
        assertThat(post().refusal(person.verify(SMS, code))).isEqualTo(Refusal.NOT_OPEN);
    }

    @Test
    @Requirement({"I6", "R50"})
    default void twoUsersOfOneNumberNeverAnswerForEachOther() {
        post().texted("usr_1", number(1));
        post().texted("usr_2", number(1));
        ActionSession one = post().person("usr_1");
        ActionSession two = post().person("usr_2");
        one.challenge(SMS).open();
        String first = post().outbox.lastCode(number(1));
        two.challenge(SMS).open();
        String second = post().outbox.lastCode(number(1));
        if (!first.equals(second)) {
            assertThat(post().refusal(two.verify(SMS, first))).isEqualTo(Refusal.WRONG_RESPONSE);
            assertThat(post().refusal(one.verify(SMS, second))).isEqualTo(Refusal.WRONG_RESPONSE);
        }
        assertThat(two.verify(SMS, second)).isInstanceOf(Verification.Accepted.class);
        assertThat(one.verify(SMS, first)).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("I6")
    default void aMistypedNumberEnrolsNothingUntilItsCodeComesBack() {
        ActionSession person = post().person("usr_1");
        person.enroll(SMS, number(8)).open();
        String strangers = post().outbox.lastCode(number(8));
        post().clock.move(Duration.ofSeconds(30));
        person.enroll(SMS, number(1)).open();
        String mine = post().outbox.lastCode(number(1));
        if (!strangers.equals(mine)) {
            assertThat(post().refusal(person.verify(SMS, strangers))).isEqualTo(Refusal.WRONG_RESPONSE);
        }
        person.verify(SMS, mine).accepted();
        assertThat(post().mfa.getAuthenticators("usr_1"))
                .extracting(Authenticator::address)
                .contains(number(1))
                .doesNotContain(number(8));
    }

    @Test
    default void anUnverifiedChangeMovesNoAuthenticator() {
        post().texted("usr_1", number(1));
        User user = post().mfa.updateUser("usr_1", UserUpdate.nothing().phoneNumber(number(2)));
        assertThat(user.phoneNumber()).isEqualTo(number(2));
        assertThat(user.phoneNumberVerified()).isFalse();
        assertThat(post().mfa.getAuthenticators("usr_1").get(0).address()).isEqualTo(number(1));
    }

    @Test
    @Requirement("R50")
    default void anAuthenticatorDoesNotMoveWhereItMayNotBe() {
        post().texted("usr_1", number(1));
        IntStream.range(10, 15).forEach(user -> post().texted("usr_" + user, number(2)));
        for (String number : List.of(number(2), "+1 212 555 2368")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            post().mfa.updateUser("usr_1", UserUpdate.nothing().verifiedPhoneNumber(number)));
        }
        assertThat(post().mfa.getUser("usr_1").phoneNumber()).isEqualTo(number(1));
        assertThat(post().mfa.getAuthenticators("usr_1").get(0).address()).isEqualTo(number(1));
    }
}
