/** Who sends messages in the examples. */
@NullMarked
@CheckReturnValue
package io.mfaengine.examples.senders;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
