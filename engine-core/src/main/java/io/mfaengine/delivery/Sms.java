package io.mfaengine.delivery;

import java.util.Locale;

/**
 * A text message. Printing it shows no more than the masked number.
 *
 * @param sendId names this message: the same on every attempt to send it, 11 characters of base64url
 * @param channel which way it goes
 * @param to to which number
 * @param text what it says: secret, it holds a code
 * @param locale in which language
 */
public record Sms(String sendId, Channel channel, PhoneNumber to, String text, Locale locale) {
    /** Which way a text message goes. */
    public enum Channel {
        /** As a short message of the telephone network. */
        SMS,
        /** By WhatsApp. */
        WHATSAPP
    }

    @Override
    public String toString() {
        return "Sms[" + sendId + ", " + channel + ", " + to + "]";
    }
}
