package io.mfaengine.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Requests byte by byte, as no well-behaved client sends them. */
final class Wire {
    static final String KEY = "Authorization: Basic "
            + Base64.getEncoder().encodeToString((World.KEY + ":").getBytes(StandardCharsets.US_ASCII));

    private Wire() {}

    /** What came back: headers in lower case, as {@code name: value}. */
    record Reply(int status, List<String> headers, String body) {
        List<String> header(String name) {
            return headers.stream()
                    .filter(header -> header.startsWith(name + ":"))
                    .map(header -> header.substring(name.length() + 1).strip())
                    .toList();
        }
    }

    /** Sends lines, and bytes behind the empty line. */
    static Reply send(int port, byte[] body, String... lines) {
        StringBuilder head = new StringBuilder();
        for (String line : lines) {
            head.append(line).append("\r\n");
        }
        head.append("Host: localhost\r\nConnection: close\r\n\r\n");
        return raw(port, head.toString().getBytes(StandardCharsets.ISO_8859_1), body);
    }

    static Reply raw(int port, byte[]... parts) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            for (byte[] part : parts) {
                socket.getOutputStream().write(part);
            }
            socket.getOutputStream().flush();
            return read(socket.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reply read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        String[] parts = text.split("\r\n\r\n", 2);
        String[] lines = parts[0].split("\r\n", -1);
        List<String> headers = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.add(lines[i].substring(0, colon).toLowerCase(Locale.ROOT) + lines[i].substring(colon));
        }
        return new Reply(Integer.parseInt(lines[0].split(" ", 3)[1]), headers, parts.length == 2 ? parts[1] : "");
    }
}
