/** The Client API: what a browser or an app calls, with an action's token. */
@NullMarked
@CheckReturnValue
package io.mfaengine.web.client;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
