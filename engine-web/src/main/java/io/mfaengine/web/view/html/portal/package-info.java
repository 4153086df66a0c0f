/** Where the templates of the portal are generated to. */
@NullMarked
@CheckReturnValue
package io.mfaengine.web.view.html.portal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
