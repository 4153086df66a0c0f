package io.mfaengine;

import io.mfaengine.crypto.CannotOpenException;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.crypto.Sealing;
import io.mfaengine.model.Handle;
import java.nio.BufferUnderflowException;
import java.security.SecureRandom;
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

    Handles(KeyRing keys, String tenant, SecureRandom random) {
        this.tenant = tenant;
        this.tokens = Sealing.of(keys, "handle/token", random);
        this.replies = Sealing.of(keys, "handle/reply", random);
    }

    Handle token(Locator locator) {
        return seal(tokens, locator);
    }

    Handle reply(Locator locator) {
        return seal(replies, locator);
    }

    /** Where a token leads, whether it is over or not; empty if we did not make it. */
    Optional<Locator> openToken(Handle token) {
        return open(tokens, token);
    }

    Optional<Locator> openReply(Handle reply) {
        return open(replies, reply);
    }

    private static Handle seal(Sealing sealing, Locator locator) {
        byte[] sealed = sealing.seal(locator.bytes(), NO_AAD);
        return Handle.of(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed));
    }

    private Optional<Locator> open(Sealing sealing, Handle handle) {
        String text = handle.value();
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(text);
            // one spelling only: a decoder ignores the unused bits of the last symbol
            if (!Base64.getUrlEncoder().withoutPadding().encodeToString(sealed).equals(text)) {
                return Optional.empty();
            }
            Locator locator = Locator.of(sealing.open(sealed, NO_AAD));
            return locator.user().tenant().equals(tenant) ? Optional.of(locator) : Optional.empty();
        } catch (CannotOpenException | IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }
}
