package io.mfaengine.web.operator;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.Decision;
import io.mfaengine.TrackRequest;
import io.mfaengine.UserUpdate;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Outcome;
import io.mfaengine.model.Secret;
import io.mfaengine.testkit.PhoneApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the hosted system's portal can do, row by row of its checklist. */
final class PortalRowsTest {
    private final PortalWorld world = new PortalWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void row_22_a_new_action_code_appears_after_its_first_track() {
        Seat ann = world.operator(Role.AUDITOR);
        assertThat(ann.open("/portal/acme/actions").text()).contains("No action was tracked yet");
        Decision decision = world.acme.track(Intent.user("usr_1").action("changePayee"));
        assertThat(decision.permitted()).isNotEmpty();
        ann.open("/portal/acme/actions");
        assertThat(ann.html()).contains("<option value=\"changePayee\">changePayee</option>");
        assertThat(ann.text()).contains("changePayee", "usr_1");
        assertThat(ann.open("/portal/bmart/actions").text()).doesNotContain("changePayee");
    }

    @Test
    void row_23_the_action_log_has_state_time_method_and_user() {
        PhoneApp phone = world.withApp(world.acme, "usr_1");
        Decision decision = world.acme.track(Intent.user("usr_1").action("pay"));
        ActionSession person = world.acme.session(decision.token()).orElseThrow();
        assertThat(person.verify(AUTHENTICATOR_APP, phone.code()).accepted().enrolled())
                .isFalse();
        Decision waiting = world.acme.track(Intent.user("usr_1").action("signIn"));
        assertThat(waiting.next()).isEqualTo(Decision.Next.CHALLENGE);
        Seat ann = world.operator(Role.AUDITOR);
        assertThat(ann.open("/portal/acme/actions").text())
                .containsSubsequence("25 Nov 14:38:00", "pay", "usr_1", "Passed", "Authenticator app");
        assertThat(ann.text()).contains("Not finished");
        assertThat(ann.open("/portal/acme/actions?state=CHALLENGE_REQUIRED").html())
                .contains(">signIn</bdi>")
                .doesNotContain(">pay</bdi>");
        assertThat(ann.open("/portal/acme/actions?code=pay&user=usr_1&days=1").html())
                .contains(">pay</bdi>")
                .doesNotContain(">signIn</bdi>");
        assertThat(ann.open("/portal/acme/actions?user=usr_2&state=BLOCK").text())
                .contains("Nothing matches:", "Blocked, usr_2");
    }

    @Test
    void row_71_a_review_is_settled_by_an_analyst() {
        var unused = world.acme
                .operator("jane")
                .updateSettings(settings -> settings.action("pay", action -> action.outcome(Outcome.REVIEW)));
        Decision one = world.acme.track(Intent.user("usr_1").action("pay").idempotencyKey("k1"));
        Decision other = world.acme.track(Intent.user("usr_2").action("pay").idempotencyKey("k2"));
        Seat kim = world.operator(Role.SUPPORT);
        kim.open("/portal/acme/actions?state=REVIEW_REQUIRED");
        assertThat(kim.text()).contains("usr_1", "usr_2", "Waits for review");
        kim.open("/portal/acme/actions/usr_1/pay/k1");
        assertThat(kim.text()).contains("Let it pass", "Refuse it");
        kim.post("/portal/acme/actions/usr_1/pay/k1/settle", "ruling", "pass");
        assertThat(kim.text()).contains("The review is settled: Review passed.", "support@acme.example");
        kim.post("/portal/acme/actions/usr_2/pay/k2/settle", "ruling", "fail");
        assertThat(state(one)).isEqualTo(ActionState.REVIEW_SUCCEEDED);
        assertThat(state(other)).isEqualTo(ActionState.REVIEW_FAILED);
        kim.post("/portal/acme/actions/usr_2/pay/k2/settle", "ruling", "pass");
        assertThat(kim.text()).contains("This was settled already");
        assertThat(state(other)).isEqualTo(ActionState.REVIEW_FAILED);
        Seat ann = world.operator(Role.AUDITOR);
        assertThat(ann.open("/portal/acme/log").text())
                .containsSubsequence("support@acme.example", "Review settled", "pay · usr_2 · k2", "Review failed")
                .containsSubsequence("pay · usr_1 · k1", "Waits for review", "Review passed");
    }

    private ActionState state(Decision decision) {
        return world.acme.getAction(decision.token()).orElseThrow().state();
    }

    @Test
    void row_80_a_user_is_found_by_id_address_and_number_and_opened_at_one_hit() {
        var ann = world.acme.updateUser(
                "usr_1", UserUpdate.nothing().email("ann@acme.example").phoneNumber(PortalWorld.PHONE));
        var bob = world.acme.updateUser("usr_2", UserUpdate.nothing().phoneNumber(PortalWorld.PHONE));
        assertThat(ann.email()).isNotEqualTo(bob.email());
        Seat kim = world.operator(Role.SUPPORT);
        kim.open("/portal/acme/users");
        for (String typed : new String[] {"usr_1", " usr_1 ", "ANN@acme.example"}) {
            assertThat(kim.post("/portal/acme/users", "q", typed).path()).isEqualTo("/portal/acme/users/usr_1");
        }
        kim.post("/portal/acme/users", "q", "+64 21 123 456");
        assertThat(kim.path()).isEqualTo("/portal/acme/users?found=1");
        assertThat(kim.text()).contains("Users found for", "+64 21 123 456", "usr_1", "usr_2");
        kim.post("/portal/acme/users", "q", "kate@acme.example");
        assertThat(kim.text()).contains("No user for", "kate@acme.example");
    }

