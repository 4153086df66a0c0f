/**
 * The operator's portal. To add a page: a class with a method that takes a {@link Call} and answers it, a line in
 * {@link PortalPages} for each of its routes with the least permission that it takes, a record in {@code view.portal} and
 * a template in {@code src/main/jte/portal}, which is drawn by {@link Call#sheet}. A change is told by {@link Call#log}
 * before it is made.
 */
@NullMarked
@CheckReturnValue
package io.mfaengine.web.operator;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
