/**
 * A terminal that signs people in, with an authenticator app or what is sent to them. Read
 * {@link io.mfaengine.examples.signin.Gate} first: it is all that an application has to do; the rest shows questions and
 * reads answers.
 */
@NullMarked
@CheckReturnValue
package io.mfaengine.examples.signin;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
