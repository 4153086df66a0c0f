package io.mfaengine.testkit.sent;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.EMAIL_MAGIC_LINK;
import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.model.AuthenticatorType.WHATSAPP;
import static io.mfaengine.testkit.sent.Post.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mfaengine.ActionSession;
import io.mfaengine.Refused;
import io.mfaengine.TrackRequest;
import io.mfaengine.Verification;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Secret;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.testkit.Race;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which addresses can be enrolled, by whom, and how often. */
interface AddressRules extends SentRules {
    @Test
    @Requirement("R37")
    default void aNumberThatCanNotGetAMessageOrIsOfAnotherCountryIsRefusedBeforeAnyProvider() {
        ActionSession person = post().person("usr_1");
        List<String> malformed = List.of(
                "",
                "027 123 4567", // two countries are listed: whose is it?
                "+64",
                "+642712345678901234",
                "+64 27 123 4567 ext. 5",
                "+64 27 FLOWERS",
                "+64\u0000271234567",
                "+1 900 555 0123",
                "+44 871 123 4567",
                "+64 900 12345");
        for (String number : malformed) {
            Refused refused = person.enroll(SMS, number).refused();
            assertThat(refused.reason()).as(number).isEqualTo(Refusal.MALFORMED);
        }
        assertThat(person.enroll(SMS, "+1 212 555 2368").refused().reason()).isEqualTo(Refusal.NOT_PERMITTED);
        assertThat(person.enroll(WHATSAPP, "+61 412 345 678").refused().reason())
                .isEqualTo(Refusal.NOT_PERMITTED);
        assertThat(post().outbox.messages()).isEmpty();
        assertThat(post().mfa.getUser("usr_1").isEnrolled()).isFalse();
    }

    @Test
    default void whatIsNoMailAddressIsMalformed() {
        ActionSession person = post().person("usr_1");
        for (String address : List.of(
                "",
                "jane",
                "jane@",
                "@shop.example",
                "jane@@shop.example",
                "ja ne@shop.example",
                "jane@localhost",
                "jane@192.0.2.1",
                "jane\r\nBcc: x@y.example@shop.example",
                ".jane@shop.example",
                "j".repeat(65) + "@shop.example",
                "jane@" + "shop.".repeat(60) + "example")) {
            for (AuthenticatorType type : List.of(EMAIL_OTP, EMAIL_MAGIC_LINK)) {
                assertThat(person.enroll(type, address).refused().reason())
                        .as(address)
                        .isEqualTo(Refusal.MALFORMED);
            }
        }
        assertThat(post().outbox.messages()).isEmpty();
    }

    @Test
    @Requirement("R49")
    default void theHostEnrolsWhatItHasProvedWithoutAMessageAndTheTrailSaysSo() {
        post().mfa
                .enrollVerifiedAuthenticator("usr_1", SMS, Secret.of("+64 27 100 0001"))
                .accepted();
        assertThat(post().outbox.messages()).isEmpty();
        assertThat(post().mfa.getUser("usr_1").isEnrolled()).isTrue();
        assertThat(post().mfa.getUser("usr_1").phoneNumber()).isEqualTo(number(1));
        assertThat(post().events)
                .filteredOn(event -> event.type().equals("authenticator.enrolled"))
                .extracting(event -> event.attributes().get("origin"))
                .containsExactly("host");

        for (AuthenticatorType type : List.of(EMAIL_OTP, EMAIL_MAGIC_LINK)) {
            Secret jane = Secret.of("jane@shop.example");
            Verification refused = post().mfa.enrollVerifiedAuthenticator("usr_1", type, jane);
            assertThat(post().refusal(refused)).isEqualTo(Refusal.CHALLENGE_FIRST);
            post().mfa
                    .enrollVerifiedAuthenticator("usr_1", type, jane, TrackRequest.Scope.ADD_AUTHENTICATORS)
                    .accepted();
        }
        assertThat(post().events)
                .filteredOn(event -> event.type().equals("authenticator.enrolled"))
                .extracting(event -> event.attributes().get("override"))
                .containsExactly("false", "true", "true");
        assertThat(post().outbox.messages()).isEmpty();
        assertThat(post().mfa.getAuthenticators("usr_1"))
                .extracting(Authenticator::address)
                .contains(number(1), "jane@shop.example");
    }

    @Test
    @Requirement("R49")
    default void whatTheHostHasProvedIsCheckedAllTheSame() {
        for (String number : List.of("", "12", "+1 900 555 0123", "x")) {
            assertThatIllegalArgumentException()
                    .as(number)
                    .isThrownBy(() -> post().texted("usr_1", number))
                    .withMessageContaining("phoneNumber must be");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> post().adopted("usr_1", EMAIL_OTP, "jane@@shop.example"))
                .withMessageContaining("email must be");
        Verification american = post().mfa.enrollVerifiedAuthenticator("usr_1", SMS, Secret.of("+12125552368"));
        assertThat(post().refusal(american)).isEqualTo(Refusal.NOT_PERMITTED);
        assertThat(post().mfa.getUser("usr_1").createdAt()).isNull();
    }

