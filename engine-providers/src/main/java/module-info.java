/** Senders of messages: Twilio, MessageBird, SMTP, and a webhook for any other provider. */
module io.mfaengine.providers {
    requires static transitive com.google.errorprone.annotations;
    requires static transitive org.jspecify;
    requires transitive io.mfaengine.core;
    requires com.google.gson;
    requires jakarta.mail;
    requires java.net.http;
    requires org.eclipse.angus.mail;

    exports io.mfaengine.providers;
}
