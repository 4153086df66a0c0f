package io.mfaengine.web.http;

import io.mfaengine.web.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A response. Immutable: what looks like a setter gives a changed copy. */
public final class HttpResponse {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private HttpResponse(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * A response without body.
     *
     * @param status the status
     * @return the response
     */
    public static HttpResponse empty(int status) {
        return new HttpResponse(status, Map.of(), new byte[0]);
    }

    /**
     * A response of JSON.
     *
     * @param status the status
     * @param value maps, lists, strings, numbers, booleans
     * @return the response
     * @throws IllegalArgumentException if it is something else
     */
    public static HttpResponse json(int status, Object value) {
        return new HttpResponse(
                status,
                Map.of("Content-Type", "application/json"),
                Json.write(value).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A response of any kind.
     *
     * @param status the status
     * @param mediaType what it is
     * @param bytes the body; not copied
     * @return the response
     */
    public static HttpResponse of(int status, String mediaType, byte[] bytes) {
        return new HttpResponse(status, Map.of("Content-Type", mediaType), bytes);
    }

    /**
     * The usual answer.
     *
     * @param value maps, lists, strings, numbers, booleans
     * @return 200, as JSON
     */
    public static HttpResponse ok(Object value) {
        return json(200, value);
    }

    /**
     * Sets a header.
     *
     * @param name its name
     * @param value its value
     * @return a changed copy
     */
    public HttpResponse header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpResponse(status, Collections.unmodifiableMap(more), body);
    }

    /**
     * Sets those headers that aren't set.
     *
     * @param standard values by name
     * @return a changed copy
     */
    public HttpResponse withStandard(Map<String, String> standard) {
        Map<String, String> more = new LinkedHashMap<>(standard);
        more.putAll(headers);
        return new HttpResponse(status, Collections.unmodifiableMap(more), body);
    }

    /**
     * The status.
     *
     * @return 200 to 599
     */
    public int status() {
        return status;
    }

    /**
     * The headers.
     *
     * @return values by name, unmodifiable
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * The body.
     *
     * @return its bytes; not a copy
     */
    public byte[] body() {
        return body;
    }

    /** Leaves out all that may be secret. */
    @Override
    public String toString() {
        return "HttpResponse[" + status + "]";
    }
}
