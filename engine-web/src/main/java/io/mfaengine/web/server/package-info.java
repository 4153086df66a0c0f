/** The Server API: what the application calls, with a secret key. */
@NullMarked
@CheckReturnValue
package io.mfaengine.web.server;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
