package io.mfaengine.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.Cause;
import io.mfaengine.delivery.Delivery.Fate;
import io.mfaengine.delivery.Email;
import io.mfaengine.model.Secret;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.MovableClock;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SmtpTest {
    @TempDir
    static Path folder;

    private static Certificate certificate;

    private final MovableClock clock = MovableClock.at("2026-11-24T09:00:00Z");
    private MailServer server;

    @BeforeAll
    static void certify() throws Exception {
        certificate = Certificate.make(folder);
        System.setProperty("greenmail.tls.keystore.file", certificate.file.toString());
        System.setProperty("greenmail.tls.keystore.password", Certificate.PASSWORD);
    }

    @BeforeEach
    void start() {
        server = MailServer.start(certificate.sockets());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private Smtp smtp(String host, int port) {
        return Smtp.of(host, port, Some.address("mfa@acme.example"), clock).trust(certificate.sockets());
    }

    private Smtp smtp() {
        return smtp("localhost", server.port()).login(MailServer.USER, Secret.of(MailServer.PASSWORD));
    }

    @Test
    void by_starttls_and_a_login_a_message_goes_and_is_dated_by_the_given_clock() {
        assertThat(smtp().from("Acme").send(Some.email())).isEqualTo(Delivery.ACCEPTED.by("smtp", "sendId-0002"));
        assertThat(server.commands)
                .containsSubsequence(
                        "EHLO acme.example",
                        "STARTTLS",
                        "EHLO acme.example",
                        "AUTH",
                        "MAIL FROM:<mfa@acme.example>",
                        "RCPT TO:<jane@shop.example>",
                        "DATA");
        assertThat(server.letters)
                .singleElement()
                .asString()
                .contains("From: Acme <mfa@acme.example>\r\n")
                .contains("To: jane@shop.example\r\n")
                .contains("Subject: Your Acme code\r\n")
                .contains("Message-ID: <sendId-0002@acme.example>\r\n")
                .contains("Date: Tue, 24 Nov 2026 ")
                .contains("Auto-Submitted: auto-generated\r\n")
                .contains("Content-Language: en\r\n")
                .contains("MIME-Version: 1.0\r\n");
    }

    @Test
    void a_server_without_starttls_or_with_the_certificate_of_another_gets_no_login_and_no_message() {
        server.instead.put("OFFER", "8BITMIME");
        assertThat(smtp().send(Some.email()).fate()).isEqualTo(Fate.UNAVAILABLE);
        server.instead.clear();
        Smtp byNumber = smtp("127.0.0.1", server.port()).login(MailServer.USER, Secret.of(MailServer.PASSWORD));
        assertThat(byNumber.send(Some.email()))
                .as("the certificate is localhost's")
                .isEqualTo(Delivery.UNAVAILABLE.because(Cause.MISCONFIGURED).by("smtp", ""));
        Smtp trusting = Smtp.of("localhost", server.port(), Some.address("mfa@acme.example"), clock);
        assertThat(trusting.send(Some.email()).cause())
                .as("nobody whom the platform trusts vouches for it")
                .isEqualTo(Cause.MISCONFIGURED);
        assertThat(server.commands).doesNotContain("AUTH");
        assertThat(server.letters).isEmpty();
    }

    @Test
    void tls_from_the_start_carries_both_parts_to_a_mailbox() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        mail.setUser("mfa@acme.example", "acme", "secret");
        mail.start();
        try {
            Smtp smtp = smtp("localhost", mail.getSmtps().getPort()).implicitTls();
            Smtp known = smtp.login("acme", Secret.of("secret")).from("Größe & Söhne");
            Email email = new Email(
                    "sendId-0009",
                    Some.address("jane@shop.example"),
                    "Ihr Code für Größe",
                    "Der Code ist\n\n    123456\n",
                    "<p>Der Code f\u00fcr Sie ist <b>123456</b></p>",
                    Locale.GERMAN);
            assertThat(known.send(email).isAccepted()).isTrue();
            MimeMessage got = mail.getReceivedMessages()[0];
            assertThat(got.getSubject()).isEqualTo("Ihr Code für Größe");
            assertThat(((InternetAddress) got.getFrom()[0]).getPersonal()).isEqualTo("Größe & Söhne");
            assertThat(got.getSentDate()).isEqualTo(Date.from(clock.instant()));
            MimeMultipart parts = (MimeMultipart) got.getContent();
            assertThat(got.getContentType()).startsWith("multipart/alternative");
            assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
            assertThat(parts.getBodyPart(0).getContent().toString())
                    .isEqualToNormalizingNewlines("Der Code ist\n\n    123456\n");
            assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
            assertThat(parts.getBodyPart(1).getContent().toString()).contains("für Sie ist <b>123456</b>");
            assertThat(smtp.login("acme", Secret.of("wrong")).check().cause()).isEqualTo(Cause.MISCONFIGURED);
            assertThat(known.check().isAccepted()).isTrue();
            assertThat(mail.getReceivedMessages()).hasSize(1);
        } finally {
            mail.stop();
        }
    }

    @Test
    @Requirement("R42")
    void line_breaks_begin_no_header_and_name_no_other_recipient() {
        Email email = new Email(
                "sendId-0002",
                Some.address("jane@shop.example"),
                "Hello\r\nBcc: eve@evil.example\r\n\r\nbody",
                "text\r\n.\r\nRCPT TO:<eve@evil.example>\r\n",
                null,
                Locale.ENGLISH);
        assertThat(smtp().send(email).isAccepted()).isTrue();
        assertThat(server.letters)
                .singleElement()
                .asString()
                .contains("Subject: Hello Bcc: eve@evil.example body\r\n")
                .doesNotContain("\r\nBcc:");
        assertThat(server.commands.stream().filter(line -> line.startsWith("RCPT")))
                .containsExactly("RCPT TO:<jane@shop.example>");
        assertThatThrownBy(() -> smtp().from("Acme\r\nBcc: eve@evil.example"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_address_beyond_ascii_goes_to_a_server_that_takes_it() {
        Email email =
                new Email("sendId-0002", Some.address("jürgen@shop.example"), "Hello", "text", null, Locale.ENGLISH);
        assertThat(smtp().send(email).isAccepted()).isTrue();
        assertThat(server.commands.stream().filter(line -> line.startsWith("RCPT")))
                .containsExactly("RCPT TO:<jürgen@shop.example>");
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550 5.1.1 no such user,       REFUSED,     BAD_ADDRESS",
        "RCPT, 550 no such user,             REFUSED,     BAD_ADDRESS",
        "RCPT, 550 5.7.1 relaying denied,    UNAVAILABLE, MISCONFIGURED",
        "RCPT, 550 authentication required,  UNAVAILABLE, MISCONFIGURED",
        "RCPT, 550 5.7.1 not from you,       REFUSED,     REFUSED",
        "RCPT, 554 5.7.1 blocked,            REFUSED,     REFUSED",
        "RCPT, 552 5.2.2 mailbox full,       REFUSED,     REFUSED",
        "RCPT, 450 4.2.1 come back later,    UNAVAILABLE, THROTTLED",
        "RCPT, 421 4.3.2 shutting down,      UNAVAILABLE, UNAVAILABLE",
        "MAIL, 550 5.7.1 not your address,   UNAVAILABLE, MISCONFIGURED",
        "MAIL, 452 4.3.1 disk full,          UNAVAILABLE, THROTTLED",
        "DATA, 554 5.7.1 no,                 REFUSED,     REFUSED",
        "'.',  554 5.6.0 spam,               REFUSED,     REFUSED",
        "'.',  451 4.7.1 grey,               UNAVAILABLE, THROTTLED",
        "GREETING, 554 no,                   UNAVAILABLE, UNAVAILABLE",
        "GREETING, CUT,                      UNAVAILABLE, UNAVAILABLE",
        "GREETING, <html>,                   UNAVAILABLE, UNAVAILABLE",
        "AUTH, 535 5.7.8 wrong,              UNAVAILABLE, MISCONFIGURED",
    })
    void a_reply_has_its_cause(String verb, String reply, Fate fate, Cause cause) {
        server.instead.put(verb, reply);
        Delivery delivery = smtp().send(Some.email());
        assertThat(delivery.fate()).isEqualTo(fate);
        assertThat(delivery.cause()).isEqualTo(cause);
    }

    @Test
    @Requirement("R40")
    void a_line_that_is_cut_or_silent_after_the_message_leaves_open_whether_it_went() {
        server.instead.put(".", "CUT");
        assertThat(smtp().send(Some.email()))
                .isEqualTo(Delivery.UNKNOWN.because(Cause.NO_ANSWER).by("smtp", ""));
        server.instead.put(".", "HANG");
        Duration brief = Duration.ofSeconds(2);
        assertThat(smtp().patience(brief, brief).send(Some.email()).fate()).isEqualTo(Fate.UNKNOWN);
        assertThat(server.letters).as("no message is sent again").hasSize(2);
    }

    @Test
    void where_nobody_listens_or_answers_no_message_went() {
        Duration brief = Duration.ofMillis(500);
        server.instead.put("GREETING", "HANG");
        assertThat(smtp().patience(brief, brief).send(Some.email()).fate()).isEqualTo(Fate.UNAVAILABLE);
        assertThat(smtp("localhost", Stage.nobody().getPort()).send(Some.email()))
                .isEqualTo(Delivery.UNAVAILABLE.because(Cause.UNAVAILABLE).by("smtp", ""));
    }

    @Test
    void a_check_logs_in_and_sends_nothing() {
        assertThat(smtp().check().isAccepted()).isTrue();
        assertThat(server.commands).contains("AUTH").doesNotContain("MAIL FROM:<mfa@acme.example>");
        Smtp wrong = smtp().login(MailServer.USER, Secret.of("wrong"));
        assertThat(wrong.check())
                .isEqualTo(Delivery.UNAVAILABLE.because(Cause.MISCONFIGURED).by("smtp", ""));
        assertThat(wrong.send(Some.email()).cause()).isEqualTo(Cause.MISCONFIGURED);
        assertThat(server.letters).isEmpty();
    }

    @Test
    void what_is_out_of_bounds_is_named_and_not_repeated() {
        assertThatThrownBy(() -> smtp("a b", 25)).hasMessageContaining("host").hasMessageNotContaining("a b");
        assertThatThrownBy(() -> smtp("a.example", 0)).hasMessageContaining("port");
        assertThatThrownBy(() -> smtp().login("a\r\nb", Secret.of("x"))).hasMessageContaining("user");
        assertThatThrownBy(() -> smtp("mail.example", 25).withoutTls()).hasMessageContaining("host");
        assertThatThrownBy(() -> smtp().patience(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(smtp().toString()).doesNotContain(MailServer.PASSWORD);
    }
}
