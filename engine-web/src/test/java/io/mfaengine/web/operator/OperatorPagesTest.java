package io.mfaengine.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Owners say who the operators are, and the log tells it. */
final class OperatorPagesTest {
    private int number;
    private final PortalWorld world = new PortalWorld();
    private final Seat jane = world.operator(Role.OWNER);

    @AfterEach
    void close() {
        world.close();
    }

    private Member member(String email) {
        return world.members.byEmail(email).orElseThrow();
    }

    @Test
    void somebody_is_invited_and_signs_in_with_an_app_of_their_own() {
        jane.open("/portal/invite").post("/portal/invite", "email", "kim@acme.example", "role", "support");
        assertThat(jane.text())
                .contains("kim@acme.example may sign in at https://ops.example/portal.", "Support", "(you)");
        Seat kim = new Seat(world, "kim@acme.example", null);
        kim.open("/portal/sign-in").post("/portal/sign-in", "email", kim.email);
        kim.openLink();
        kim.post("/portal/opened");
        assertThat(kim.heading()).isEqualTo("Add a second step");
        assertThat(kim.text()).contains("Authenticator app").doesNotContain("E-mail link");
        assertThat(jane.open("/portal/log").text())
                .containsSubsequence("owner@acme.example", "Operator invited", "kim@acme.example", "support");
    }

    @Test
    void a_wrong_or_known_address_is_told_beside_its_field() {
        jane.open("/portal/invite").post("/portal/invite", "email", "kim", "role", "admin");
        assertThat(jane.status()).isEqualTo(422);
        assertThat(jane.text()).contains("This is not an e-mail address.");
        assertThat(jane.html())
                .contains("value=\"kim\"", "aria-invalid=\"true\"", "<title>Error: ")
                .containsPattern("value=\"admin\" checked");
        jane.post("/portal/invite", "email", "OWNER@acme.example", "role", "admin");
        assertThat(jane.text()).contains("This is the address of an operator already.");
        assertThat(world.members.all()).hasSize(1);
    }

    @Test
    void a_role_changes_and_an_operator_goes_but_not_the_last_owner() {
        Seat kim = world.operator(Role.SUPPORT);
        String id = member(kim.email).id();
        jane.open("/portal/operator/" + id).post("/portal/operator/" + id, "role", "admin");
        assertThat(jane.text()).contains("support@acme.example is now: Admin.");
        assertThat(member(kim.email).role()).isEqualTo(Role.ADMIN);
        jane.open("/portal/dismiss/" + id);
        assertThat(jane.heading()).isEqualTo("Remove support@acme.example?");
        jane.post("/portal/dismiss/" + id);
        assertThat(jane.text()).contains("support@acme.example was removed.");
        assertThat(kim.open("/portal/you").heading()).isEqualTo("Sign in");
        String own = member(jane.email).id();
        jane.post("/portal/operator/" + own, "role", "auditor");
        assertThat(jane.text()).contains("This is the only owner.");
        jane.post("/portal/dismiss/" + own);
        assertThat(jane.text()).contains("This is the only owner.");
        assertThat(member(jane.email).role()).isEqualTo(Role.OWNER);
        assertThat(jane.open("/portal/log").text())
                .containsSubsequence("Operator removed", "support@acme.example", "admin")
                .containsSubsequence("Role changed", "support@acme.example", "support", "admin");
    }

    @Test
    void a_mailbox_or_a_log_is_no_operator() {
        jane.open("/portal/invite").post("/portal/invite", "email", "kim@acme.example", "role", "support");
        String mailbox = Members.mailbox(member(jane.email));
        assertThat(jane.open("/portal/operator/" + mailbox).status()).isEqualTo(404);
        assertThat(jane.open("/portal/operator/log.").status()).isEqualTo(404);
        assertThat(world.members.all()).hasSize(2);
    }

