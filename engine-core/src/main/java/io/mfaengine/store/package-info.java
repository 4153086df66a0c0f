/** The storage SPI: what an implementer of a store writes, and the records it is handed; knows nothing else. */
@NullMarked
@CheckReturnValue
package io.mfaengine.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
