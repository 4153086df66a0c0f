package io.mfaengine.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What no page of ours gave out is told to be wrong, and is no failure of ours. */
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
}
