package io.mfaengine.method;

import io.mfaengine.delivery.Address;
import io.mfaengine.delivery.Templates;
import io.mfaengine.delivery.Templates.Words;
import io.mfaengine.method.AuthenticatorMethod.Context;
import io.mfaengine.method.AuthenticatorMethod.Held;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import io.mfaengine.model.User;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the methods that send something have in common. A question remembers where it was sent to, and only the
 * authenticator that is still there answers it.
 *
 * @param type the type of the method
 * @param application its name, as messages say it
 * @param templates what messages say
 */
record SentMessage(AuthenticatorType type, String application, Templates templates) {
    /** How many digits a code has (NIST SP 800-63B-4 section 3.1.3.2). */
    static final Parameter DIGITS = new Parameter("digits", 6, 6, 10);

    private static final int MAX_APPLICATION_LENGTH = 64;
    private static final int NONCE_BYTES = 16;
    private static final Field<byte[]> NONCE = Field.bytes("nonce");
    private static final Field<byte[]> CODE = Field.bytes("code");
    private static final Field<Long> LENGTH = Field.number("length");

    SentMessage {
        Objects.requireNonNull(application, "application");
        if (application.isBlank()
                || application.length() > MAX_APPLICATION_LENGTH
                || application.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("application must have 1 to " + MAX_APPLICATION_LENGTH
                    + " characters, no control characters, and not be blank");
        }
    }

    SentMessage templates(Templates next) {
        return new SentMessage(type, application, Objects.requireNonNull(next, "templates"));
    }

    /** What a message says that only tries a provider. */
    String test() {
        return "This is a test message of " + application + ".";
    }

    /** How long what was sent is valid, in minutes. */
    static Parameter minutes(int standard) {
        return new Parameter("minutes", standard, 1, 10);
    }

    /** What to keep of a question about an address. */
    static Data about(Address to) {
        return Data.empty().with(Field.ADDRESS, to.canonical());
    }

    /** The same with a code, which is kept as a hash (R89). */
    static Data keep(Context context, Address to, String code) {
        byte[] nonce = context.randomBytes(NONCE_BYTES);
        return about(to).with(NONCE, nonce).with(LENGTH, (long) code.length()).with(CODE, hash(context, nonce, code));
    }

    /** Writes the message; {@code placeholder} is {@code code} or {@code link}. */
    Words write(Context context, int minutes, String placeholder, String secret) {
        Map<String, String> values = new HashMap<>();
        values.put("application", application);
        values.put("action", context.intent().action());
        values.put("minutes", Integer.toString(minutes));
        values.put(placeholder, secret);
        User user = context.user();
        if (user.displayName() != null) {
            values.put("name", user.displayName());
        }
        return context.written(templates).write(type, context.intent().action(), context.locale(), values);
    }

    /** Null if the response is the code that was sent. */
    static @Nullable Refusal refusal(Context context, Data asked, Response response) {
        String typed = Typed.code(response);
        long length = asked.get(LENGTH);
        if (typed == null || typed.length() != length || typed.chars().anyMatch(digit -> digit < '0' || digit > '9')) {
            return Refusal.MALFORMED;
        }
        boolean same = MessageDigest.isEqual(hash(context, asked.get(NONCE), typed), asked.get(CODE));
        return same ? null : Refusal.WRONG_RESPONSE;
    }

    private static byte[] hash(Context context, byte[] nonce, String code) {
        byte[] digits = code.getBytes(StandardCharsets.US_ASCII);
        return context.hash(ByteBuffer.allocate(nonce.length + digits.length)
                .put(nonce)
                .put(digits)
                .array());
    }

    /** The authenticator that the question was sent to, if it is still there. */
    static Optional<Held> asked(Context context, Data asked) {
        Set<String> address = Set.of(asked.get(Field.ADDRESS));
        return context.held().stream()
                .filter(held -> address.contains(held.data().get(Field.ADDRESS)))
                .findFirst();
    }

    /** What the authenticator that is asked first is at. */
    static String first(Context context) {
        return context.held().get(0).data().get(Field.ADDRESS);
    }
}
