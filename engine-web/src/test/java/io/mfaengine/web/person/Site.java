package io.mfaengine.web.person;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The application that a person comes from and goes back to: a page that says nothing, or what a test puts there. */
final class Site implements AutoCloseable {
    private final HttpServer server;
    private final List<URI> visits = new CopyOnWriteArrayList<>();
    private volatile String page = "<!doctype html><html lang=en><title>Back</title><h1>Back at the application</h1>";

    Site() {
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            visits.add(exchange.getRequestURI());
            byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    void shows(String html) {
        this.page = html;
    }

    URI url(String path) {
        return URI.create(origin() + path);
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What was asked for. */
    List<URI> visits() {
        return visits;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
