package io.mfaengine.web.person;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.EMAIL_MAGIC_LINK;
import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.web.person.PagesWorld.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.Decision;
import io.mfaengine.TrackRequest;
import io.mfaengine.UserUpdate;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Refusal;
import io.mfaengine.testkit.PhoneApp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the hosted system can do once something is enrolled, row by row of its checklist, through page or API. */
final class ChallengeRowsTest extends Rows {
    @Test
    void row_14_managing_takes_a_challenge_first() {
        world.withApp("ann");
        visitor.open(world.manage("ann", "en").url());
        assertThat(visitor.heading()).isEqualTo("Enter the code from your app");
        assertThat(visitor.open(visitor.visit() + "/settings").heading()).isEqualTo("Enter the code from your app");
        visitor.post("/settings/first", "id", id("ann", AUTHENTICATOR_APP));
        assertThat(visitor.heading()).isEqualTo("Enter the code from your app");
    }

    @Test
    void row_15_the_settings_stay_open_until_the_person_leaves() {
        manage("ann");
        visitor.open(visitor.visit());
        assertThat(visitor.heading()).isEqualTo("Your second steps");
        assertThat(visitor.post("/leave").away().orElseThrow())
                .startsWith(world.site.url("/settings?token=").toString());
    }

    @Test
    void row_16_a_second_and_third_method_after_a_challenge_only() {
        manage("ann");
        visitor.post("/choose", "type", "SMS").post("/enter/SMS", "country", "NZ", "address", "021123456");
        visitor.post("/answer/SMS", "code", world.outbox.lastCode(PHONE));
        visitor.post("/choose", "type", "EMAIL_OTP").post("/enter/EMAIL_OTP", "address", MAIL);
        visitor.post("/answer/EMAIL_OTP", "code", world.outbox.lastCode(MAIL));
        assertThat(world.mfa.getUser("ann").enrolled()).contains(AUTHENTICATOR_APP, SMS, EMAIL_OTP);

        Visitor other =
                new Visitor(world.server.url()).open(world.manage("ann", "en").url());
        other.post("/enter/EMAIL_MAGIC_LINK", "address", "evil@acme.example");
        assertThat(world.mfa.getUser("ann").enrolled()).doesNotContain(EMAIL_MAGIC_LINK);
        assertThat(world.outbox.messages()).noneMatch(sent -> sent.to().startsWith("evil"));
    }

    @Test
    void row_17_the_default_is_changed_and_the_next_challenge_starts_with_it() {
        manage("ann");
        world.adopt("ann", SMS, PHONE);
        visitor.post("/settings/first", "id", id("ann", SMS));
        assertThat(world.mfa.getUser("ann").preferred()).isEqualTo(SMS);
        assertThat(visitor.open(world.pay("ann", "en").url()).text()).contains("Text me a code");
    }

    @Test
    void row_18_a_number_is_edited_once_the_new_one_is_verified() {
        manage("ann");
        world.adopt("ann", SMS, PHONE);
        String old = id("ann", SMS);
        visitor.post("/edit/" + old, "country", "NZ", "address", "021999888");
        assertThat(addresses("ann")).contains(PHONE);
        visitor.post("/answer/SMS", "code", world.outbox.lastCode("+6421999888"));
        assertThat(addresses("ann")).contains("+6421999888").doesNotContain(PHONE);
    }

    @Test
    void row_19_the_last_one_is_protected_on_the_page_and_not_in_the_api() {
        manage("ann");
        String app = id("ann", AUTHENTICATOR_APP);
        assertThat(visitor.text()).contains("This is your only second step");
        visitor.post("/remove/" + app);
        assertThat(world.mfa.getUser("ann").isEnrolled()).isTrue();
        assertThat(visitor.text()).contains("Add another before you remove it.");
        world.adopt("ann", SMS, PHONE);
        visitor.post("/remove/" + app);
        assertThat(world.mfa.getUser("ann").enrolled()).doesNotContain(AUTHENTICATOR_APP);
        assertThat(world.mfa.deleteAuthenticator(
                        "ann", world.mfa.getAuthenticators("ann").get(0).id()))
                .isTrue();
    }

    @Test
    void row_20_a_number_verified_elsewhere_is_enrolled_without_a_message() {
        world.adopt("ann", SMS, PHONE);
        assertThat(world.mfa.getUser("ann").enrolled()).contains(SMS);
        assertThat(world.outbox.size()).isZero();
    }

    @Test
    void row_21_an_address_verified_elsewhere_is_enrolled_for_codes_and_links() {
        world.adopt("ann", EMAIL_OTP, MAIL);
        world.adopt("ann", EMAIL_MAGIC_LINK, MAIL);
        assertThat(world.mfa.getUser("ann").enrolled()).contains(EMAIL_OTP, EMAIL_MAGIC_LINK);
        assertThat(world.outbox.size()).isZero();
    }

    @Test
    void row_22_an_action_code_is_known_after_its_first_track() {
        Decision decision = track(Intent.user("ann").action("never-heard-of"));
        assertThat(world.mfa.queryActions(io.mfaengine.ActionQuery.all()))
                .extracting(Action::id)
                .contains(decision.action().id());
    }

    @Test
    void row_24_an_enrolled_user_is_challenged() {
        PhoneApp phone = world.withApp("ann");
        Decision decision = world.pay("ann", "en");
        assertThat(decision.action().state()).isEqualTo(ActionState.CHALLENGE_REQUIRED);
        visitor.open(decision.url()).post("/answer/AUTHENTICATOR_APP", "code", phone.code());
        assertThat(state(decision)).isEqualTo(ActionState.CHALLENGE_SUCCEEDED);
    }

