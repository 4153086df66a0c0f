package io.mfaengine.examples.signin;

import io.nayuki.qrcodegen.QrCode;

/** A QR code as text: two modules above each other make one character, a block is light. */
final class QrText {
    /** In modules, as ISO/IEC 18004 asks for. */
    private static final int QUIET_ZONE = 4;

    private QrText() {}

    static String of(String content) {
        QrCode code = QrCode.encodeText(content, QrCode.Ecc.LOW);
        StringBuilder text = new StringBuilder();
        for (int y = -QUIET_ZONE; y < code.size + QUIET_ZONE; y += 2) {
            for (int x = -QUIET_ZONE; x < code.size + QUIET_ZONE; x++) {
                text.append(character(isLight(code, x, y), isLight(code, x, y + 1)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** What lies outside the code is light, the line that makes an odd height even too. */
    private static boolean isLight(QrCode code, int x, int y) {
        return !code.getModule(x, y);
    }

    private static char character(boolean upper, boolean lower) {
        if (upper) {
            return lower ? '█' : '▀';
        }
        return lower ? '▄' : ' ';
    }
}
