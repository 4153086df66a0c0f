package io.mfaengine.web.person;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.ChecksumException;
import com.google.zxing.DecodeHintType;
import com.google.zxing.FormatException;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.openqa.selenium.OutputType;

/** Reads the QR code that a page shows, as a phone does: from its picture. */
final class Pictures {
    private Pictures() {}

    static String text(Chromium browser) {
        byte[] png = browser.find(".qr").getScreenshotAs(OutputType.BYTES);
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
            int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            return read(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One reader misses one code in a hundred, however well it is drawn; a phone looks again. */
    private static String read(LuminanceSource source) {
        for (Binarizer binarizer : List.of(new HybridBinarizer(source), new GlobalHistogramBinarizer(source))) {
            for (DecodeHintType hint : List.of(DecodeHintType.TRY_HARDER, DecodeHintType.PURE_BARCODE)) {
                try {
                    return new QRCodeReader()
                            .decode(new BinaryBitmap(binarizer), Map.of(hint, Boolean.TRUE))
                            .getText();
                } catch (NotFoundException | ChecksumException | FormatException e) {
                    // the next one, then
                }
            }
        }
        throw new AssertionError("no reader can read this");
    }
}
