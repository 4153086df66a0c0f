package io.mfaengine.examples.push;

import io.mfaengine.delivery.Address;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.method.AuthenticatorMethod;
import io.mfaengine.method.Check;
import io.mfaengine.method.Data;
import io.mfaengine.method.Field;
import io.mfaengine.method.Opening;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Number matching: the browser shows two digits, and the person types them into the application's app on their phone,
 * which shows what they agree to. Who is asked out of the blue doesn't know the digits, and can't approve by habit.
 *
 * <p>The app's server hands what comes back to {@code MfaEngine.respond}; the browser polls {@code status}.
 *
 * @param push what reaches the phones
 */
public record NumberMatching(PushService push) implements AuthenticatorMethod {
    /** The type of this factor. */
    public static final AuthenticatorType PUSH = AuthenticatorType.of("PUSH");

    private static final int PAIRING_DIGITS = 6;
    private static final int DIGITS = 2;
    private static final Duration PAIRING_LIFE = Duration.ofMinutes(10);
    private static final Duration LIFE = Duration.ofMinutes(2);
    private static final Field<byte[]> PAIRING = Field.bytes("pairing");
    private static final Field<String> NUMBER = Field.text("number");

    /** What reaches the phones. A message goes at most once for one send id. */
    public interface PushService {
        /** Shows a code on a phone that is to be paired. */
        Delivery pair(Device phone, String sendId, String code);

        /** Asks on a paired phone for the number; what the person says comes back with the reply handle. */
        Delivery ask(Device phone, String sendId, Intent intent, Handle reply);
    }

    /** A phone, by the name that its push service gave it. */
    public record Device(String canonical) implements Address {
        static Optional<Device> parse(@Nullable String name) {
            return Optional.ofNullable(name)
                    .filter(text -> text.matches("[A-Za-z0-9:_-]{16,200}"))
                    .map(Device::new);
        }

        @Override
        public String masked() {
            return "phone \u2026" + canonical.substring(canonical.length() - 4);
        }

        @Override
        public String toString() {
            return masked();
        }
    }

    @Override
    public AuthenticatorType type() {
        return PUSH;
    }

    /** Shows a code on the phone, so that nobody pairs one that they can't look at. */
    @Override
    public Opening enroll(Context context, @Nullable String address) {
        Device phone = Device.parse(address).orElse(null);
        if (phone == null) {
            return Opening.refuse(Refusal.MALFORMED);
        }
        String code = context.randomDigits(PAIRING_DIGITS);
        return Opening.send(
                new Prompt.CodeSent(phone.masked(), PAIRING_DIGITS),
                Data.empty().with(Field.ADDRESS, phone.canonical()).with(PAIRING, hash(context, code)),
                PAIRING_LIFE,
                phone,
                (reply, receipt, sendId) -> push.pair(phone, sendId, code));
    }

    /** A phone is one person's: nobody else can pair it. */
    @Override
    public Check confirm(Context context, Data asked, Response response) {
        if (!(response instanceof Response.Code typed) || !isNumber(typed.text(), PAIRING_DIGITS)) {
            return Check.reject(Refusal.MALFORMED);
        }
        if (!MessageDigest.isEqual(asked.get(PAIRING), hash(context, typed.text()))) {
            return Check.reject(Refusal.WRONG_RESPONSE);
        }
        Device phone = new Device(asked.get(Field.ADDRESS));
        return Check.enroll(phone, Data.empty()).claim(phone.canonical());
    }

    @Override
    public Opening challenge(Context context) {
        Device phone = new Device(context.held().get(0).data().get(Field.ADDRESS));
        String number = context.randomDigits(DIGITS);
        Intent intent = context.intent();
        return Opening.send(
                new Prompt.Approve(number),
                Data.empty().with(NUMBER, number),
                LIFE,
                phone,
                (reply, receipt, sendId) -> push.ask(phone, sendId, intent, reply));
    }

    /** One try at a hundred numbers: what isn't right ends the question. */
    @Override
    public Check check(Context context, Data asked, Response response) {
        if (response instanceof Response.Declined) {
            return Check.reject(Refusal.DECLINED).burn();
        }
        // a browser can't approve what a phone was asked
        if (!(response instanceof Response.Approved approved) || !isNumber(approved.number(), DIGITS)) {
            return Check.reject(Refusal.MALFORMED);
        }
        if (!MessageDigest.isEqual(bytes(asked.get(NUMBER)), bytes(approved.number()))) {
            return Check.reject(Refusal.WRONG_RESPONSE).burn();
        }
        Held phone = context.held().get(0);
        return Check.accept(phone, phone.data()).amr("mca");
    }

    private static boolean isNumber(String text, int digits) {
        return text.matches("[0-9]{" + digits + "}");
    }

    private static byte[] hash(Context context, String code) {
        return context.hash(bytes(code));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
