package io.mfaengine.web.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.requirements.Requirement;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The official Node client, unmodified, in a process of its own. What it does is in {@code src/test/sdk}. */
class NodeSdkTest {
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    @Requirement({"R43", "R83", "R85"})
    void everyMethodThatHasARouteWorksAndIsRefusedAsItExpects() throws IOException, InterruptedException {
        try (Desk desk = new Desk()) {
            String output = Sdk.node(
                    Map.of(
                            "MFA_URL", "http://127.0.0.1:" + desk.api() + "/v1",
                            "MFA_SECRET", ClientWorld.KEY,
                            "MFA_DESK", "http://127.0.0.1:" + desk.port() + "/desk"),
                    "--test",
                    "--test-reporter=spec",
                    "node-sdk.test.mjs");
            assertThat(output).contains("\u2139 fail 0").doesNotContain("\u2139 pass 0", "\u2139 skipped 1");
        }
    }
}
