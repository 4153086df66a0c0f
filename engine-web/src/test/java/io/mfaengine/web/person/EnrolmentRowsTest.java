package io.mfaengine.web.person;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.EMAIL_MAGIC_LINK;
import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.web.person.PagesWorld.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.Decision;
import io.mfaengine.Validation;
import io.mfaengine.model.Authenticator;
import io.mfaengine.testkit.PhoneApp;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the hosted system can do before anything is enrolled, row by row of its checklist, through page or API. */
final class EnrolmentRowsTest extends Rows {
    @Test
    void row_1_a_type_that_is_switched_off_is_offered_nowhere() {
        world.adopt("ann", SMS, PHONE);
        world.withApp("bob");
        var unused = world.mfa.operator("jane").updateSettings(settings -> settings.off(SMS));
        assertThat(visitor.open(track(enroll("cid")).url()).text()).doesNotContain("Text message");
        assertThat(visitor.open(track(enroll("ann")).url()).text()).doesNotContain("Text me a code");
        assertThat(track(enroll("cid")).permitted()).doesNotContain(SMS).contains(EMAIL_OTP);
    }

    @Test
    void row_4_the_enrolment_status_of_a_user() {
        assertThat(world.mfa.getUser("ann").isEnrolled()).isFalse();
        world.withApp("ann");
        assertThat(world.mfa.getUser("ann").isEnrolled()).isTrue();
    }

    @Test
    void row_5_a_user_comes_into_being_by_track() {
        assertThat(world.mfa.getUser("ann").createdAt()).isNull();
        var decision = track(enroll("ann"));
        assertThat(decision.user().createdAt()).isNotNull();
        assertThat(world.mfa.getUser("ann").createdAt()).isNotNull();
    }

    @Test
    void row_6_an_enrol_action_gives_a_url_that_opens_a_page() {
        Decision decision = track(enroll("ann"));
        assertThat(decision.url().toString())
                .isEqualTo(world.server.url() + "/?token=" + decision.token().value());
        assertThat(decision.action().id().idempotencyKey()).isNotEmpty();
        assertThat(visitor.open(decision.url()).heading()).isEqualTo("Add a second step");
    }

    @Test
    void row_7_the_page_enrols_the_first_method() {
        visitor.open(track(enroll("ann")).url());
        assertThat(visitor.text()).contains("Authenticator app", "Text message", "E-mail code", "E-mail link");
        byApp();
        assertThat(world.mfa.getAuthenticators("ann"))
                .extracting(Authenticator::type)
                .containsExactlyInAnyOrder(AUTHENTICATOR_APP, RECOVERY_CODE);
    }

    @Test
    void row_8_enrolment_by_sms_with_a_wrong_code_and_a_resend() {
        visitor.open(track(enroll("ann")).url()).post("/choose", "type", "SMS");
        visitor.post("/enter/SMS", "country", "NZ", "address", "021 123 456");
        visitor.post("/answer/SMS", "code", world.outbox.wrongCode());
        assertThat(visitor.text()).contains("That code didn’t match", "4 tries left");
        assertThat(visitor.post("/again/SMS").text()).contains("You can ask for the next one in 30");
        world.clock.move(Duration.ofSeconds(31));
        assertThat(visitor.post("/again/SMS").text()).contains("Sent again to");
        visitor.post("/answer/SMS", "code", world.outbox.lastCode(PHONE));
        assertThat(world.mfa.getUser("ann").enrolled()).contains(SMS);
    }

    @Test
    void row_9_enrolment_by_email_code() {
        visitor.open(track(enroll("ann")).url()).post("/choose", "type", "EMAIL_OTP");
        assertThat(visitor.post("/enter/EMAIL_OTP", "address", "no address").text())
                .contains("This is not an e-mail address.");
        visitor.post("/enter/EMAIL_OTP", "address", MAIL);
        visitor.post("/answer/EMAIL_OTP", "code", world.outbox.lastCode(MAIL));
        assertThat(world.mfa.getUser("ann").enrolled()).contains(EMAIL_OTP);
    }

    @Test
    void row_10_enrolment_by_authenticator_app_with_a_picture_and_a_key() {
        visitor.open(track(enroll("ann")).url()).post("/choose", "type", "AUTHENTICATOR_APP");
        assertThat(visitor.html()).contains("<svg role=\"img\"", "otpauth://totp/");
        assertThat(visitor.text()).containsPattern("[A-Z2-7]{4}( [A-Z2-7]{4}){7}");
        PhoneApp phone = PhoneApp.scan(URI.create(uri()), world.clock);
        visitor.post("/answer/AUTHENTICATOR_APP", "code", phone.code());
        assertThat(world.mfa.getUser("ann").enrolled()).contains(AUTHENTICATOR_APP);
    }

    @Test
    void row_11_a_link_in_another_browser_finishes_the_first_tab() {
        visitor.open(track(enroll("ann")).url()).post("/choose", "type", "EMAIL_MAGIC_LINK");
        visitor.post("/enter/EMAIL_MAGIC_LINK", "address", MAIL);
        Visitor elsewhere = new Visitor(world.server.url()).open(world.outbox.lastLink(MAIL));
        assertThat(elsewhere.post("", "answer", "yes").heading()).isEqualTo("That’s confirmed");
        visitor.post("/arrived/EMAIL_MAGIC_LINK");
        assertThat(visitor.heading()).isEqualTo("Keep these recovery codes");
        assertThat(world.mfa.getUser("ann").enrolled()).contains(EMAIL_MAGIC_LINK);
    }

    @Test
    void row_12_the_way_back_keeps_its_own_query() {
        PhoneApp phone = world.withApp("ann");
        Decision decision = world.pay("ann", "en");
        visitor.open(decision.url()).post("/answer/AUTHENTICATOR_APP", "code", phone.code());
        assertThat(visitor.away())
                .contains(world.site
                        .url("/back?order=7&token=" + decision.token().value())
                        .toString());
    }

    @Test
    void row_13_the_token_is_validated_for_its_user_only() {
        PhoneApp phone = world.withApp("ann");
        Decision decision = world.pay("ann", "en");
        visitor.open(decision.url()).post("/answer/AUTHENTICATOR_APP", "code", phone.code());
        assertThat(world.mfa
                        .validateChallenge(decision.token(), PagesWorld.pay("bob"))
                        .isValid())
                .isFalse();
        Validation proof = world.mfa.validateChallenge(decision.token(), PagesWorld.pay("ann"));
        assertThat(proof.isValid()).isTrue();
        assertThat(proof.clearance().intent("pay").userId()).isEqualTo("ann");
    }
}
