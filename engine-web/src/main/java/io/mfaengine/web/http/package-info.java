/** Plain requests and responses, the route table, and what every request and response has to obey. */
@NullMarked
@CheckReturnValue
package io.mfaengine.web.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
