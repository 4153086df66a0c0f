package io.mfaengine;

import io.mfaengine.crypto.CannotOpenException;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.crypto.Sealing;
import io.mfaengine.model.Handle;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.UserKey;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Makes and opens handles. Each purpose has its own key, so one is never taken for the other; a forged one is found out
 * without the store.
 */
final class Handles {
    /** Longer than the longest that we make, shorter than what is worth decoding. */
    private static final int MAX_LENGTH = 2_048;

    private static final byte[] NO_AAD = {};

    private final String tenant;
    private final Sealing tokens;
    private final Sealing replies;
    private final Sealing receipts;

    Handles(KeyRing keys, String tenant, SecureRandom random) {
        this.tenant = tenant;
        this.tokens = Sealing.of(keys, "handle/token", random);
        this.replies = Sealing.of(keys, "handle/reply", random);
        this.receipts = Sealing.of(keys, "handle/receipt", random);
    }

    Handle token(Locator locator) {
        return seal(tokens, locator);
    }

    Handle reply(Locator locator) {
        return seal(replies, locator);
    }

    Handle receipt(Locator locator) {
        return seal(receipts, locator);
    }

    /** Where a token leads, whether it is over or not; empty if we did not make it. */
    Optional<Locator> openToken(Handle token) {
        return open(tokens, token);
    }

    Optional<Locator> openReply(Handle reply) {
        return open(replies, reply);
    }

    Optional<Locator> openReceipt(Handle receipt) {
        return open(receipts, receipt);
    }

    private static Handle seal(Sealing sealing, Locator locator) {
        byte[] sealed = sealing.seal(locator.bytes(), NO_AAD);
        return Handle.of(Json.base64(sealed));
    }

    private Optional<Locator> open(Sealing sealing, Handle handle) {
        String text = handle.value();
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(text);
            // one spelling only: a decoder takes padding, and ignores the unused bits of the last symbol
            byte[] tail = Arrays.copyOfRange(sealed, sealed.length - sealed.length % 3, sealed.length);
            if (!text.endsWith(Json.base64(tail))) {
                return Optional.empty();
            }
            Locator locator = Locator.of(sealing.open(sealed, NO_AAD));
            return locator.user().tenant().equals(tenant) ? Optional.of(locator) : Optional.empty();
        } catch (CannotOpenException | IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    /**
     * What a handle seals: where an action is, and what it has to know.
     *
     * @param user whose
     * @param action which
     * @param expiresAt when the handle is over, in milliseconds
     * @param nonceHigh with the other half, what the action has to hold
     * @param nonceLow the other half
     * @param type the type of the question that a reply answers; empty in an action token
     * @param reply what that question has to hold; 0 in an action token
     */
    record Locator(
            UserKey user, ActionKey action, long expiresAt, long nonceHigh, long nonceLow, String type, long reply) {

        boolean opens(StoredAction stored) {
            return stored.nonceHigh() == nonceHigh && stored.nonceLow() == nonceLow;
        }

        byte[] bytes() {
            byte[][] texts = {
                utf8(user.tenant()),
                utf8(user.userId()),
                utf8(action.action()),
                utf8(action.idempotencyKey()),
                utf8(type)
            };
            int length = 4 * Long.BYTES;
            for (byte[] text : texts) {
                length += 1 + text.length;
            }
            ByteBuffer out = ByteBuffer.allocate(length);
            out.putLong(expiresAt).putLong(nonceHigh).putLong(nonceLow).putLong(reply);
            for (byte[] text : texts) {
                out.put((byte) text.length).put(text);
            }
            return out.array();
        }

        /**
         * Reads what {@link #bytes} wrote.
         *
         * @throws BufferUnderflowException if it did not
         * @throws IllegalArgumentException if it did not
         */
        static Locator of(byte[] bytes) {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            long expiresAt = in.getLong();
            long nonceHigh = in.getLong();
            long nonceLow = in.getLong();
            long reply = in.getLong();
            UserKey user = new UserKey(text(in), text(in));
            ActionKey action = new ActionKey(text(in), text(in));
            return new Locator(user, action, expiresAt, nonceHigh, nonceLow, text(in), reply);
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        private static String text(ByteBuffer in) {
            byte[] bytes = new byte[in.get() & 0xff];
            in.get(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
