package io.mfaengine.web.route;

import io.mfaengine.web.http.HttpRequest;
import java.util.Optional;

/** What a browser keeps for us. */
public final class Cookies {
    private Cookies() {}

    /** The value of a cookie; empty if there is none, or it is longer than any of ours. */
    public static Optional<String> find(HttpRequest request, String name, int longest) {
        for (String header : request.headers("cookie")) {
            for (String pair : header.split(";", -1)) {
                String[] parts = pair.strip().split("=", 2);
                if (parts.length == 2 && parts[0].equals(name) && parts[1].length() <= longest) {
                    // RFC 6265 section 4.1.1 has quotes around a value too
                    return Optional.of(parts[1].replace("\"", ""));
                }
            }
        }
        return Optional.empty();
    }
}
