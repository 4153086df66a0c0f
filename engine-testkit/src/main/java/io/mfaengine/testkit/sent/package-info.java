/** What the engine promises of factors that send something, as tests over a store. */
@NullMarked
@CheckReturnValue
package io.mfaengine.testkit.sent;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
