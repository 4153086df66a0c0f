package io.mfaengine.examples.shop;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.EMAIL_MAGIC_LINK;
import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.UserQuery;
import io.mfaengine.UserUpdate;
import io.mfaengine.Verification.Accepted;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.examples.shop.Shop.Reply;
import io.mfaengine.examples.shop.Shop.Transfer;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.method.EmailCode;
import io.mfaengine.method.EmailLink;
import io.mfaengine.method.RecoveryCodes;
import io.mfaengine.method.SmsCode;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.Handle;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import io.mfaengine.testkit.MovableClock;
import io.mfaengine.testkit.Outbox;
import io.mfaengine.testkit.PhoneApp;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a shop tests what it does with the engine: a store in memory, a clock that it moves, and an outbox that it reads. */
final class ShopTest {
    private static final String ANNS_NUMBER = "+64271000001";
    private static final String BOBS_ADDRESS = "bob@mail.example";
    private static final String CARLS_ADDRESS = "carl@mail.example";
    private static final URI LINK_PAGE = URI.create("https://shop.example/link");

    private final MovableClock clock = MovableClock.at("2026-11-01T09:00:00Z");
    private final Outbox outbox = Outbox.create();
    private final List<MfaEvent> events = new ArrayList<>();
    private final MfaEngine mfa = MfaEngine.builder(MemoryStore.create(), KeyRing.generate())
            .clock(clock)
            .method(AuthenticatorApp.of("Shop"))
            .method(SmsCode.of("Shop", outbox.sms(), "NZ"))
            .method(EmailCode.of("Shop", outbox.email()))
            .method(EmailLink.of("Shop", outbox.email(), LINK_PAGE))
            .method(RecoveryCodes.of().rounds(1_000))
            .onEvent(events::add)
            .build();
    private final Shop shop = new Shop(mfa);

    @Test
    void customersSignUpByTextMessageByEmailAndByLink() {
        Reply ann = shop.signIn("ann");
        pages(ann).enroll(SMS, "027 100 0001").open();
        pages(ann).verify(SMS, outbox.lastCode(ANNS_NUMBER)).accepted();
        assertThat(shop.signedIn("ann", ann.token()).page()).isEqualTo("welcome ann");

        Reply bob = shop.signIn("bob");
        pages(bob).enroll(EMAIL_OTP, "Bob@Mail.example").open();
        pages(bob).verify(EMAIL_OTP, outbox.lastCode(BOBS_ADDRESS)).accepted();
        assertThat(shop.signedIn("bob", bob.token()).page()).isEqualTo("welcome bob");

        Reply carl = shop.signIn("carl");
        pages(carl).enroll(EMAIL_MAGIC_LINK, CARLS_ADDRESS).open();
        assertThat(outbox.lastLink(CARLS_ADDRESS).getHost()).isEqualTo("shop.example");
        assertThat(shop.signedIn("carl", carl.token()).page()).isEqualTo("no");
        follow(CARLS_ADDRESS);
        assertThat(shop.signedIn("carl", carl.token()).page()).isEqualTo("welcome carl");
    }

    @Test
    void aTransferIsTheOneThatWasAgreedToAndHappensOnce() {
        signUpAnn();
        days(3);
        Transfer rent = new Transfer("t-1", "ann", "100.00", "Landlord");
        Reply reply = shop.transfer(rent);
        assertThat(pages(reply).status().intent().details()).containsEntry("to", "Landlord");
        passByText(reply.token());

        Transfer other = new Transfer("t-1", "ann", "9000.00", "Landlord");
        assertThat(shop.transferred(other, reply.token()).page()).isEqualTo("no");
        assertThat(shop.transferred(rent, reply.token()).page()).isEqualTo("paid 100.00");
        assertThat(shop.transferred(rent, reply.token()).page()).isEqualTo("no");
        assertThat(shop.paid()).containsExactly("100.00 to Landlord");
    }

    @Test
    void whoseNumberTheShopHasProvedIsAskedThereFromThenOn() {
        signUpAnn();
        days(10);
        assertThat(mfa.updateUser("ann", UserUpdate.nothing().verifiedPhoneNumber("+64 27 100 0002"))
                        .phoneNumber())
                .isEqualTo("+64271000002");
        assertThat(events).last().satisfies(event -> {
            assertThat(event.type()).isEqualTo("authenticator.moved");
            assertThat(event.addresses()).containsExactly(ANNS_NUMBER); // where to warn her
        });

        Reply ann = shop.signIn("ann");
        pages(ann).challenge(SMS).open();
        pages(ann).verify(SMS, outbox.lastCode("+64271000002")).accepted();
        assertThat(shop.signedIn("ann", ann.token()).page()).isEqualTo("welcome ann");
    }

