/**
 * How a message leaves: to which addresses, in what words, by whose hands.
 */
@CheckReturnValue
@NullMarked
package io.mfaengine.delivery;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
