/** What the engine promises, as tests over any store: {@code MfaEngineContract}. */
@NullMarked
@CheckReturnValue
package io.mfaengine.testkit.engine;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
