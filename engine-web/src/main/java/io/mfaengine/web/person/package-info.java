/** The person's pages: what each path does, by the person's side of the engine and by nothing else. */
@NullMarked
@CheckReturnValue
package io.mfaengine.web.person;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
