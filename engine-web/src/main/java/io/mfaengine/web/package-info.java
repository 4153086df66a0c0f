/** The engine over HTTP: {@link io.mfaengine.web.MfaHttp} answers, {@link io.mfaengine.web.MfaServlet} mounts it, {@link io.mfaengine.web.MfaServer} runs it alone. */
@NullMarked
@CheckReturnValue
package io.mfaengine.web;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
