package io.mfaengine.web.operator;

import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.route.Query;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;
import org.jspecify.annotations.Nullable;

/**
 * A form with files as a browser sends it (RFC 7578).
 *
 * @param fields what was typed
 * @param files what was chosen, by the name of its field
 */
record Multipart(Query fields, Map<String, byte[]> files) {
    private static final String TYPE = "multipart/form-data";
    private static final int MOST_PARTS = 50;
    private static final int LONGEST_HEAD = 1024;
    /** RFC 2046, section 5.1.1. */
    private static final int LONGEST_BOUNDARY = 70;

    static boolean is(HttpRequest request) {
        return type(request).split(";", 2)[0].strip().equalsIgnoreCase(TYPE);
    }

    private static String type(HttpRequest request) {
        return request.header("content-type").orElse("");
    }

    /** The body is bounded already (R11). */
    static Multipart of(HttpRequest request) {
        String boundary = parameters(type(request)).get("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            throw malformed();
        }
        Map<String, String> fields = new LinkedHashMap<>();
        Map<String, byte[]> files = new LinkedHashMap<>();
        try {
            MultipartInput input = MultipartInput.builder()
                    .setInputStream(new ByteArrayInputStream(request.body()))
                    .setBoundary(boundary.getBytes(StandardCharsets.US_ASCII))
                    .setMaxPartHeaderSize(LONGEST_HEAD)
                    .get();
            boolean more = input.skipPreamble();
            for (int parts = 0; more; parts++) {
                if (parts == MOST_PARTS) {
                    throw malformed();
                }
                part(input, fields, files);
                more = input.readBoundary();
            }
        } catch (IOException | IllegalArgumentException e) {
            throw malformed();
        }
        return new Multipart(Query.given(fields), files);
    }

    private static void part(MultipartInput input, Map<String, String> fields, Map<String, byte[]> files)
            throws IOException {
        Map<String, @Nullable String> disposition = input.readHeaders()
                .lines()
                .filter(line -> line.regionMatches(true, 0, "content-disposition:", 0, 20))
                .findFirst()
                .map(line -> parameters(line.substring(20)))
                .orElseThrow(Multipart::malformed);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        input.readBodyData(body);
        String name = disposition.get("name");
        if (name == null || fields.containsKey(name) || files.containsKey(name)) {
            throw malformed();
        }
        if (disposition.containsKey("filename")) {
            // a browser sends an empty one where none was chosen
            if (body.size() > 0) {
                files.put(name, body.toByteArray());
            }
        } else {
            fields.put(name, body.toString(StandardCharsets.UTF_8));
        }
    }

    private static Map<String, @Nullable String> parameters(String header) {
        ParameterParser parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        return parser.parse(header, ';');
    }

    private static Problem malformed() {
        return Problem.invalid("the body must be a form with files, each field once");
    }
}
