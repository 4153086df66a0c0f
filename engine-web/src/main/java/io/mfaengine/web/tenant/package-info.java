/** Whose engine a request is for, and what its operator permits. */
@NullMarked
@CheckReturnValue
package io.mfaengine.web.tenant;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
