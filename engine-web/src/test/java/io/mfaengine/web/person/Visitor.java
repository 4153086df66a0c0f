package io.mfaengine.web.person;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without eyes: follows redirects within the pages, keeps cookies, gives forms back what they were given. */
final class Visitor {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private static final Pattern GUARD = Pattern.compile("name=\"guard\" value=\"([^\"]+)\"");
    private static final Pattern TITLE = Pattern.compile("<title>([^<]*)</title>");
    private static final Pattern HEADING = Pattern.compile("<h1>(.*?)</h1>", Pattern.DOTALL);

    final Map<String, String> cookies = new ConcurrentHashMap<>();
    private final String origin;
    private final String language;
    private HttpResponse<String> page;
    private String guard = "";

    Visitor(URI server) {
        this(server, "en");
    }

    Visitor(URI server, String language) {
        this.origin = server.toString();
        this.language = language;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : origin + path))
                .header("Accept-Language", language);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    /** Sends a request as it is, and keeps its cookies. */
    HttpResponse<String> send(HttpRequest request) {
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            for (String cookie : response.headers().allValues("set-cookie")) {
                String[] pair = cookie.split(";", 2)[0].split("=", 2);
                cookies.put(pair[0], pair[1]);
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> raw(String path) {
        return send(request(path).GET().build());
    }

    /** Opens a page, and what it leads to. */
    @CanIgnoreReturnValue
    Visitor open(String path) {
        return follow(raw(path));
    }

    @CanIgnoreReturnValue
    Visitor open(URI url) {
        return open(url.toString());
    }

    /** Follows redirects as far as the pages go. */
    private Visitor follow(HttpResponse<String> response) {
        HttpResponse<String> next = response;
        while (next.statusCode() == 303) {
            String location = next.headers().firstValue("location").orElseThrow();
            if (location.startsWith("http") && !location.startsWith(origin)) {
                break;
            }
            next = raw(location);
        }
        this.page = next;
        Matcher found = GUARD.matcher(next.body());
        this.guard = found.find() ? found.group(1) : guard;
        return this;
    }

    /** Where the browser was sent that isn't one of the pages. */
    Optional<String> away() {
        return page.headers().firstValue("location");
    }

    /** The path of the visit. */
    String visit() {
        return page.uri().getPath().split("(?<=/[sl]/[A-Za-z0-9_-]{16})", 2)[0];
    }

    String guard() {
        return guard;
    }

    /** Sends a form of this visit, below its path. */
    @CanIgnoreReturnValue
    Visitor post(String below, String... fields) {
        return follow(send(form(visit() + below, guard, fields).build()));
    }

    /** A form that isn't sent yet. */
    HttpRequest.Builder form(String path, String given, String... fields) {
        Map<String, String> all = new TreeMap<>(Map.of("guard", given));
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        return request(path)
                .header("Origin", origin)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(all.entrySet().stream()
                        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))));
    }

    int status() {
        return page.statusCode();
    }

    String html() {
        return page.body();
    }

    URI url() {
        return page.uri();
    }

    String title() {
        return first(TITLE);
    }

    String heading() {
        return first(HEADING).replaceAll("<[^>]*>", "");
    }

    /** What a person reads. */
    String text() {
        return page.body()
                .replaceAll("(?s)<head>.*?</head>", "")
                .replaceAll("<[^>]*>", "\n")
                .replaceAll("\\n+", "\n")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private String first(Pattern pattern) {
        Matcher found = pattern.matcher(page.body());
        return found.find() ? found.group(1) : "";
    }

    String header(String name) {
        return page.headers().firstValue(name).orElse("");
    }
}
