/** What the templates of the person's pages are given: words, marks, and a record for each page. */
@NullMarked
@CheckReturnValue
package io.mfaengine.web.view;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
