package io.mfaengine.web;

import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.route.Hygiene;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.nio.ByteBuffer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Runs a surface alone, on an embedded Jetty: {@code MfaServer.start(http, 8080)}. Plain HTTP on the loopback address,
 * for a proxy on the same machine that does TLS, and for tests; another address has to be named. Needs
 * {@code org.eclipse.jetty.ee10:jetty-ee10-servlet} 12.1 on the path. Thread-safe.
 */
public final class MfaServer implements AutoCloseable {
    private static final int MAX_HEADERS = 16 * 1024;

    private final Server server;
    private final ServerConnector connector;

    private MfaServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts on the loopback address.
     *
     * @param http the surface
     * @param port 1 to 65,535, or 0 for one that is free
     * @return the server, which runs
     * @throws IllegalStateException if it can't be started, because the port is taken, for example
     */
    public static MfaServer start(MfaHttp http, int port) {
        return start(http, "127.0.0.1", port);
    }

    /**
     * Starts on an address.
     *
     * @param http the surface
     * @param host the address to listen at
     * @param port 1 to 65,535, or 0 for one that is free
     * @return the server, which runs
     * @throws IllegalStateException if it can't be started, because the port is taken, for example
     */
    public static MfaServer start(MfaHttp http, String host, int port) {
        return start(new MfaServlet(http), host, port);
    }

    /** Any servlet, so that ours can be measured beside one that does nothing. */
    static MfaServer start(HttpServlet servlet, String host, int port) {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("mfa-http");
        Server server = new Server(threads);
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(MAX_HEADERS);
        // the surface looks at the path as it came, so nothing in it is ambiguous; SDKs don't encode ids
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        // a proxy that ends a line elsewhere would see other requests than we do
        configuration.setHttpCompliance(HttpCompliance.STRICT);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost(host);
        connector.setPort(port);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        context.addServlet(new ServletHolder(servlet), "/*");
        server.setHandler(context);
        server.setErrorHandler(MfaServer::refuse);
        context.setErrorHandler(MfaServer::refuse);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the server can't be started at " + host + ":" + port, e);
        }
        return new MfaServer(server, connector);
    }

    /** What is refused before it gets to the surface is said in the same form. */
    private static boolean refuse(Request request, Response response, Callback callback) {
        boolean odd = response.getStatus() < 400 || response.getStatus() == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505;
        int status = odd ? 400 : response.getStatus();
        Problem problem = status < 500
                ? Problem.of(status, "invalid_request", "The request is not one that HTTP has.")
                : Problem.of(status, "internal_error", "Something failed on our side.");
        HttpResponse answer = Hygiene.finish(problem.response(), request.isSecure());
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.setStatus(answer.status());
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
        return true;
    }

    /**
     * Where it listens.
     *
     * @return the port
     */
    public int port() {
        return connector.getLocalPort();
    }

    /**
     * Where it is, seen from this machine.
     *
     * @return the URL, without a slash at its end
     */
    public URI url() {
        return URI.create("http://" + connector.getHost() + ":" + port());
    }

    /** Stops it. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server can't be stopped", e);
        }
    }
}
