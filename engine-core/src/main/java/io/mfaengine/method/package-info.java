/** What a factor is, and the built-in ones. */
@NullMarked
@CheckReturnValue
package io.mfaengine.method;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
