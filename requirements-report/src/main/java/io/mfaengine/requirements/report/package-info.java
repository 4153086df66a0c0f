/**
 * Reports which requirement is cited by which test.
 */
@NullMarked
@CheckReturnValue
package io.mfaengine.requirements.report;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
