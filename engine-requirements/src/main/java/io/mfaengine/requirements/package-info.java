/**
 * Numbers that tie tests to requirements.
 */
@NullMarked
@CheckReturnValue
package io.mfaengine.requirements;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
