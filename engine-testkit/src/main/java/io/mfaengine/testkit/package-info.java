/**
 * The published test kit: contracts that a store and an engine have to keep, and what tests hold in their hands.
 */
@NullMarked
@CheckReturnValue
package io.mfaengine.testkit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