    @Test
    void row_80_details_show_what_is_held_what_is_locked_and_what_happened() {
        Seat kim = world.operator(Role.SUPPORT);
        world.lock(world.acme, "usr_1");
        var adopted = world.acme.enrollVerifiedAuthenticator(
                "usr_1", EMAIL_OTP, Secret.of("ann@acme.example"), TrackRequest.Scope.ADD_AUTHENTICATORS);
        assertThat(adopted.accepted().enrolled()).isTrue();
        kim.open("/portal/acme/users/usr_1");
        assertThat(kim.text())
                .contains("Authenticator app", "E-mail code", "a•••@acme.example", "Recovery code", "Enrolled")
                .contains("waits after 5 wrong answers in a row", "It works again at 25 Nov 2026, 14:40:00 UTC")
                .contains("Unlock Authenticator app…", "Latest actions", "pay", "Not finished")
                .doesNotContain("Erase this user…");
        kim.open("/portal/acme/users/usr_1/unlock/AUTHENTICATOR_APP");
        kim.post("/portal/acme/users/usr_1/unlock/AUTHENTICATOR_APP", "reason", "Called us back");
        assertThat(kim.text()).contains("Authenticator app is unlocked.").doesNotContain("wrong answers in a row");
        assertThat(world.acme.operator("jane").locks("usr_1")).isEmpty();
        assertThat(kim.open("/portal/acme/log").text())
                .containsSubsequence("support@acme.example", "User unlocked", "usr_1", "Reason: Called us back");
    }

    @Test
    void row_80_one_or_all_authenticators_are_removed() {
        world.withApp(world.acme, "usr_1");
        Seat kim = world.operator(Role.SUPPORT);
        String codes = world.acme.getAuthenticators("usr_1").stream()
                .filter(each -> each.type().name().equals("RECOVERY_CODE"))
                .map(each -> each.id().value())
                .findFirst()
                .orElseThrow();
        String path = "/portal/acme/users/usr_1/remove/" + codes;
        assertThat(kim.open(path).text()).contains("Remove Recovery code?", "Keep it");
        assertThat(kim.post(path).text()).contains("Recovery code was removed.");
        assertThat(world.acme.getAuthenticators("usr_1"))
                .extracting(Authenticator::type)
                .containsExactly(AUTHENTICATOR_APP);
        kim.open("/portal/acme/users/usr_1/remove").post("/portal/acme/users/usr_1/remove");
        assertThat(world.acme.getAuthenticators("usr_1")).isEmpty();
        assertThat(kim.text()).contains("Removed: Authenticator app", "Not enrolled");
        assertThat(kim.post(path).status()).isEqualTo(404);
    }

    @Test
    void row_80_a_user_is_erased_once_their_id_is_typed() {
        world.withApp(world.acme, "usr_1");
        Seat joe = world.operator(Role.ADMIN);
        String path = "/portal/acme/users/usr_1/erase";
        joe.open(path).post(path, "typed", "usr_2");
        assertThat(joe.status()).isEqualTo(422);
        assertThat(joe.text()).contains("This is not the user id. Nothing was erased.");
        assertThat(joe.html()).contains("<title>Error: Erase this user?");
        assertThat(world.acme.getUser("usr_1").createdAt()).isNotNull();
        joe.post(path, "typed", "usr_1", "reason", "Asked us to");
        assertThat(joe.text()).contains("usr_1 was erased.", "There are no users yet");
        assertThat(world.acme.getUser("usr_1").createdAt()).isNull();
        assertThat(joe.open("/portal/acme/users/usr_1").status()).isEqualTo(404);
        assertThat(joe.open("/portal/acme/log").text())
                .containsSubsequence("admin@acme.example", "User erased", "usr_1", "Reason: Asked us to");
        assertThat(joe.open("/portal/acme/trail?user=usr_1").text()).contains("The trail is whole", "User erased");
    }

    @Test
    void row_80_the_time_line_of_an_action_has_the_reason_of_every_refusal() {
        PhoneApp phone = world.withApp(world.acme, "usr_1");
        Decision decision = world.acme.track(
                Intent.user("usr_1").action("pay").idempotencyKey("k1").detail("amount", "1,240.00 €"));
        ActionSession person = world.acme.session(decision.token()).orElseThrow();
        var wrong = person.verify(AUTHENTICATOR_APP, phone.wrongCode()).refused();
        world.clock.move(java.time.Duration.ofSeconds(16));
        var malformed = person.verify(AUTHENTICATOR_APP, "12").refused();
        assertThat(wrong.reason()).isNotEqualTo(malformed.reason());
        assertThat(person.verify(AUTHENTICATOR_APP, phone.code()).accepted().enrolled())
                .isFalse();
        Decision later = world.acme.track(Intent.user("usr_1").action("signIn"));
        assertThat(later.next()).isEqualTo(Decision.Next.CHALLENGE);
        Seat ann = world.operator(Role.AUDITOR);
        ann.open("/portal/acme/actions/usr_1/pay/k1");
        assertThat(ann.text())
                .contains("Passed", "What happened", "Tracked by the application", "A challenge was asked for")
                .contains("Wrong answer", "Refused", "The answer can’t be right: it has another form", "Right answer")
                .contains("What the person saw", "amount", "1,240.00 €", "14:38:00.000", "16\u00a0seconds later")
                .doesNotContain("Let it pass");
        assertThat(ann.html().split("<li class=\"", -1)).hasSize(1 + 4);
    }
}
