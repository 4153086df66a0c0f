package io.mfaengine.providers;

import io.mfaengine.delivery.Email;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/** Writes an e-mail as RFC 5322 and MIME have it. */
final class SmtpLetter {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private SmtpLetter() {}

    static MimeMessage write(Session session, Smtp.Sender from, Email email, Instant now) throws MessagingException {
        String address = from.address().canonical();
        String id = "<" + email.sendId() + "@" + address.substring(address.lastIndexOf('@') + 1) + ">";
        if (!isAscii(email.to().canonical()) || !isAscii(address)) {
            session.getProperties().put("mail.mime.allowutf8", "true");
        }
        MimeMessage letter = new MimeMessage(session) {
            /** The same on every attempt, so that a mailbox can tell (R40). */
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", id);
            }
        };
        try {
            letter.setFrom(new InternetAddress(address, oneLine(from.name()), UTF_8));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("the platform lacks UTF-8", e);
        }
        letter.setRecipient(RecipientType.TO, new InternetAddress(email.to().canonical(), false));
        letter.setSubject(oneLine(email.subject()), UTF_8);
        letter.setSentDate(Date.from(now));
        letter.setHeader("Content-Language", email.locale().toLanguageTag());
        // RFC 3834 section 5: no out-of-office replies
        letter.setHeader("Auto-Submitted", "auto-generated");
        if (email.html() == null) {
            letter.setText(email.text(), UTF_8);
        } else {
            MimeMultipart both = new MimeMultipart("alternative");
            both.addBodyPart(part(email.text(), "plain"));
            both.addBodyPart(part(email.html(), "html"));
            letter.setContent(both);
        }
        letter.saveChanges();
        return letter;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }

    /** Whatever wrote it: a line break would begin another header (R42). */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
