package io.mfaengine.method;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a method keeps, of a question or of an authenticator. The engine seals it, but for {@link Field#readable()}
 * fields; fields that a release doesn't know survive it. Immutable; printing it shows nothing.
 */
public final class Data {
    private static final Data EMPTY = new Data(Map.of(), Map.of());

    private final Map<String, Object> sealed;
    private final Map<String, Object> readable;

    private Data(Map<String, Object> sealed, Map<String, Object> readable) {
        this.sealed = sealed;
        this.readable = readable;
    }

    /**
     * No data.
     *
     * @return data without fields
     */
    public static Data empty() {
        return EMPTY;
    }

    /**
     * Puts together what {@link #sealedPart()} and {@link #readablePart()} gave. For the engine.
     *
     * @param sealedPart the part that was sealed
     * @param readablePart the readable part: text and whole numbers by name
     * @return the data
     * @throws IllegalArgumentException if the sealed part is not of this format
     */
    public static Data of(byte[] sealedPart, Map<String, Object> readablePart) {
        return new Data(decode(sealedPart), readablePart);
    }

    /**
     * Sets a field.
     *
     * @param field the field
     * @param value the value
     * @param <T> its type
     * @return a changed copy
     */
    public <T> Data with(Field<T> field, T value) {
        return field.isReadable()
                ? new Data(sealed, with(readable, field.name(), value))
                : new Data(with(sealed, field.name(), value), readable);
    }

    /** Sorted by name; most data has one field, and a map of one is small. */
    private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
        if (fields.isEmpty() || (fields.size() == 1 && fields.containsKey(name))) {
            return Map.of(name, value);
        }
        Map<String, Object> more = new TreeMap<>(fields);
        more.put(name, value);
        return Collections.unmodifiableMap(more);
    }

    /**
     * Drops a field.
     *
     * @param field the field
     * @return a changed copy
     */
    public Data without(Field<?> field) {
        Map<String, Object> less = new TreeMap<>(field.isReadable() ? readable : sealed);
        less.remove(field.name());
        Map<String, Object> fixed = Collections.unmodifiableMap(less);
        return field.isReadable() ? new Data(sealed, fixed) : new Data(fixed, readable);
    }

    /**
     * Reads a field that may be missing.
     *
     * @param field the field
     * @param <T> its type
     * @return the value, empty if it isn't there
     */
    public <T> Optional<T> find(Field<T> field) {
        Object value = (field.isReadable() ? readable : sealed).get(field.name());
        return value == null ? Optional.empty() : Optional.of(field.cast(value));
    }

    /**
     * Reads a field.
     *
     * @param field the field
     * @param <T> its type
     * @return the value
     * @throws IllegalStateException if it isn't there
     */
    public <T> T get(Field<T> field) {
        return find(field).orElseThrow(() -> new IllegalStateException("no field " + field.name()));
    }

    /**
     * The part to be sealed, in a compact form. For the engine.
     *
     * @return the bytes; the same for equal fields
     */
    public byte[] sealedPart() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64);
        sealed.forEach((name, value) -> {
            byte[] bytes;
            char kind;
            if (value instanceof byte[] raw) {
                bytes = raw;
                kind = 'b';
            } else {
                bytes = value.toString().getBytes(StandardCharsets.UTF_8);
                kind = value instanceof Long ? 'n' : 't';
            }
            out.write(name.length());
            out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
            out.write(kind);
            out.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
            out.writeBytes(bytes);
        });
        return out.toByteArray();
    }

    /**
     * Whether the part to be sealed is that of other data. For the engine.
     *
     * @param other the other data
     * @return whether it is the same
     */
    public boolean sealsTheSame(Data other) {
        return sealed == other.sealed || MessageDigest.isEqual(sealedPart(), other.sealedPart());
    }

    /**
     * The readable part. For the engine.
     *
     * @return text and whole numbers by name, unmodifiable
     */
    public Map<String, Object> readablePart() {
        return readable;
    }

    private static Map<String, Object> decode(byte[] part) {
        Map<String, Object> fields = Map.of();
        try {
            for (ByteBuffer in = ByteBuffer.wrap(part); in.hasRemaining(); ) {
                String name = new String(take(in, in.get()), StandardCharsets.US_ASCII);
                byte kind = in.get();
                byte[] bytes = take(in, in.getInt());
                fields = with(
                        fields,
                        name,
                        switch (kind) {
                            case 'b' -> bytes;
                            case 'n' -> Long.valueOf(new String(bytes, StandardCharsets.UTF_8));
                            default -> new String(bytes, StandardCharsets.UTF_8);
                        });
            }
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("not the sealed part of data", e);
        }
        return fields;
    }

    private static byte[] take(ByteBuffer in, int count) {
        if (count > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return "Data[***]";
    }
}
