package io.mfaengine.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sealed locator that went out to come back: an action token, or the reply handle inside a message. Opaque; only the
 * engine can tell whether it is genuine. Printing it shows nothing.
 */
public final class Handle {
    private final String value;

    private Handle(String value) {
        this.value = value;
    }

    /**
     * Wraps what came back. Takes anything: whether it is genuine is found out when it is used.
     *
     * @param text the text of the handle
     * @return the handle
     */
    public static Handle of(String text) {
        return new Handle(Objects.requireNonNull(text, "text"));
    }

    /**
     * The text to hand out: base64url without padding, about 150 to 700 characters.
     *
     * @return the text
     */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Handle that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "Handle[***]";
    }
}
