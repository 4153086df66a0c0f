package io.mfaengine.web.operator;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where providers would be: an HTTP server that takes every message, and a mail server that does. */
final class Sink implements AutoCloseable {
    /** What was asked for: method, path, authorization and body. */
    record Call(String line, String authorization, String body) {}

    final List<Call> calls = new CopyOnWriteArrayList<>();
    final List<String> mails = new CopyOnWriteArrayList<>();
    private final HttpServer http;
    private final ServerSocket mail;

    Sink() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            mail = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(new Call(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    body));
            boolean bird = exchange.getRequestURI().getPath().startsWith("/messages");
            byte[] answer = (bird
                            ? "{\"id\":\"0123456789abcdef\",\"recipients\":{\"totalSentCount\":1,\"totalCount\":1,"
                                    + "\"items\":[{\"status\":\"sent\"}]}}"
                            : "{\"sid\":\"SM" + "d".repeat(32) + "\",\"status\":\"queued\",\"num_segments\":\"1\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(201, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        http.start();
        Thread postman = new Thread(this::serve, "postman");
        postman.setDaemon(true);
        postman.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    int mailPort() {
        return mail.getLocalPort();
    }

    private void serve() {
        while (!mail.isClosed()) {
            try (Socket client = mail.accept()) {
                talk(client);
            } catch (IOException e) {
                // it was closed, or the client went
            }
        }
    }

    /** RFC 5321, as far as one client needs it. */
    private void talk(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = client.getOutputStream();
        say(out, "220 sink");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            switch (verb) {
                case "DATA" -> {
                    say(out, "354 go on");
                    StringBuilder text = new StringBuilder();
                    for (String row = in.readLine(); row != null && !row.equals("."); row = in.readLine()) {
                        text.append(row).append('\n');
                    }
                    mails.add(text.toString());
                    say(out, "250 ok");
                }
                case "QUIT" -> say(out, "221 bye");
                default -> say(out, "250 ok");
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        http.stop(0);
        try {
            mail.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