    @Test
    void whoLosesThePhoneComesInByRecoveryCodeAndPairsANewOne() {
        Reply dora = shop.signIn("dora");
        PhoneApp lost = PhoneApp.scan(pages(dora).enroll(AUTHENTICATOR_APP), clock);
        Accepted enrolled = pages(dora).verify(AUTHENTICATOR_APP, lost.code()).accepted();
        days(12);

        Reply back = shop.signIn("dora");
        pages(back)
                .verify(RECOVERY_CODE, enrolled.recoveryCodes().get(0).reveal())
                .accepted();
        assertThat(shop.signedIn("dora", back.token()).page()).isEqualTo("welcome dora");

        ActionSession settings = pages(shop.settings("dora"));
        assertThat(settings.enroll(AUTHENTICATOR_APP).refused().reason()).isEqualTo(Refusal.CHALLENGE_FIRST);
        settings.verify(RECOVERY_CODE, enrolled.recoveryCodes().get(1).reveal()).accepted();
        PhoneApp phone = PhoneApp.scan(settings.enroll(AUTHENTICATOR_APP), clock);
        settings.verify(AUTHENTICATOR_APP, phone.code()).accepted();
        settings.remove(enrolled.authenticator().id()).done();

        clock.move(Duration.ofSeconds(30)); // the code that enrolled it is used up
        Reply next = shop.signIn("dora");
        assertThat(pages(next).verify(AUTHENTICATOR_APP, lost.code()).refused().reason())
                .isEqualTo(Refusal.WRONG_RESPONSE);
        pages(next).verify(AUTHENTICATOR_APP, phone.code()).accepted();
        assertThat(shop.signedIn("dora", next.token()).page()).isEqualTo("welcome dora");
    }

    @Test
    void fiveWrongCodesLockTextMessagesUntilTheWaitIsOver() {
        String recoveryCode = signUpAnn().recoveryCodes().get(0).reveal();
        days(1);
        Reply guesser = shop.signIn("ann");
        pages(guesser).challenge(SMS).open();
        for (int left = 4; left >= 0; left--) {
            assertThat(pages(guesser).verify(SMS, outbox.wrongCode()).refused().attemptsLeft())
                    .isEqualTo(left);
        }
        Reply ann = shop.signIn("ann");
        assertThat(pages(ann).challenge(SMS).refused().reason()).isEqualTo(Refusal.LOCKED);
        assertThat(pages(ann).verify(RECOVERY_CODE, recoveryCode)).isInstanceOf(Accepted.class);

        clock.move(Duration.ofSeconds(30));
        Reply later = shop.signIn("ann");
        passByText(later.token());
        assertThat(shop.signedIn("ann", later.token()).page()).isEqualTo("welcome ann");
    }

    @Test
    void aMessageThatDidNotComeIsSentAgainAfterAWhile() {
        signUpAnn();
        days(1);
        Reply ann = shop.signIn("ann");
        assertThat(pages(ann).challenge(SMS).open().resendAt())
                .isEqualTo(clock.instant().plusSeconds(30));
        assertThat(pages(ann).challenge(SMS).refused().reason()).isEqualTo(Refusal.TOO_MANY_SENDS);
        clock.move(Duration.ofSeconds(30));
        passByText(ann.token());
    }

    @Test
    void whoIsErasedIsAStranger() {
        signUpAnn();
        days(20);
        Reply open = shop.signIn("ann");
        assertThat(mfa.queryUsers(UserQuery.phoneNumber(ANNS_NUMBER))).hasSize(1);
        assertThat(mfa.deleteUser("ann")).isTrue();
        assertThat(mfa.queryUsers(UserQuery.phoneNumber(ANNS_NUMBER))).isEmpty();
        assertThat(pages(open).challenge(SMS).refused().reason()).isEqualTo(Refusal.EXPIRED);
        assertThat(mfa.getUser("ann").isEnrolled()).isFalse();
    }

    @Test
    void aMonthGoesBy() {
        signUpAnn();
        Reply first = shop.signIn("dora");
        PhoneApp doras = PhoneApp.scan(pages(first).enroll(AUTHENTICATOR_APP), clock);
        pages(first).verify(AUTHENTICATOR_APP, doras.code()).accepted();
        for (int day = 1; day <= 30; day++) {
            days(1);
            Reply ann = shop.signIn("ann");
            passByText(ann.token());
            assertThat(shop.signedIn("ann", ann.token()).page()).isEqualTo("welcome ann");

            Transfer draft = new Transfer("t-" + day, "dora", day + ".00", "Ann");
            Reply dora = shop.transfer(draft);
            pages(dora).verify(AUTHENTICATOR_APP, doras.code()).accepted();
            assertThat(shop.transferred(draft, dora.token()).page()).startsWith("paid");
        }
        assertThat(shop.paid()).hasSize(30).endsWith("30.00 to Ann");
        assertThat(outbox.size()).isEqualTo(31);
        assertThat(mfa.getAuthenticators("ann"))
                .extracting(Authenticator::type)
                .containsExactlyInAnyOrder(SMS, RECOVERY_CODE);
        assertThat(mfa.operator("test").trail("dora").isWhole()).isTrue();
    }

    private Accepted signUpAnn() {
        Reply ann = shop.signIn("ann");
        pages(ann).enroll(SMS, ANNS_NUMBER).open();
        return pages(ann).verify(SMS, outbox.lastCode(ANNS_NUMBER)).accepted();
    }

    private void passByText(Handle token) {
        pages(token).challenge(SMS).open();
        pages(token).verify(SMS, outbox.lastCode(ANNS_NUMBER)).accepted();
    }

    /** Opens the link of the last e-mail, anywhere, and says yes. */
    private void follow(String address) {
        Handle reply = outbox.lastReply(address);
        assertThat(mfa.opened(reply)).isPresent();
        mfa.respond(reply, new Response.Approved("")).accepted();
    }

    private ActionSession pages(Reply reply) {
        return pages(reply.token());
    }

    private ActionSession pages(Handle token) {
        return mfa.session(token).orElseThrow();
    }

    private void days(int count) {
        clock.move(Duration.ofDays(count));
    }
}
