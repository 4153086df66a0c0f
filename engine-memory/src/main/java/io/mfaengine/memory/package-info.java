/**
 * A store in memory: for tests, and for applications of one process that can do without what a restart forgets.
 */
@NullMarked
@CheckReturnValue
package io.mfaengine.memory;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
