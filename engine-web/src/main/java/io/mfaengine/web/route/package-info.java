/** The route table, and what every request and every response has to obey. */
@NullMarked
@CheckReturnValue
package io.mfaengine.web.route;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
