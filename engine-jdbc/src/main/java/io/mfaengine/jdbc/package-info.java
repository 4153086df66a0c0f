/** A store on the application's own database, shared by any number of its nodes. */
@NullMarked
@CheckReturnValue
package io.mfaengine.jdbc;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
