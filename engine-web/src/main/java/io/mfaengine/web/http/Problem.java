package io.mfaengine.web.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Why a request is not answered as it hoped: thrown wherever that is found out, and turned into JSON in one place. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final transient Map<String, String> headers;

    private Problem(int status, String code, String description, Map<String, String> headers) {
        super(description, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = headers;
    }

    /**
     * A problem.
     *
     * @param status 400 to 599
     * @param code what programs look at
     * @param description what people read; no secret
     * @return the problem
     */
    public static Problem of(int status, String code, String description) {
        return new Problem(
                status,
                Objects.requireNonNull(code, "code"),
                Objects.requireNonNull(description, "description"),
                Map.of());
    }

    /**
     * A request that can't be right.
     *
     * @param description what is wrong, naming the parameter
     * @return 400 {@code invalid_request}
     */
    public static Problem invalid(String description) {
        return of(400, "invalid_request", description);
    }

    /**
     * Something that isn't there, or is somebody else's: nobody learns which.
     *
     * @return 404 {@code not_found}
     */
    public static Problem notFound() {
        return of(404, "not_found", "There is nothing here.");
    }

    /**
     * Who asks may not.
     *
     * @return 401 {@code unauthorized}
     */
    public static Problem unauthorized() {
        return of(
                401,
                "unauthorized",
                "The request is unauthorized. Check that your API key and region base URL are correctly configured.");
    }

    /**
     * Adds a header to the response.
     *
     * @param name its name
     * @param value its value
     * @return a changed copy
     */
    public Problem header(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Problem(status, code, description(), more);
    }

    private String description() {
        return Objects.requireNonNullElse(getMessage(), "");
    }

    /**
     * The status.
     *
     * @return 400 to 599
     */
    public int status() {
        return status;
    }

    /**
     * The code.
     *
     * @return the code
     */
    public String code() {
        return code;
    }

    /**
     * As it goes out. The SDKs of the server side read {@code error}, those of browsers and apps {@code errorCode}.
     *
     * @return JSON with {@code error}, {@code errorCode} and {@code errorDescription}
     */
    public HttpResponse response() {
        return response(Map.of());
    }

    /**
     * As it goes out, with more members.
     *
     * @param more further members, as JSON has them
     * @return JSON with {@code error}, {@code errorCode}, {@code errorDescription} and those
     */
    public HttpResponse response(Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", code);
        body.put("errorCode", code);
        body.put("errorDescription", description());
        body.putAll(more);
        HttpResponse response = HttpResponse.json(status, body);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            response = response.header(header.getKey(), header.getValue());
        }
        return response;
    }
}
