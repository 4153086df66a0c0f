package io.mfaengine.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a sealed value begins with: its format, and the length and text of its key's id. Tells its own length. */
final class Header {
    private Header() {}

    static byte[] of(byte format, String keyId) {
        byte[] header = new byte[2 + keyId.length()];
        header[0] = format;
        header[1] = (byte) keyId.length();
        System.arraycopy(keyId.getBytes(StandardCharsets.US_ASCII), 0, header, 2, keyId.length());
        return header;
    }

    /** How long the header is, 0 if there is none of this format. */
    static int length(byte[] sealed, byte format) {
        if (sealed.length < 2 || sealed[0] != format) {
            return 0;
        }
        int id = sealed[1];
        if (id < 1 || id > KeyRing.MAX_ID_LENGTH || sealed.length < 2 + id) {
            return 0;
        }
        for (int i = 2; i < 2 + id; i++) {
            if (!KeyRing.isIdSymbol(sealed[i])) {
                return 0;
            }
        }
        return 2 + id;
    }

    static boolean begins(byte[] sealed, byte[] header) {
        return sealed.length >= header.length && Arrays.equals(sealed, 0, header.length, header, 0, header.length);
    }

    /** The key's id; only of what has a header. */
    static String keyId(byte[] sealed) {
        return new String(sealed, 2, sealed[1], StandardCharsets.US_ASCII);
    }
}
