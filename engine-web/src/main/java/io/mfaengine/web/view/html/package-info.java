/** Where the templates are generated to. */
@NullMarked
@CheckReturnValue
package io.mfaengine.web.view.html;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
