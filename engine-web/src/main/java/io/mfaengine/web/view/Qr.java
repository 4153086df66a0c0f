package io.mfaengine.web.view;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code (ISO/IEC 18004) as one path of horizontal runs, with the quiet zone of 4 modules that readers need.
 *
 * @param size its side, in modules
 * @param path what is dark
 */
public record Qr(int size, String path) {
    private static final int QUIET = 4;
    private static final int MOST_PIXELS = 204;

    public static Qr of(String text) {
        // a screen has no scratches: fewer and larger modules are what phones read best
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.LOW);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                int end = x;
                while (end < code.size && code.getModule(end, y)) {
                    end++;
                }
                if (end > x) {
                    path.append('M').append(x + QUIET).append(' ').append(y + QUIET);
                    path.append('h')
                            .append(end - x)
                            .append("v1h-")
                            .append(end - x)
                            .append('z');
                    x = end;
                }
            }
        }
        return new Qr(code.size + 2 * QUIET, path.toString());
    }

    /** Its side in pixels: whole ones for each module, so that no reader has to guess, and at most 204 if that can be. */
    public int pixels() {
        return size * Math.max(2, MOST_PIXELS / size);
    }

    /** Leaves out what it says. */
    @Override
    public String toString() {
        return "Qr[" + size + "]";
    }
}
