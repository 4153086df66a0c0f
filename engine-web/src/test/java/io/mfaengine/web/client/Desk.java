package io.mfaengine.web.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mfaengine.MfaEngine;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Response;
import io.mfaengine.testkit.Outbox;
import io.mfaengine.testkit.PhoneApp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What a test of an official client, which runs in another process, has to ask: the outbox, the phone, the clock, and the
 * application that tracks. It serves the page for the browser too, and so is that page's origin.
 */
final class Desk implements AutoCloseable {
    private static final Map<String, Path> FILES = Map.of(
            "/page.html", Sdk.FOLDER.resolve("page.html"),
            "/desk.mjs", Sdk.FOLDER.resolve("desk.mjs"),
            "/browser-sdk.mjs", Sdk.FOLDER.resolve("browser-sdk.mjs"),
            "/sdk.js", Sdk.FOLDER.resolve("node_modules/@authsignal/browser/dist/index.min.js"));

    private final HttpServer server;
    private final ClientWorld world;

    Desk() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/desk/", exchange -> {
            String said;
            int status = 200;
            try {
                said = answer(exchange.getRequestURI().getPath().substring("/desk".length()), query(exchange));
            } catch (RuntimeException e) {
                said = e.toString();
                status = 500;
            }
            send(exchange, status, "text/plain", said.getBytes(StandardCharsets.UTF_8));
        });
        server.createContext("/", exchange -> {
            Path file = FILES.get(exchange.getRequestURI().getPath());
            boolean page = file != null && file.toString().endsWith(".html");
            send(
                    exchange,
                    file == null ? 404 : 200,
                    page ? "text/html" : "text/javascript",
                    file == null ? new byte[0] : Files.readAllBytes(file));
        });
        this.world = new ClientWorld("http://localhost:" + port());
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The surface's own server. */
    int api() {
        return world.server.port();
    }

    private String answer(String path, Map<String, String> query) {
        Outbox outbox = world.outbox;
        MfaEngine mfa = world.mfa;
        return switch (path) {
            case "/code" -> outbox.lastCode(query.get("to"));
            case "/wrong-code" -> outbox.wrongCode();
            case "/app-code" ->
                PhoneApp.scan(URI.create(query.get("uri")), world.clock).code();
            case "/sent" -> Integer.toString(outbox.size());
            case "/now" -> Long.toString(world.clock.instant().toEpochMilli());
            case "/later" -> {
                world.clock.move(Duration.ofSeconds(Long.parseLong(query.get("seconds"))));
                yield "";
            }
            case "/enroll" -> {
                world.adopted(query.get("userId"), AuthenticatorType.of(query.get("type")), query.get("proved"));
                yield "";
            }
            case "/track" -> mfa.track(intent(query)).token().value();
            case "/valid" ->
                Boolean.toString(mfa.validateChallenge(Handle.of(query.get("token")), intent(query))
                        .isValid());
            case "/answer-link" -> {
                mfa.respond(outbox.lastReply(query.get("to")), new Response.Approved(""))
                        .accepted();
                yield "";
            }
            default -> throw new IllegalArgumentException(path);
        };
    }

    private static Intent intent(Map<String, String> query) {
        return Intent.user(query.get("userId")).action(query.get("action"));
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String field : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                query.put(
                        field.substring(0, equals),
                        URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        world.close();
    }
}
