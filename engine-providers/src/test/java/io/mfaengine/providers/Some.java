package io.mfaengine.providers;

import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Email;
import io.mfaengine.delivery.EmailAddress;
import io.mfaengine.delivery.PhoneNumber;
import io.mfaengine.delivery.Sms;
import io.mfaengine.model.ActionId;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Secret;
import java.util.Locale;

/** Messages that tests send. */
final class Some {
    static final String CODE = "123456";
    static final String TEXT = CODE + " is your Acme code. It isn't for anyone else.";
    static final String NUMBER = "+64271000001";
    static final Handle RECEIPT = Handle.of("a-receipt_handle");

    private static final ActionId ACTION =
            Intent.user("usr_1").action("sign-in").idempotencyKey("key 1").id();

    private Some() {}

    static Sms sms() {
        return sms(Sms.Channel.SMS);
    }

    static Sms sms(Sms.Channel channel) {
        return new Sms("sendId-0001", channel, number(), TEXT, Locale.ENGLISH, about());
    }

    static PhoneNumber number() {
        return PhoneNumber.parse(NUMBER).orElseThrow();
    }

    static Delivery.About about() {
        return new Delivery.About(ACTION, Secret.of(CODE), RECEIPT);
    }

    static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }

    static Email email() {
        return new Email(
                "sendId-0002",
                address("jane@shop.example"),
                "Your Acme code",
                "Your code is\n\n    " + CODE + "\n",
                "<p>Your code is <b>" + CODE + "</b></p>",
                Locale.ENGLISH,
                about());
    }
}
