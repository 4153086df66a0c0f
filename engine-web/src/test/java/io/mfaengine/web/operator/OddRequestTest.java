package io.mfaengine.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.TrackRequest;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Secret;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What no page of ours gave out is told to be wrong, and what is longer than usual is no failure of ours. */
final class OddRequestTest {
    private final PortalWorld world = new PortalWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void an_id_that_nobody_can_have_and_a_page_that_no_list_has_are_told_to_be_wrong() {
        Seat jane = world.operator(Role.OWNER);
        String wide = "%E4%BA%BA".repeat(100);
        for (String path : List.of(
                "/portal/acme/users?after=a%00b",
                "/portal/acme/users?after=" + wide,
                "/portal/acme/users/a%00b",
                "/portal/acme/actions?user=a%00b",
                "/portal/acme/actions?user=" + wide,
                "/portal/acme/actions?after=-1.eA.pay.eA",
                "/portal/acme/actions?after=9223372036854775807.eA.pay.eA",
                "/portal/acme/trail?user=a%00b",
                "/portal/log?after=253402300800000.eA.pay.eA",
                "/portal/operator/a%00b",
                "/portal/dismiss/a%00b")) {
            assertThat(jane.open(path).status()).as(path).isBetween(400, 404);
        }
        assertThat(jane.open("/portal/acme/actions?after=253402300799999.eA.pay.eA")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void many_authenticators_with_long_names_are_removed_and_the_page_says_so() {
        String domain = String.join(".", "b".repeat(60), "c".repeat(60), "d".repeat(60), "example");
        for (int i = 0; i < 18; i++) {
            var unused = world.acme
                    .enrollVerifiedAuthenticator(
                            "usr_1",
                            AuthenticatorType.EMAIL_OTP,
                            Secret.of(i + "@" + domain),
                            TrackRequest.Scope.ADD_AUTHENTICATORS)
                    .accepted();
        }
        Seat kim = world.operator(Role.SUPPORT);
        String path = "/portal/acme/users/usr_1/remove";
        kim.open(path).post(path);
        assertThat(kim.status()).isEqualTo(200);
        assertThat(kim.text()).contains("Removed: ", "Not enrolled");
    }
}
