/** How the person's pages are set up: their keys, and whose name and colour they bear. */
@NullMarked
@CheckReturnValue
package io.mfaengine.web.pages;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
