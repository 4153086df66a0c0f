package io.mfaengine.examples.push;

import static io.mfaengine.examples.push.NumberMatching.PUSH;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.MfaEngine;
import io.mfaengine.Verification;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.method.RecoveryCodes;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A factor of one's own gets single use, limits, locks and the trail from the engine. */
final class NumberMatchingTest {
    private static final Intent TRANSFER = Intent.user("ann").action("transfer").detail("amount", "250");
    private static final String PHONE = "fcm:ann-phone-0000-4711";
    private static final Response.Poll POLL = new Response.Poll();

    private final MovableClock clock = MovableClock.at("2026-11-24T09:00:00Z");
    private final PairedPhone phone = new PairedPhone();
    private final MfaEngine mfa = MfaEngine.builder(MemoryStore.create(), KeyRing.generate())
            .clock(clock)
            .method(new NumberMatching(phone))
            .method(RecoveryCodes.of().rounds(1_000))
            .build();

    /** A phone that shows what it is asked, and whose person answers by hand. */
    private static final class PairedPhone implements NumberMatching.PushService {
        private String code = "";
        private Intent shown = TRANSFER;
        private Handle reply = Handle.of("none");
        private Delivery fate = Delivery.ACCEPTED;

        @Override
        public Delivery pair(NumberMatching.Device device, String sendId, String pairingCode) {
            code = pairingCode;
            return fate;
        }

        @Override
        public Delivery ask(NumberMatching.Device device, String sendId, Intent intent, Handle handle) {
            shown = intent;
            reply = handle;
            return fate;
        }
    }

    @Test
    @Requirement({"R12", "R61"})
    void theNumberOnTheScreenApprovesWhatThePhoneShows() {
        pair();
        Handle token = mfa.track(TRANSFER).token();
        ActionSession browser = person(token);
        String number = ask(browser);
        assertThat(phone.shown.details()).containsEntry("amount", "250");
        assertThat(refusal(browser.verify(PUSH, POLL))).isEqualTo(Refusal.NOT_YET);

        assertThat(approve(phone.reply, number)).isInstanceOf(Verification.Accepted.class);
        assertThat(browser.status().state()).isEqualTo(ActionState.CHALLENGE_SUCCEEDED);
        assertThat(browser.verify(PUSH, POLL)).isInstanceOf(Verification.Accepted.class);
        assertThat(mfa.validateChallenge(token, TRANSFER)
                        .clearance()
                        .intent("transfer")
                        .details())
                .containsEntry("amount", "250");
    }

    @Test
    @Requirement({"R12", "R22"})
    void anApprovalThatIsPlayedAgainIsRefused() {
        pair();
        Handle token = mfa.track(TRANSFER).token();
        String number = ask(person(token));
        Handle reply = phone.reply;
        approve(reply, number).accepted();
        assertThat(refusal(approve(reply, number))).isEqualTo(Refusal.ALREADY_USED);
        assertThat(mfa.validateChallenge(token, TRANSFER).isValid()).isTrue();
        assertThat(mfa.validateChallenge(token, TRANSFER).isValid()).isFalse();

        String next = ask(person());
        assertThat(refusal(approve(reply, next))).isEqualTo(Refusal.ALREADY_USED);
    }

    @Test
    @Requirement({"R24", "R25"})
    void aWrongNumberEndsTheQuestionAndFiveLockThePhone() {
        pair();
        for (int guess = 1; guess <= 5; guess++) {
            String number = ask(person());
            assertThat(refusal(approve(phone.reply, other(number)))).isEqualTo(Refusal.WRONG_RESPONSE);
            assertThat(mfa.opened(phone.reply)).isEmpty();
            assertThat(refusal(approve(phone.reply, number))).isEqualTo(guess < 5 ? Refusal.NOT_OPEN : Refusal.LOCKED);
            clock.move(Duration.ofMinutes(guess < 5 ? 20 : 0));
        }
        assertThat(person().challenge(PUSH).refused().reason()).isEqualTo(Refusal.LOCKED);
    }

    @Test
    void whoDeclinesEndsTheQuestionWithoutAGuess() {
        pair();
        ActionSession browser = person();
        String number = ask(browser);
        assertThat(refusal(mfa.respond(phone.reply, new Response.Declined()))).isEqualTo(Refusal.DECLINED);
        assertThat(refusal(browser.verify(PUSH, POLL))).isEqualTo(Refusal.NOT_OPEN);
        assertThat(refusal(approve(phone.reply, number))).isEqualTo(Refusal.NOT_OPEN);
        assertThat(browser.status().state()).isEqualTo(ActionState.CHALLENGE_REQUIRED);
    }

