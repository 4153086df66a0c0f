package io.mfaengine.providers;

import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.Verification;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.Cause;
import io.mfaengine.method.EmailCode;
import io.mfaengine.model.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A mail server that nobody here wrote: Debian's Exim, with TLS and a login. Not among the tests of every build, since it has
 * to be installed ({@code apt-get install exim4-daemon-light}): {@code -Dtest=EximRun}, which CI does.
 */
final class EximRun {
    private static final String CONFIGURATION = """
            primary_hostname = localhost
            local_interfaces = 127.0.0.1
            daemon_smtp_ports = %2$d : %3$d
            tls_on_connect_ports = %3$d
            tls_certificate = %1$s/certificate.pem
            tls_privatekey = %1$s/key.pem
            tls_advertise_hosts = *
            auth_advertise_hosts = ${if eq{$tls_in_cipher}{}{}{*}}
            spool_directory = %1$s/spool
            log_file_path = %1$s/log-%%s
            deliver_drop_privilege = true
            acl_smtp_rcpt = recipient
            begin acl
            recipient:
              accept authenticated = *
              deny message = authentication required
            begin routers
            all:
              driver = accept
              transport = file
            begin transports
            file:
              driver = appendfile
              file = %1$s/letters
            begin authenticators
            plain:
              driver = plaintext
              public_name = PLAIN
              server_condition = ${if and{{eq{$auth2}{acme}}{eq{$auth3}{a mail password}}}}
              server_set_id = $auth2
            """;

    private final Shop shop = new Shop();
    private final int submission = Stage.nobody().getPort();
    private final int tls = Stage.nobody().getPort();

    @TempDir
    private Path folder;

    private Certificate certificate;
    private Process exim;

    @BeforeEach
    void start() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        certificate = Certificate.make(folder);
        certificate.write(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
        Path configuration = folder.resolve("exim.conf");
        Files.writeString(configuration, CONFIGURATION.formatted(folder, submission, tls));
        exim = new ProcessBuilder("/usr/sbin/exim4", "-C", configuration.toString(), "-bdf", "-q1h")
                .inheritIO()
                .start();
        while (!isListening(submission) || !isListening(tls)) {
            assertThat(exim.isAlive()).isTrue();
        }
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @AfterEach
    void stop() throws Exception {
        exim.destroy();
        exim.waitFor();
    }

    private Smtp smtp(int port) {
        Smtp smtp = Smtp.of("localhost", port, Some.address("mfa@acme.example"), shop.clock)
                .trust(certificate.sockets())
                .from("Acme");
        return port == tls ? smtp.implicitTls() : smtp;
    }

    private String letters() throws IOException {
        Path letters = folder.resolve("letters");
        return Files.exists(letters) ? Files.readString(letters) : "";
    }

    @Test
    void a_code_that_came_by_exim_signs_the_person_in() throws Exception {
        for (int port : new int[] {submission, tls}) {
            Smtp smtp = smtp(port).login("acme", Secret.of("a mail password"));
            assertThat(smtp.check().isAccepted()).isTrue();
            String address = "jane" + port + "@shop.example";
            MfaEngine mfa = shop.engine().method(EmailCode.of("Acme", smtp)).build();
            ActionSession person = shop.person(mfa, "usr_" + port, EMAIL_OTP, address);
            person.challenge(EMAIL_OTP).open();
            String letters = letters();
            while (!letters.contains(address) || letters.indexOf("</html>", letters.indexOf(address)) < 0) {
                assertThat(exim.isAlive()).isTrue();
                letters = letters();
            }
            String letter = letters.substring(letters.indexOf("To: " + address));
            assertThat(person.verify(EMAIL_OTP, Shop.code(letter.substring(letter.indexOf("\n    ")))))
                    .isInstanceOf(Verification.Accepted.class);
        }
    }

    @Test
    void without_the_right_login_nothing_goes() throws Exception {
        for (int port : new int[] {submission, tls}) {
            assertThat(smtp(port).send(Some.email()).cause()).isEqualTo(Cause.MISCONFIGURED);
            Delivery wrong = smtp(port).login("acme", Secret.of("wrong")).send(Some.email());
            assertThat(wrong)
                    .isEqualTo(Delivery.UNAVAILABLE.because(Cause.MISCONFIGURED).by("smtp", ""));
        }
        assertThat(letters()).isEmpty();
    }
}
