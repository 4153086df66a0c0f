package io.mfaengine.web.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.requirements.Requirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
        Sdk.installed();
        try (Desk desk = new Desk()) {
            ProcessBuilder node = new ProcessBuilder(
                            Sdk.program("node").getPath(), "--test", "--test-reporter=spec", "node-sdk.test.mjs")
                    .directory(Sdk.FOLDER.toFile())
                    .redirectErrorStream(true);
            node.environment()
                    .putAll(Map.of(
                            "MFA_URL", "http://127.0.0.1:" + desk.api() + "/v1",
                            "MFA_SECRET", ClientWorld.KEY,
                            "MFA_DESK", "http://127.0.0.1:" + desk.port() + "/desk"));
            // a proxy of this machine is not for the loopback address
            node.environment()
                    .keySet()
                    .removeIf(name -> name.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy"));
            Process process = node.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            assertThat(output).contains("\u2139 fail 0").doesNotContain("\u2139 pass 0", "\u2139 skipped 1");
        }
    }
}
