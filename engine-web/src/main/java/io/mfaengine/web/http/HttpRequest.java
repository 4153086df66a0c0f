package io.mfaengine.web.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request, as it came over the wire: nothing is decoded yet. Immutable. */
public final class HttpRequest {
    /** The longest body that is taken, in bytes (R11). */
    public static final int MAX_BODY = 64 * 1024;

    private final String method;
    private final String path;
    private final @Nullable String query;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final String peer;
    private final boolean secure;

    private HttpRequest(
            String method,
            String path,
            @Nullable String query,
            Map<String, List<String>> headers,
            byte[] body,
            String peer,
            boolean secure) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
        this.peer = peer;
        this.secure = secure;
    }

    /**
     * A request without query, headers and body.
     *
     * @param method the method, as it came
     * @param path the path below the place where the surface is mounted, percent-encoded as it came, with a slash in front
     * @return the request
     */
    public static HttpRequest of(String method, String path) {
        return new HttpRequest(
                Objects.requireNonNull(method, "method"),
                Objects.requireNonNull(path, "path"),
                null,
                Map.of(),
                new byte[0],
                "",
                false);
    }

    /**
     * Gives it a query.
     *
     * @param raw what came behind the question mark, percent-encoded; null: there was none
     * @return a changed copy
     */
    public HttpRequest query(@Nullable String raw) {
        return new HttpRequest(method, path, raw, headers, body, peer, secure);
    }

    /**
     * Adds a header.
     *
     * @param name its name, in any case
     * @param value its value; one header that came twice is two values
     * @return a changed copy
     */
    public HttpRequest header(String name, String value) {
        Map<String, List<String>> more = new TreeMap<>(headers);
        String key = name.toLowerCase(Locale.ROOT);
        List<String> values = new ArrayList<>(more.getOrDefault(key, List.of()));
        values.add(Objects.requireNonNull(value, "value"));
        more.put(key, List.copyOf(values));
        return new HttpRequest(method, path, query, more, body, peer, secure);
    }

    /**
     * Sets all headers at once.
     *
     * @param all the values by name, the name in lower case
     * @return a changed copy
     */
    public HttpRequest headers(Map<String, List<String>> all) {
        return new HttpRequest(method, path, query, Map.copyOf(all), body, peer, secure);
    }

    /**
     * Gives it a body. Who reads it from a connection stops behind {@link #MAX_BODY} + 1 bytes: it is refused then.
     *
     * @param bytes the body; not copied
     * @return a changed copy
     */
    public HttpRequest body(byte[] bytes) {
        return new HttpRequest(method, path, query, headers, Objects.requireNonNull(bytes, "bytes"), peer, secure);
    }

    /**
     * Says who sent it.
     *
     * @param address the address of the connection's other end; empty if it isn't known
     * @param overTls whether the connection is encrypted
     * @return a changed copy
     */
    public HttpRequest from(String address, boolean overTls) {
        return new HttpRequest(method, path, query, headers, body, Objects.requireNonNull(address, "address"), overTls);
    }

    /**
     * The method.
     *
     * @return as it came
     */
    public String method() {
        return method;
    }

    /**
     * The path.
     *
     * @return percent-encoded
     */
    public String path() {
        return path;
    }

    /**
     * The query.
     *
     * @return percent-encoded; empty if there was none
     */
    public Optional<String> query() {
        return Optional.ofNullable(query);
    }

    /**
     * All headers.
     *
     * @return the values by name, the name in lower case; unmodifiable
     */
    public Map<String, List<String>> headers() {
        return Collections.unmodifiableMap(headers);
    }

    /**
     * The values of a header.
     *
     * @param name its name in lower case
     * @return the values; none if it didn't come
     */
    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /**
     * A header that may come once.
     *
     * @param name its name in lower case
     * @return its value; empty if it didn't come
     * @throws Problem 400 if it came more than once
     */
    public Optional<String> header(String name) {
        List<String> values = headers(name);
        if (values.size() > 1) {
            throw Problem.invalid("header " + name + " must come once");
        }
        return values.stream().findFirst();
    }

    /**
     * The body.
     *
     * @return its bytes; not a copy
     */
    public byte[] body() {
        return body;
    }

    /**
     * The other end of the connection: a proxy, perhaps.
     *
     * @return its address; empty if it isn't known
     */
    public String peer() {
        return peer;
    }

    /**
     * Whether the connection is encrypted.
     *
     * @return whether it is
     */
    public boolean isSecure() {
        return secure;
    }

    /** Leaves out all that may be secret. */
    @Override
    public String toString() {
        return "HttpRequest[" + method + "]";
    }
}
