package io.mfaengine.examples.signin;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.List;
import java.util.Map;

/** A photograph of a terminal: every character cell is one module wide and two high. */
final class Screen {
    private static final int PIXELS = 4;
    private static final int LIGHT = 0xffffff;

    private Screen() {}

    /** Reads the QR code among the lines of a text, with a reader that isn't ours. */
    static String scan(String text) throws ReaderException {
        List<String> lines =
                text.lines().filter(line -> line.matches("[█▀▄ ]+")).toList();
        int width = lines.stream().mapToInt(String::length).max().orElseThrow() * PIXELS;
        int height = lines.size() * 2 * PIXELS;
        int[] pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            String line = lines.get(y / (2 * PIXELS));
            boolean upper = y / PIXELS % 2 == 0;
            for (int x = 0; x < line.length() * PIXELS; x++) {
                pixels[y * width + x] = isLight(line.charAt(x / PIXELS), upper) ? LIGHT : 0;
            }
        }
        BinaryBitmap photograph = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
        return new QRCodeReader()
                .decode(photograph, Map.of(DecodeHintType.POSSIBLE_FORMATS, List.of(BarcodeFormat.QR_CODE)))
                .getText();
    }

    private static boolean isLight(char block, boolean upper) {
        return block == '█' || block == (upper ? '▀' : '▄');
    }
}
