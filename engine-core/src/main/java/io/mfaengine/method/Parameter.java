package io.mfaengine.method;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

/**
 * A number that an operator may set of a method, by name, within a range.
 *
 * @param name its name, unique in the method
 * @param standard the default
 * @param least the smallest that is allowed
 * @param most the largest that is allowed
 */
public record Parameter(String name, int standard, int least, int most) {
    /**
     * Checks that the default is in the range. {@inheritDoc}
     *
     * @throws IllegalArgumentException if it isn't
     */
    public Parameter {
        if (least > standard || standard > most) {
            throw new IllegalArgumentException(name + " must have its default within " + least + " to " + most);
        }
    }

    /**
     * The same parameter with another default.
     *
     * @param value the default
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of the range
     */
    public Parameter standard(int value) {
        return new Parameter(name, check(value), least, most);
    }

    /**
     * Checks a value.
     *
     * @param value the value
     * @return the value
     * @throws IllegalArgumentException if it is out of the range, naming the parameter and the range
     */
    @CanIgnoreReturnValue
    public int check(int value) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", it is " + value);
        }
        return value;
    }
}
