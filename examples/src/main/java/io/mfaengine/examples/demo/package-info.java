/**
 * A small shop on the web, with everything that people see of the engine. Read
 * {@link io.mfaengine.examples.demo.Gate} first: it is all that an application has to do.
 */
@NullMarked
@CheckReturnValue
package io.mfaengine.examples.demo;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