    @Test
    void row_25_an_unenrolled_user_is_allowed_and_told_so() {
        Decision decision = world.pay("ann", "en");
        assertThat(decision.action().state()).isEqualTo(ActionState.ALLOW);
        assertThat(decision.user().isEnrolled()).isFalse();
        assertThat(visitor.open(decision.url()).heading()).isEqualTo("Add a second step");
    }

    @Test
    void row_26_another_method_is_chosen_during_the_challenge() {
        world.withApp("ann");
        world.adopt("ann", SMS, PHONE);
        world.adopt("ann", EMAIL_OTP, MAIL);
        var unused = world.mfa
                .operator("jane")
                .updateSettings(settings -> settings.action("pay", pay -> pay.permit(AUTHENTICATOR_APP, SMS)));
        visitor.open(world.pay("ann", "en").url());
        visitor.open(visitor.visit() + "/choose");
        assertThat(visitor.text()).contains("Text message", "Not allowed for this");
        visitor.post("/choose", "id", id("ann", EMAIL_OTP));
        assertThat(world.outbox.size()).isZero();
        visitor.post("/choose", "id", id("ann", SMS));
        visitor.post("/answer/SMS", "code", world.outbox.lastCode(PHONE));
        assertThat(visitor.away()).isPresent();
    }

    @Test
    void row_27_who_quits_leaves_the_challenge_open() {
        world.withApp("ann");
        Decision decision = world.pay("ann", "en");
        visitor.open(decision.url()).post("/leave");
        assertThat(visitor.away().orElseThrow())
                .endsWith("&token=" + decision.token().value());
        assertThat(state(decision)).isEqualTo(ActionState.CHALLENGE_REQUIRED);
    }

    @Test
    void row_28_token_and_page_expire() {
        world.withApp("ann");
        Decision decision = world.pay("ann", "en");
        visitor.open(decision.url());
        world.clock.move(Duration.ofMinutes(10));
        visitor.open(visitor.visit());
        assertThat(visitor.status()).isEqualTo(410);
        assertThat(visitor.heading()).isEqualTo("This page has run out");
        assertThat(new Visitor(world.server.url()).open(decision.url()).status())
                .isEqualTo(404);
    }

    @Test
    void row_29_recovery_codes_are_shown_once_work_once_and_are_made_anew() {
        visitor.open(track(enroll("ann")).url());
        PhoneApp phone = byApp();
        List<String> codes = codes();
        assertThat(codes).hasSize(10);
        visitor.post("/codes", "kept", "yes");
        assertThat(visitor.open(visitor.visit() + "/codes").html()).doesNotContain(codes.get(0));

        world.clock.move(Duration.ofMinutes(1));
        Decision decision = world.pay("ann", "en");
        visitor.open(decision.url()).post("/answer/RECOVERY_CODE", "code", codes.get(0));
        assertThat(state(decision)).isEqualTo(ActionState.CHALLENGE_SUCCEEDED);
        visitor.open(world.pay("ann", "en").url()).post("/answer/RECOVERY_CODE", "code", codes.get(0));
        assertThat(visitor.text()).contains("This code was used before. Take the next one.");

        visitor.open(world.manage("ann", "en").url()).post("/answer/AUTHENTICATOR_APP", "code", phone.code());
        visitor.post("/newcodes");
        assertThat(codes()).hasSize(10).doesNotContainAnyElementsOf(codes);
        visitor.post("/codes", "kept", "yes");
        visitor.open(world.pay("ann", "en").url()).post("/answer/RECOVERY_CODE", "code", codes.get(1));
        assertThat(visitor.text()).contains("That code didn’t match");

        var unused = world.mfa.operator("jane").updateSettings(settings -> settings.off(RECOVERY_CODE));
        visitor.open(world.pay("ann", "en").url());
        assertThat(visitor.open(visitor.visit() + "/choose").text()).doesNotContain("codes left");
    }

    @Test
    void row_30_a_second_method_takes_a_scope_or_a_challenge() {
        world.withApp("ann");
        var plain = world.mfa.session(track(enroll("ann")).token()).orElseThrow();
        assertThat(plain.enroll(SMS, PHONE).refused().reason()).isEqualTo(Refusal.CHALLENGE_FIRST);
        var scoped = world.mfa
                .session(world.mfa
                        .track(TrackRequest.of(enroll("ann")).scopes(TrackRequest.Scope.ADD_AUTHENTICATORS))
                        .token())
                .orElseThrow();
        var open = scoped.enroll(SMS, PHONE).open();
        assertThat(scoped.verify(SMS, world.outbox.lastCode(PHONE))
                        .accepted()
                        .authenticator()
                        .id())
                .isEqualTo(open.authenticator());
    }

    @Test
    void what_the_application_knows_of_a_person_is_not_asked_again() {
        var unused = world.mfa.updateUser("ann", UserUpdate.nothing().phoneNumber(PHONE));
        visitor.open(track(enroll("ann")).url()).post("/choose", "type", "SMS");
        assertThat(visitor.heading()).isEqualTo("Enter the code we texted");
        assertThat(visitor.text()).contains("Change number");
        visitor.post("/answer/SMS", "code", world.outbox.lastCode(PHONE));
        assertThat(visitor.heading()).isEqualTo("Keep these recovery codes");
    }

    @Test
    void a_first_enrolment_for_managing_ends_in_the_settings() {
        visitor.open(world.manage("ann", "en").url());
        byApp();
        visitor.post("/codes", "kept", "yes");
        assertThat(visitor.heading()).isEqualTo("Your second steps");
        assertThat(visitor.text()).contains("To change something, go back and open this page again");
    }
}
