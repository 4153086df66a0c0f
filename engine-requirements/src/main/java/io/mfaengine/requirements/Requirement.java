package io.mfaengine.requirements;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which numbered requirements a test stands for: one method, or every test of a class and of the classes that extend it.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Requirement {

    /**
     * The numbers, such as {@code "R12"} for a security requirement or {@code "I2"} for an invariant of the design.
     *
     * @return one number or more
     */
    String[] value();
}