    @Test
    void the_log_is_paged_by_what_was_shown_last() {
        Log log = new Log(world.members);
        IntStream.range(0, 120)
                .forEach(i -> log.add(member(jane.email), "acme", "log.user.unlocked", "usr_" + i, "", ""));
        StringBuilder all = new StringBuilder();
        String path = "/portal/acme/log";
        for (int page = 0; page < 3; page++) {
            String html = jane.open(path).html();
            all.append(jane.text());
            path = html.replaceAll("(?s).*href=\"(/portal/acme/log[?]after=[^\"]*)\".*", "$1");
        }
        IntStream.range(0, 120).forEach(i -> assertThat(all.toString()).contains("\nusr_" + i + "\n"));
        assertThat(jane.text()).doesNotContain("Older");
        assertThat(jane.open("/portal/acme/log?after=nonsense").status()).isEqualTo(400);
        assertThat(jane.open("/portal/bmart/log").text()).contains("Nothing was changed yet");
    }

    @Test
    void among_many_operators_an_owner_is_still_found() {
        Members many = new Members(world.operators, () -> String.format(java.util.Locale.ROOT, "0%02d", number++));
        for (int i = 0; i < 60; i++) {
            var unused = many.add("auditor" + i + "@acme.example", Role.AUDITOR);
        }
        assertThat(many.all()).hasSize(61);
        assertThat(many.isOwned()).isTrue();
        assertThat(world.http.setUpLink("mallory@acme.example")).isEmpty();
    }

    @Test
    void what_is_told_is_bounded_and_holds_no_control_characters() {
        Log log = new Log(world.members);
        log.add(member(jane.email), "acme", "log.user.unlocked", "a\nb\u0000c", "x".repeat(5_000), "");
        assertThat(jane.open("/portal/acme/log").text())
                .contains("a b c", "x".repeat(1_000) + "…")
                .doesNotContain("x".repeat(1_001));
    }

    @Test
    void what_is_told_is_cut_between_characters_and_no_reason_is_too_odd_to_be_told() {
        Log log = new Log(world.members);
        log.add(member(jane.email), "acme", "log.user.unlocked", "x", "y".repeat(999) + "\ud83d\ude00z", "");
        assertThat(jane.open("/portal/acme/log").text()).contains("y".repeat(999) + "…");
        world.lock(world.acme, "usr_1");
        String path = "/portal/acme/users/usr_1/unlock/AUTHENTICATOR_APP";
        jane.open(path).post(path, "reason", "Called\u0085twice");
        assertThat(jane.text()).contains("is unlocked");
        assertThat(jane.open("/portal/acme/log").text()).contains("Reason: Called twice");
    }

    @Test
    void users_are_paged_by_their_id() {
        for (int i = 0; i < 120; i++) {
            var user = world.acme.updateUser(
                    String.format(java.util.Locale.ROOT, "usr_%03d", i), io.mfaengine.UserUpdate.nothing());
            assertThat(user.isEnrolled()).isFalse();
        }
        StringBuilder all = new StringBuilder();
        String path = "/portal/acme/users";
        for (int page = 0; page < 3; page++) {
            String html = jane.open(path).html();
            all.append(jane.text());
            path = html.replaceAll("(?s).*href=\"(/portal/acme/users[?]after=[^\"]*)\".*", "$1");
        }
        IntStream.range(0, 120)
                .forEach(i -> assertThat(all.toString())
                        .contains("\n" + String.format(java.util.Locale.ROOT, "usr_%03d", i) + "\n"));
        assertThat(jane.text()).doesNotContain("More users");
    }

    @Test
    void health_counts_records_by_key_when_it_is_asked() {
        world.withApp(world.acme, "usr_1");
        assertThat(jane.open("/portal/acme/health").text())
                .contains("No message with a named provider", "Records by key")
                .doesNotContain("Counted at");
        jane.post("/portal/acme/health/keys");
        assertThat(jane.text()).contains("Counted at", "Records");
        assertThat(jane.open("/portal/bmart/health").text()).doesNotContain("Counted at");
    }

    @Test
    void a_trail_that_was_changed_is_told() {
        world.withApp(world.acme, "usr_1");
        assertThat(jane.open("/portal/acme/trail?user=usr_1").text())
                .contains("The trail is whole", "Authenticator added");
        assertThat(jane.open("/portal/acme/trail").heading()).isEqualTo("Health");
    }
}
