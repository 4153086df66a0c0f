package io.mfaengine.delivery;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A text message. Printing it shows no more than the masked number.
 *
 * @param sendId names this message: the same on every attempt to send it, 11 characters of base64url
 * @param channel which way it goes
 * @param to to which number
 * @param text what it says: secret, it holds a code
 * @param locale in which language
 * @param about what it is about; null: it is a test, and about nothing
 */
public record Sms(
        String sendId, Channel channel, PhoneNumber to, String text, Locale locale, Delivery.@Nullable About about) {
    /** Which way a text message goes. */
    public enum Channel {
        /** As a short message of the telephone network. */
        SMS,
        /** By WhatsApp. */
        WHATSAPP
    }

    /**
     * A message about nothing.
     *
     * @param sendId names this message
     * @param channel which way it goes
     * @param to to which number
     * @param text what it says
     * @param locale in which language
     */
    public Sms(String sendId, Channel channel, PhoneNumber to, String text, Locale locale) {
        this(sendId, channel, to, text, locale, null);
    }

    /**
     * Whether it can be sent in the alphabet of which 160 characters fit into one segment; else 70 do.
     *
     * @return whether each character is in the GSM 7 bit default alphabet or its extension (3GPP TS 23.038 section 6.2.1)
     */
    public boolean isGsm7() {
        return Segments.isGsm7(text);
    }

    /**
     * How many short messages of the telephone network it takes, each of which is paid for.
     *
     * @return at least 1 (3GPP TS 23.040 section 9.2.3.24: parts have room for 153 septets, or 67 UTF-16 units)
     */
    public int segments() {
        return Segments.count(text);
    }

    @Override
    public String toString() {
        return "Sms[" + sendId + ", " + channel + ", " + to + "]";
    }
}
