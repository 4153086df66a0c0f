/** What the templates of the operator's portal are given. */
@NullMarked
@CheckReturnValue
package io.mfaengine.web.view.portal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
