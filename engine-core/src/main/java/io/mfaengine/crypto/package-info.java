/** Keys, sealing, keyed hashing and randomness; knows nothing else. */
@NullMarked
@CheckReturnValue
package io.mfaengine.crypto;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
