package io.mfaengine.examples.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.ReaderException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QrTextTest {
    private static final String URI = "otpauth://totp/Acme:ann?secret=LN3PM5ZK2F5PEEA3DNZO7VMTCMFWXBR7&issuer=Acme";

    @ParameterizedTest
    @ValueSource(strings = {"a", URI, URI + "&algorithm=SHA512&digits=8", "otpauth://totp/%E2%82%AC:\u20ac?secret=A"})
    void aReaderFindsInItWhatWasPutIn(String content) throws ReaderException {
        assertThat(Screen.scan(QrText.of(content))).isEqualTo(content);
    }

    @Test
    void itIsARectangleOfHalfBlocksAndTwiceAsWideAsHigh() {
        List<String> lines = QrText.of(URI).lines().toList();
        int modules = lines.get(0).length();
        assertThat(lines).hasSize((modules + 1) / 2);
        assertThat(lines).allMatch(line -> line.matches("[█▀▄ ]{" + modules + "}"));
    }

    @Test
    void aLightMarginOfFourModulesSurroundsIt() {
        List<String> lines = QrText.of(URI).lines().toList();
        assertThat(lines).allMatch(line -> line.startsWith("████") && line.endsWith("████"));
        assertThat(lines.subList(0, 2)).allMatch(line -> line.matches("█+"));
        assertThat(lines.subList(lines.size() - 2, lines.size())).allMatch(line -> line.matches("█+"));
        assertThat(lines.get(2)).startsWith("████ ▄▄▄▄▄ █");
    }

    @Test
    void itFitsOnAScreenOf24LinesForAnOrdinaryUser() {
        assertThat(QrText.of(URI).lines()).hasSizeLessThan(24);
    }
}
