package io.mfaengine.method;

/**
 * A named, typed value of {@link Data}. Sealed at rest unless it is {@link #readable()}.
 *
 * @param <T> {@link String}, {@link Long} or {@code byte[]}
 */
public final class Field<T> {
    /** Where an authenticator is, in canonical form; the application is shown it. */
    public static final Field<String> ADDRESS = text("address");

    private final String name;
    private final Class<T> type;
    private final boolean readable;

    private Field(String name, Class<T> type, boolean readable) {
        if (!name.matches("[a-zA-Z][a-zA-Z0-9]{0,31}")) {
            throw new IllegalArgumentException("a field's name must be 1 to 32 ASCII letters and digits");
        }
        this.name = name;
        this.type = type;
        this.readable = readable;
    }

    /**
     * A field that holds text.
     *
     * @param name 1 to 32 ASCII letters and digits, unique in the method
     * @return the field
     * @throws IllegalArgumentException if the name is out of bounds
     */
    public static Field<String> text(String name) {
        return new Field<>(name, String.class, false);
    }

    /**
     * A field that holds a whole number.
     *
     * @param name 1 to 32 ASCII letters and digits, unique in the method
     * @return the field
     * @throws IllegalArgumentException if the name is out of bounds
     */
    public static Field<Long> number(String name) {
        return new Field<>(name, Long.class, false);
    }

    /**
     * A field that holds bytes.
     *
     * @param name 1 to 32 ASCII letters and digits, unique in the method
     * @return the field
     * @throws IllegalArgumentException if the name is out of bounds
     */
    public static Field<byte[]> bytes(String name) {
        return new Field<>(name, byte[].class, false);
    }

    /**
     * The same field, readable by whoever reads the store: for what changes often and is no secret, a counter say.
     *
     * @return the readable field
     */
    public Field<T> readable() {
        return new Field<>(name, type, true);
    }

    /**
     * Its name.
     *
     * @return 1 to 32 ASCII letters and digits
     */
    public String name() {
        return name;
    }

    boolean isReadable() {
        return readable;
    }

    T cast(Object value) {
        return type.cast(value);
    }
}
