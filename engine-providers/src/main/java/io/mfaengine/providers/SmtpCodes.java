package io.mfaengine.providers;

import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.Cause;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What replies of SMTP servers come to (RFC 5321 section 4.2.3, RFC 3463). */
final class SmtpCodes {
    /** Of the mailbox: the address is no good (RFC 3463 section 3.2). */
    private static final Pattern ADDRESS = Pattern.compile("\\b5\\.1\\.[0-9]{1,3}\\b");

    /** Of the mailbox, policy or message, which have nothing against the address. */
    private static final Pattern POLICY = Pattern.compile("\\b5\\.[2-7]\\.[0-9]{1,3}\\b");

    /** Of us, by servers that say it at the recipient: no login, or no relaying. */
    private static final Pattern OURS = Pattern.compile("(?i)\\bauthenticat|\\brelay");

    private SmtpCodes() {}

    /** Before a message was begun, so that it can't have gone. */
    static Delivery notConnected(MessagingException failure) {
        boolean ours = failure instanceof AuthenticationFailedException || isTls(failure);
        return Answers.not(ours ? Cause.MISCONFIGURED : Cause.UNAVAILABLE);
    }

    private static boolean isTls(Throwable failure) {
        return failure instanceof SSLException || (failure.getCause() != null && isTls(failure.getCause()));
    }

    /** While a message was handed over: what is said of an address comes before what is said of the message. */
    static Delivery notSent(MessagingException failure) {
        return chain(failure)
                .map(SmtpCodes::address)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> chain(failure)
                        .map(SmtpCodes::message)
                        .flatMap(Optional::stream)
                        .findFirst())
                .orElse(Delivery.UNKNOWN.because(Cause.NO_ANSWER));
    }

    private static Stream<Exception> chain(Exception failure) {
        return Stream.iterate(
                failure, Objects::nonNull, next -> next instanceof MessagingException e ? e.getNextException() : null);
    }

    private static Optional<Delivery> address(Exception failure) {
        if (failure instanceof SMTPAddressFailedException to) {
            String text = Objects.requireNonNullElse(to.getMessage(), "");
            return Optional.of(reply(to.getReturnCode(), recipient(to.getReturnCode(), text)));
        }
        return failure instanceof SMTPSenderFailedException from
                ? Optional.of(reply(from.getReturnCode(), Cause.MISCONFIGURED))
                : Optional.empty();
    }

    private static Optional<Delivery> message(Exception failure) {
        return failure instanceof SMTPSendFailedException send
                ? Optional.of(reply(send.getReturnCode(), isLogin(send) ? Cause.MISCONFIGURED : Cause.REFUSED))
                : Optional.empty();
    }

    private static boolean isLogin(SMTPSendFailedException failure) {
        return failure.getReturnCode() == 530 || failure.getReturnCode() == 535;
    }

    private static Cause recipient(int code, String text) {
        if (ADDRESS.matcher(text).find()) {
            return Cause.BAD_ADDRESS;
        }
        if (OURS.matcher(text).find()) {
            return Cause.MISCONFIGURED;
        }
        boolean mailbox = code == 550 || code == 551 || code == 553;
        return mailbox && !POLICY.matcher(text).find() ? Cause.BAD_ADDRESS : Cause.REFUSED;
    }

    private static Delivery reply(int code, Cause forGood) {
        if (code == 421) {
            return Answers.not(Cause.UNAVAILABLE);
        }
        return switch (code / 100) {
            case 4 -> Answers.not(Cause.THROTTLED);
            case 5 -> Answers.not(forGood);
            default -> Delivery.UNKNOWN.because(Cause.NO_ANSWER);
        };
    }
}
