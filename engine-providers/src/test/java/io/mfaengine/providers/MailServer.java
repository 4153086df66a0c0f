package io.mfaengine.providers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A strict SMTP server with STARTTLS and a login, which plays what a test says. */
final class MailServer implements AutoCloseable {
    static final String USER = "acme";
    static final String PASSWORD = "a mail password";
    /** Acting as oneself (RFC 4616 section 2). */
    private static final String LOGIN =
            Base64.getEncoder().encodeToString((USER + "\0" + USER + "\0" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    /** What was sent, as it came over the line. */
    final List<String> letters = new CopyOnWriteArrayList<>();

    /** The commands that came, without what is secret. */
    final List<String> commands = new CopyOnWriteArrayList<>();

    /** What to say instead, by the verb, {@code .} for the end of a message; {@code CUT} hangs up, {@code HANG} is silent. */
    final Map<String, String> instead = new ConcurrentHashMap<>();

    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ServerSocket listening;
    private final SSLSocketFactory tls;

    private MailServer(ServerSocket listening, SSLSocketFactory tls) {
        this.listening = listening;
        this.tls = tls;
    }

    static MailServer start(SSLSocketFactory tls) {
        try {
            MailServer server = new MailServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), tls);
            thread(server::listen);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    private void listen() {
        try {
            while (true) {
                Socket socket = listening.accept();
                open.add(socket);
                thread(() -> {
                    try (socket) {
                        talk(socket, false, "220 localhost ESMTP");
                    } catch (IOException e) {
                        commands.add("LOST");
                    }
                });
            }
        } catch (IOException e) {
            commands.add("CLOSED");
        }
    }

    private void talk(Socket socket, boolean safe, String greeting) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        Writer out = new java.io.OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
        boolean known = false;
        if (!greeting.isEmpty() && !say(out, "GREETING", greeting)) {
            return;
        }
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            commands.add(verb.equals("AUTH") ? "AUTH" : line);
            String answer;
            switch (verb) {
                case "EHLO" ->
                    answer = safe
                            ? "250-localhost\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH PLAIN"
                            : "250-localhost\r\n250 " + instead.getOrDefault("OFFER", "STARTTLS");
                case "STARTTLS" -> {
                    if (say(out, verb, "220 go ahead")) {
                        SSLSocket secured = (SSLSocket) tls.createSocket(socket, null, socket.getPort(), true);
                        secured.setUseClientMode(false);
                        secured.startHandshake();
                        talk(secured, true, "");
                    }
                    return;
                }
                case "AUTH" -> {
                    known = safe && line.equals("AUTH PLAIN " + LOGIN);
                    answer = known ? "235 2.7.0 ok" : "535 5.7.8 no";
                }
                case "MAIL", "RCPT" -> answer = known ? "250 2.1.0 ok" : "530 5.7.0 authentication required";
                case "DATA" -> {
                    if (!say(out, verb, "354 go on")) {
                        return;
                    }
                    if (instead.getOrDefault(verb, "3").startsWith("3")) {
                        letters.add(letter(in));
                        if (!say(out, ".", "250 2.0.0 queued")) {
                            return;
                        }
                    }
                    continue;
                }
                case "QUIT" -> answer = "221 bye";
                case "RSET", "NOOP" -> answer = "250 ok";
                default -> answer = "500 5.5.1 unknown";
            }
            if (!say(out, verb, answer) || verb.equals("QUIT")) {
                return;
            }
        }
    }

    private static String letter(BufferedReader in) throws IOException {
        StringBuilder letter = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            letter.append(line).append("\r\n");
        }
        return letter.toString();
    }

    private boolean say(Writer out, String verb, String answer) throws IOException {
        String said = instead.getOrDefault(verb, answer);
        if (said.equals("CUT")) {
            return false;
        }
        if (!said.equals("HANG")) {
            out.write(said + "\r\n");
            out.flush();
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
