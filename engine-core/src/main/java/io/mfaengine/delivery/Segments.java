package io.mfaengine.delivery;

/** Counts the short messages that a text takes. */
final class Segments {
    /** The GSM 7 bit default alphabet, but for its escape (3GPP TS 23.038 section 6.2.1). */
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /** Takes two places each (section 6.2.1.1). */
    private static final String EXTENSION = "\f^{}\\[~]|€";

    private static final int SEPTETS = 160;
    private static final int SEPTETS_OF_PART = 153;
    private static final int UNITS = 70;
    private static final int UNITS_OF_PART = 67;

    private Segments() {}

    static boolean isGsm7(String text) {
        return text.chars().allMatch(c -> BASIC.indexOf(c) >= 0 || EXTENSION.indexOf(c) >= 0);
    }

    static int count(String text) {
        boolean gsm = isGsm7(text);
        int whole = 0;
        int parts = 1;
        int used = 0;
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            // neither an escape nor a surrogate pair is cut in two
            int size = gsm ? (EXTENSION.indexOf(point) >= 0 ? 2 : 1) : Character.charCount(point);
            int room = gsm ? SEPTETS_OF_PART : UNITS_OF_PART;
            if (used + size > room) {
                parts++;
                used = 0;
            }
            used += size;
            whole += size;
            at += Character.charCount(point);
        }
        return whole <= (gsm ? SEPTETS : UNITS) ? 1 : parts;
    }
}
