package io.mfaengine.web.pages;

import java.util.Set;

/** A picture, served from the pages' own path. Immutable. */
public final class Logo {
    private static final Set<String> MEDIA_TYPES = Set.of("image/png", "image/svg+xml", "image/webp", "image/jpeg");
    private static final int MAX_BYTES = 16 * 1024;

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
     * @param bytes at most 16 KiB
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
