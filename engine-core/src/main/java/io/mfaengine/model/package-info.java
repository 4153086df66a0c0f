/** The vocabulary: immutable values that every other package speaks in; knows nothing else. */
@NullMarked
@CheckReturnValue
package io.mfaengine.model;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
