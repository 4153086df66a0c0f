/** How the operator's portal is set up. */
@NullMarked
@CheckReturnValue
package io.mfaengine.web.portal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
