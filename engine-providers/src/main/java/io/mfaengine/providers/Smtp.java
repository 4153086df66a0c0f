package io.mfaengine.providers;

import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Email;
import io.mfaengine.delivery.EmailAddress;
import io.mfaengine.delivery.EmailSender;
import io.mfaengine.model.Secret;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * E-mail by SMTP (RFC 5321), over a connection of its own for each message: by STARTTLS, which must succeed (RFC 3207), or
 * TLS from the start (RFC 8314 section 3), with TLS 1.2 or later and the host's name checked. Connecting may take 2 s and
 * each answer 5 s, unless {@link #patience} says otherwise. No message goes out twice: nothing is tried again.
 *
 * <p>Immutable and thread-safe: what looks like a setter gives a changed copy. Printing it shows no secret.
 */
public final class Smtp implements EmailSender {
    /** How events call it. */
    public static final String NAME = "smtp";

    static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|[0-9A-Fa-f:]{2,45}");
    static final Pattern DISPLAY_NAME = Pattern.compile("[^\\p{Cntrl}\\p{Zl}\\p{Zp}]{0,64}");
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Server server;
    private final @Nullable Login login;
    private final Sender from;
    private final InstantSource clock;

    private enum Safety {
        STARTTLS,
        TLS,
        NONE
    }

    private record Server(
            String host,
            int port,
            Safety safety,
            @Nullable SSLSocketFactory trust,
            Duration connect,
            Duration answer) {}

    private record Login(String user, Secret password) {}

    /** Who sends: the address, and how programs show it. */
    record Sender(EmailAddress address, String name) {}

    private Smtp(Server server, @Nullable Login login, Sender from, InstantSource clock) {
        this.server = server;
        this.login = login;
        this.from = from;
        this.clock = clock;
    }

    /**
     * Sends by a server, with STARTTLS.
     *
     * @param host its name, as in its certificate
     * @param port 1 to 65,535; submission is at 587 (RFC 6409)
     * @param from from which address
     * @param clock the clock of the messages' dates
     * @return the sender
     * @throws IllegalArgumentException if the host or the port is out of bounds
     */
    public static Smtp of(String host, int port, EmailAddress from, InstantSource clock) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65535, it is " + port);
        }
        Server server = new Server(
                Bounds.match("host", HOST, host),
                port,
                Safety.STARTTLS,
                null,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5));
        Sender sender = new Sender(Objects.requireNonNull(from, "from"), "");
        return new Smtp(server, null, sender, Objects.requireNonNull(clock, "clock"));
    }

    /**
     * Speaks TLS from the start, as servers do at port 465.
     *
     * @return a changed copy
     */
    public Smtp implicitTls() {
        return safety(Safety.TLS);
    }

    /**
     * Speaks without TLS, which is for a relay on this machine.
     *
     * @return a changed copy
     * @throws IllegalArgumentException if the host is another one than {@code localhost}, {@code 127.0.0.1} or {@code ::1}
     */
    public Smtp withoutTls() {
        if (!server.host.matches("localhost|127\\.0\\.0\\.1|::1")) {
            throw new IllegalArgumentException("host must be this machine without TLS");
        }
        return safety(Safety.NONE);
    }

    private Smtp safety(Safety safety) {
        Server next = new Server(server.host, server.port, safety, server.trust, server.connect, server.answer);
        return new Smtp(next, login, from, clock);
    }

    /**
     * Sets whom to trust, such as a certificate authority of your own; else whom the platform trusts.
     *
     * @param sockets makes TLS connections; the host's name is checked all the same
     * @return a changed copy
     */
    public Smtp trust(SSLSocketFactory sockets) {
        Objects.requireNonNull(sockets, "sockets");
        Server next = new Server(server.host, server.port, server.safety, sockets, server.connect, server.answer);
        return new Smtp(next, login, from, clock);
    }

    /**
     * Logs in (RFC 4954).
     *
     * @param user the user's name, 1 to 256 characters
     * @param password their password
     * @return a changed copy
     * @throws IllegalArgumentException if one is out of bounds
     */
    public Smtp login(String user, Secret password) {
        Bounds.secret("user", Secret.of(user));
        return new Smtp(server, new Login(user, Bounds.secret("password", password)), from, clock);
    }

    /**
     * Sets how programs show who sends.
     *
     * @param name at most 64 characters, no control characters
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public Smtp from(String name) {
        String shown = Bounds.match("name", DISPLAY_NAME, name);
        return new Smtp(server, login, new Sender(from.address, shown), clock);
    }

    /**
     * Sets how long the server may take.
     *
     * @param connect for connecting, 1 ms to 60 s
     * @param answer for each of its answers, 1 ms to 60 s
     * @return a changed copy
     * @throws IllegalArgumentException if one is out of range
     */
    public Smtp patience(Duration connect, Duration answer) {
        for (Duration patience : new Duration[] {connect, answer}) {
            if (patience.compareTo(Duration.ofMillis(1)) < 0 || patience.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("patience must be PT0.001S to PT1M, it is " + patience);
            }
        }
        Server next = new Server(server.host, server.port, server.safety, server.trust, connect, answer);
        return new Smtp(next, login, from, clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Delivery send(Email message) {
        Session session = Session.getInstance(properties());
        MimeMessage letter;
        try {
            letter = SmtpLetter.write(session, from, message, clock.instant());
        } catch (MessagingException e) {
            return Delivery.REFUSED.because(Delivery.Cause.BAD_ADDRESS).by(NAME, "");
        }
        // after the letter, which says whether addresses may be beyond ASCII
        try (SMTPTransport transport = transport(session)) {
            try {
                connect(transport);
            } catch (MessagingException e) {
                return SmtpCodes.notConnected(e).by(NAME, "");
            }
            transport.sendMessage(letter, letter.getAllRecipients());
            return Delivery.ACCEPTED.by(NAME, message.sendId());
        } catch (MessagingException e) {
            return SmtpCodes.notSent(e).by(NAME, "");
        }
    }

    /**
     * Proves that the server can be reached and takes the login, without a message.
     *
     * @return accepted if so; else why not
     */
    public Delivery check() {
        try (SMTPTransport transport = transport(Session.getInstance(properties()))) {
            connect(transport);
            return Delivery.ACCEPTED.by(NAME, "");
        } catch (MessagingException e) {
            return SmtpCodes.notConnected(e).by(NAME, "");
        }
    }

    private SMTPTransport transport(Session session) {
        // closing it after the message was taken must not make its fate unknown
        return new SMTPTransport(session, null, "smtp", server.safety == Safety.TLS) {
            @Override
            public synchronized void close() {
                try {
                    super.close();
                } catch (MessagingException e) {
                    session.getProperties().clear();
                }
            }
        };
    }

    private void connect(SMTPTransport transport) throws MessagingException {
        transport.connect(
                server.host,
                server.port,
                login == null ? null : login.user,
                login == null ? null : login.password.reveal());
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put("mail.smtp.auth", Boolean.toString(login != null));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(server.safety == Safety.STARTTLS));
        properties.put("mail.smtp.starttls.required", Boolean.toString(server.safety == Safety.STARTTLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        if (server.trust != null) {
            properties.put("mail.smtp.ssl.socketFactory", server.trust);
        }
        properties.put("mail.smtp.connectiontimeout", Long.toString(server.connect.toMillis()));
        properties.put("mail.smtp.timeout", Long.toString(server.answer.toMillis()));
        properties.put("mail.smtp.writetimeout", Long.toString(server.answer.toMillis()));
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.from", from.address.canonical());
        String domain = from.address.canonical();
        properties.put("mail.smtp.localhost", domain.substring(domain.lastIndexOf('@') + 1));
        return properties;
    }

    /** Shows the server. */
    @Override
    public String toString() {
        return "Smtp[" + server.host + ":" + server.port + "]";
    }
}
