package io.mfaengine.providers;

import com.google.gson.JsonObject;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.Cause;

/** What Twilio's error codes come to (Twilio's error and warning dictionary). */
final class TwilioCodes {
    private TwilioCodes() {}

    static Cause cause(int code) {
        return switch (code) {
            // no number, a landline, nobody's, or not in WhatsApp
            case 21211, 21214, 21217, 21614, 21635, 30003, 30005, 30006, 63003, 63024 -> Cause.BAD_ADDRESS;
            // region not permitted, this sender not to there, opted out, unverified on trial, filtered, outside the
            // window
            case 21267, 21408, 21606, 21608, 21610, 21612, 21617, 30004, 30007, 30034, 63013, 63016 -> Cause.REFUSED;
            // the account is suspended or closed, which is what not paying leads to
            case 10001, 20005, 30002, 90010 -> Cause.UNPAID;
            case 14107, 20429, 21611, 30001, 63018, 63038 -> Cause.THROTTLED;
            // credentials, sender, service or template that aren't there
            case 20003,
                    20404,
                    21603,
                    21609,
                    21654,
                    21655,
                    21656,
                    21659,
                    21660,
                    21661,
                    21701,
                    21703,
                    21704,
                    21705,
                    21910,
                    63007 -> Cause.MISCONFIGURED;
            case 30008, 63012, 63021 -> Cause.UNAVAILABLE;
            default -> Cause.UNSAID;
        };
    }

    /** An answer other than 2xx: by its code, if it has one that is known, else by its status. */
    static Delivery refused(int status, JsonObject body) {
        Cause cause = cause(Answers.number(body, "code"));
        if (cause != Cause.UNSAID && status < 500) {
            return Answers.not(cause);
        }
        // a code that isn't in the list is about the request all the same
        return status == 400 && body.has("code") ? Answers.not(Cause.MISCONFIGURED) : Answers.of(status);
    }
}
