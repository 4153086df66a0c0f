package io.mfaengine;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.UserKey;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

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
record Locator(UserKey user, ActionKey action, long expiresAt, long nonceHigh, long nonceLow, String type, long reply) {

    boolean opens(StoredAction stored) {
        return stored.nonceHigh() == nonceHigh && stored.nonceLow() == nonceLow;
    }

    byte[] bytes() {
        byte[][] texts = {
            utf8(user.tenant()), utf8(user.userId()), utf8(action.action()), utf8(action.idempotencyKey()), utf8(type)
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
