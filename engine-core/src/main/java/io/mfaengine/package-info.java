/**
 * The door: the application's side ({@link io.mfaengine.MfaEngine}), the person's side ({@link
 * io.mfaengine.ActionSession}) and the operator's side ({@link io.mfaengine.Operator}), and the machinery behind them.
 */
@NullMarked
@CheckReturnValue
package io.mfaengine;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
