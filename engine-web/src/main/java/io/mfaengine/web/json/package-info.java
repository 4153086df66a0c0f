/** JSON text, bounded and strict. */
@NullMarked
@CheckReturnValue
package io.mfaengine.web.json;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
