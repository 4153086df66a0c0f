package io.mfaengine.web.pages;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A picture, served from the pages' own path. Immutable. */
public final class Logo {
    private static final Set<String> MEDIA_TYPES = Set.of("image/png", "image/svg+xml", "image/webp", "image/jpeg");
    private static final int MAX_BYTES = 24 * 1024;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final Pattern SVG = Pattern.compile(
            "\\s*+(<\\?xml [^>]*+>\\s*+)?(<!--.*?-->\\s*+|<!DOCTYPE [^>\\[]*+>\\s*+)*+<svg[\\s>].*</svg>\\s*+",
            Pattern.DOTALL);

    private final String mediaType;
    private final byte[] bytes;

    private Logo(String mediaType, byte[] bytes) {
        this.mediaType = mediaType;
        this.bytes = bytes;
    }

    /**
     * A picture.
     *
     * @param mediaType {@code image/png}, {@code image/svg+xml}, {@code image/webp} or {@code image/jpeg}
     * @param bytes at most 24 KiB
     * @return the logo
     * @throws IllegalArgumentException if it is of another type, or larger
     */
    public static Logo of(String mediaType, byte[] bytes) {
        if (!MEDIA_TYPES.contains(mediaType)) {
            throw new IllegalArgumentException("mediaType must be one of " + MEDIA_TYPES);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("a logo must have at most " + MAX_BYTES + " bytes");
        }
        return new Logo(mediaType, bytes.clone());
    }

    /**
     * A picture that says itself of which type it is: by what PNG, JPEG and WebP files begin with, and SVG text by its first
     * element.
     *
     * @param bytes at most 24 KiB
     * @return the logo; empty if it is of another type
     * @throws IllegalArgumentException if it is larger
     */
    public static Optional<Logo> read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (begins(bytes, PNG)) {
            return Optional.of(of("image/png", bytes));
        }
        if (begins(bytes, JPEG)) {
            return Optional.of(of("image/jpeg", bytes));
        }
        if (text.length() > 12 && text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return Optional.of(of("image/webp", bytes));
        }
        String svg = new String(bytes, StandardCharsets.UTF_8);
        return SVG.matcher(svg.startsWith("\ufeff") ? svg.substring(1) : svg).matches()
                ? Optional.of(of("image/svg+xml", bytes))
                : Optional.empty();
    }

    private static boolean begins(byte[] bytes, byte[] with) {
        return bytes.length > with.length && Arrays.equals(bytes, 0, with.length, with, 0, with.length);
    }

    /**
     * Its media type.
     *
     * @return the type
     */
    public String mediaType() {
        return mediaType;
    }

    /**
     * The picture.
     *
     * @return a copy
     */
    public byte[] bytes() {
        return bytes.clone();
    }
}
