package io.mfaengine.web.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SdkTest {
    @Test
    void whatIsMissingFailsATestAndSaysWhatHelps() {
        assertThatThrownBy(() -> Sdk.program("no-such-program"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("no-such-program is missing: run .ci/install-tools");
    }
}
