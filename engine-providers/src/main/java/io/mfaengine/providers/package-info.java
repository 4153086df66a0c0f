/**
 * Senders of messages by name: SMS and WhatsApp by Twilio, SMS by MessageBird, e-mail by SMTP, and a webhook for any other
 * provider.
 */
@CheckReturnValue
@NullMarked
package io.mfaengine.providers;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
