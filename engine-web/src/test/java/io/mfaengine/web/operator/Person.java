package io.mfaengine.web.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.web.MfaHttp;
import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody on the person's pages of a surface, without a server between. */
final class Person {
    private static final Pattern GUARD = Pattern.compile("name=\"guard\" value=\"([^\"]+)\"");

    private final MfaHttp http;
    private final URI base;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String visit = "";
    private String guard = "";
    private String page = "";

    Person(MfaHttp http, URI base) {
        this.http = http;
        this.base = base;
    }

    @CanIgnoreReturnValue
    Person open(URI url) {
        return show(HttpRequest.of("GET", url.getRawPath()).query(url.getRawQuery()));
    }

    /** A page of the visit. */
    @CanIgnoreReturnValue
    Person open(String below) {
        return show(HttpRequest.of("GET", visit + below));
    }

    @CanIgnoreReturnValue
    Person post(String below, String... fields) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("guard", guard));
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        String form = all.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return show(HttpRequest.of("POST", visit + below)
                .header("Origin", base.getScheme() + "://" + base.getRawAuthority())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(form.getBytes(UTF_8)));
    }

    private Person show(HttpRequest asked) {
        HttpRequest next = asked;
        HttpResponse response = send(next);
        while (response.status() == 303) {
            URI to = URI.create(String.valueOf(response.headers().get("Location")));
            next = HttpRequest.of("GET", to.getRawPath()).query(to.getRawQuery());
            response = send(next);
        }
        String[] parts = next.path().split("/", -1);
        visit = parts.length > 2 && parts[1].equals("s") ? "/s/" + parts[2] : visit;
        page = new String(response.body(), UTF_8);
        Matcher found = GUARD.matcher(page);
        guard = found.find() ? found.group(1) : guard;
        return this;
    }

    private HttpResponse send(HttpRequest request) {
        String sent = cookies.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("; "));
        HttpResponse response = http.handle(sent.isEmpty() ? request : request.header("Cookie", sent));
        String kept = response.headers().get("Set-Cookie");
        if (kept != null) {
            String[] pair = kept.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        return response;
    }

    String page() {
        return page;
    }
}
