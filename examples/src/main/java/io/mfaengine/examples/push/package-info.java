/** A factor of one's own, in one file: a push to a paired phone, approved by number. */
@NullMarked
@CheckReturnValue
package io.mfaengine.examples.push;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