    @Test
    @Requirement("R22")
    void anAnswerOpensTheTabThatAskedAndNoOther() {
        pair();
        ActionSession one = person();
        String first = ask(one);
        Handle firstReply = phone.reply;
        ActionSession two = person();
        String second = ask(two);
        approve(phone.reply, second).accepted();
        assertThat(two.verify(PUSH, POLL)).isInstanceOf(Verification.Accepted.class);
        assertThat(refusal(one.verify(PUSH, POLL))).isEqualTo(Refusal.NOT_YET);
        approve(firstReply, first).accepted();
        assertThat(one.verify(PUSH, POLL)).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("R20")
    void askingAgainEndsTheOldNumber() {
        pair();
        ActionSession browser = person();
        String old = ask(browser);
        Handle oldReply = phone.reply;
        assertThat(browser.challenge(PUSH).refused().reason()).isEqualTo(Refusal.TOO_MANY_SENDS);
        clock.move(Duration.ofSeconds(30));
        String number = ask(browser);
        assertThat(refusal(approve(oldReply, old))).isEqualTo(Refusal.NOT_OPEN);
        assertThat(approve(phone.reply, number)).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("R19")
    void thePhoneHasTwoMinutes() {
        pair();
        String number = ask(person());
        clock.move(Duration.ofMinutes(2));
        assertThat(refusal(approve(phone.reply, number))).isEqualTo(Refusal.EXPIRED);
    }

    @Test
    @Requirement({"R10", "R41"})
    void aBrowserCannotApproveAndWhatIsNoNumberIsNoGuess() {
        pair();
        ActionSession browser = person();
        String number = ask(browser);
        assertThat(refusal(browser.verify(PUSH, number))).isEqualTo(Refusal.MALFORMED);
        assertThat(refusal(approve(phone.reply, ""))).isEqualTo(Refusal.MALFORMED);
        assertThat(refusal(approve(phone.reply, number + "0"))).isEqualTo(Refusal.MALFORMED);
        assertThat(approve(phone.reply, number)).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    void aMessageThatDidNotGoLeavesAnotherWay() {
        String recoveryCode = pair().recoveryCodes().get(0).reveal();
        phone.fate = Delivery.UNAVAILABLE;
        ActionSession browser = person();
        assertThat(browser.challenge(PUSH).refused().reason()).isEqualTo(Refusal.NOT_SENT);
        assertThat(browser.verify(AuthenticatorType.RECOVERY_CODE, recoveryCode))
                .isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("R50")
    void onlyWhoSeesThePhonePairsItAndNobodyElseAfterThat() {
        ActionSession browser = person();
        assertThat(browser.enroll(PUSH).refused().reason()).isEqualTo(Refusal.MALFORMED);
        assertThat(browser.enroll(PUSH, "my phone").refused().reason()).isEqualTo(Refusal.MALFORMED);
        Challenge.Open open = browser.enroll(PUSH, PHONE).open();
        assertThat(open.prompt()).isEqualTo(new Prompt.CodeSent("phone \u20264711", 6));
        assertThat(refusal(browser.verify(PUSH, "abc"))).isEqualTo(Refusal.MALFORMED);
        assertThat(refusal(browser.verify(PUSH, other(phone.code)))).isEqualTo(Refusal.WRONG_RESPONSE);
        browser.verify(PUSH, phone.code).accepted();

        ActionSession stranger =
                person(mfa.track(Intent.user("eve").action("sign-in")).token());
        stranger.enroll(PUSH, PHONE).open();
        assertThat(refusal(stranger.verify(PUSH, phone.code))).isEqualTo(Refusal.TAKEN);
    }

    @CanIgnoreReturnValue
    private Verification.Accepted pair() {
        ActionSession person =
                person(mfa.track(Intent.user("ann").action("sign-in")).token());
        person.enroll(PUSH, PHONE).open();
        return person.verify(PUSH, phone.code).accepted();
    }

    private ActionSession person() {
        return person(mfa.track(TRANSFER).token());
    }

    private ActionSession person(Handle token) {
        return mfa.session(token).orElseThrow();
    }

    /** Asks on the phone, and gives the number that the browser shows. */
    private static String ask(ActionSession browser) {
        return ((Prompt.Approve) browser.challenge(PUSH).open().prompt()).number();
    }

    private Verification approve(Handle reply, String number) {
        return mfa.respond(reply, new Response.Approved(number));
    }

    /** Another number of the same length. */
    private static String other(String number) {
        return (number.charAt(0) == '9' ? "0" : "9") + number.substring(1);
    }

    private static Refusal refusal(Verification answer) {
        return answer.refused().reason();
    }
}