    @Test
    @Requirement("R50")
    default void fiveUsersMayHaveOneNumberAndASixthMayNot() {
        IntStream.range(0, 5).forEach(user -> post().texted("usr_" + user, number(1)));
        Verification sixth = post().mfa.enrollVerifiedAuthenticator("usr_5", SMS, Secret.of(number(1)));
        assertThat(post().refusal(sixth)).isEqualTo(Refusal.TAKEN);
        ActionSession person = post().person("usr_6");
        person.enroll(SMS, number(1)).open();
        assertThat(post().refusal(person.verify(SMS, post().outbox.lastCode(number(1)))))
                .isEqualTo(Refusal.TAKEN);

        assertThat(post().mfa.deleteUser("usr_2")).isTrue();
        post().texted("usr_5", number(1));
        Authenticator mine = post().mfa.getAuthenticators("usr_3").get(0);
        assertThat(post().mfa.deleteAuthenticator("usr_3", mine.id())).isTrue();
        post().texted("usr_6", number(1));
    }

    @Test
    @Requirement("R50")
    default void ofManyUsersWhoEnrolOneNumberAtOnceFiveMay() {
        Race.rounds(2, (race, round) -> {
            String number = number(100 + round);
            List<Verification> answers = race.all(runner -> post().node(runner)
                    .enrollVerifiedAuthenticator("usr_" + round + "_" + runner, SMS, Secret.of(number)));
            assertThat(answers)
                    .filteredOn(Verification.Accepted.class::isInstance)
                    .hasSize(5);
        });
    }

    @Test
    default void oneUserEnrolsAnAddressOnce() {
        post().texted("usr_1", number(1));
        Verification again = post().mfa
                .enrollVerifiedAuthenticator("usr_1", SMS, Secret.of(number(1)), TrackRequest.Scope.ADD_AUTHENTICATORS);
        assertThat(post().refusal(again)).isEqualTo(Refusal.TAKEN);
        ActionSession manager = post().manager("usr_1", SMS, number(1));
        assertThat(manager.enroll(SMS, "+64 27 1000 001").refused().reason()).isEqualTo(Refusal.TAKEN);
    }

    @Test
    @Requirement("R14")
    default void oneUserAdoptsASeedOnce() {
        Secret seed = Secret.of("otpauth://totp/Acme:x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        post().mfa.enrollVerifiedAuthenticator("usr_1", AUTHENTICATOR_APP, seed).accepted();
        Verification again = post().mfa
                .enrollVerifiedAuthenticator("usr_1", AUTHENTICATOR_APP, seed, TrackRequest.Scope.ADD_AUTHENTICATORS);
        assertThat(post().refusal(again)).isEqualTo(Refusal.TAKEN);
        post().mfa.enrollVerifiedAuthenticator("usr_2", AUTHENTICATOR_APP, seed).accepted();
    }

    @Test
    @Requirement("R53")
    default void whatOnePhoneOrOneMailboxAnswersIsOneFactor() {
        post().texted("usr_1", number(1));
        post().adopted("usr_1", WHATSAPP, number(1));
        post().adopted("usr_1", EMAIL_OTP, "jane@shop.example");
        post().adopted("usr_1", EMAIL_MAGIC_LINK, "Jane+mfa@shop.example");
        post().adopted("usr_1", EMAIL_OTP, "work@shop.example");
        List<Authenticator> held = post().mfa.getAuthenticators("usr_1").stream()
                .filter(authenticator -> !authenticator.type().equals(AuthenticatorType.RECOVERY_CODE))
                .toList();
        assertThat(held).hasSize(5);
        assertThat(held.stream().map(Authenticator::destination).distinct()).hasSize(3);
        assertThat(held.get(0).destination()).isEqualTo(held.get(1).destination());
        assertThat(held.get(2).destination()).isEqualTo(held.get(3).destination());
        assertThat(held).noneMatch(authenticator -> authenticator.destination().contains("jane"));
    }

    @Test
    @Requirement("R90")
    default void thePersonsSideNeverSeesAWholeAddress() {
        post().texted("usr_1", number(1));
        post().adopted("usr_1", EMAIL_OTP, "jane@shop.example");
        ActionSession person = post().person("usr_1");
        assertThat(person.status().authenticators())
                .allSatisfy(authenticator -> {
                    assertThat(authenticator.address()).isNull();
                    assertThat(authenticator.label()).doesNotContain("271000").doesNotContain("jane");
                })
                .extracting(Authenticator::label)
                .contains("+64••••••001", "j•••@shop.example");
    }

    @Test
    @Requirement("R51")
    default void everyChangeIsToldWithTheAddressesKnownBeforeIt() {
        ActionSession first = post().person("usr_1");
        PhoneApp app = PhoneApp.scan(first.enroll(AUTHENTICATOR_APP), post().clock);
        first.verify(AUTHENTICATOR_APP, app.code()).accepted();
        post().texted("usr_1", number(1));
        post().adopted("usr_1", EMAIL_OTP, "jane@shop.example");
        assertThat(told("authenticator.enrolled"))
                .extracting(MfaEvent::addresses)
                .containsExactly(List.of(), List.of(), List.of(number(1)));

        Authenticator texted = post().mfa.getAuthenticators("usr_1").stream()
                .filter(authenticator -> authenticator.type().equals(SMS))
                .findFirst()
                .orElseThrow();
        assertThat(post().mfa.deleteAuthenticator("usr_1", texted.id())).isTrue();
        assertThat(told("authenticator.removed"))
                .extracting(MfaEvent::addresses)
                .containsExactly(List.of(number(1), "jane@shop.example"));
        assertThat(told("authenticator.removed").toString()).doesNotContain(number(1));
    }

    private List<MfaEvent> told(String type) {
        return post().events.stream().filter(event -> event.type().equals(type)).toList();
    }
}
