package io.mfaengine.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A browser without eyes, and who sits before it: keeps cookies, follows redirects, gives forms back their guard. */
public final class Seat {
    private static final Pattern GUARD = Pattern.compile("name=\"guard\" value=\"([^\"]+)\"");
    private static final Pattern HEADING = Pattern.compile("<h1>(.*?)</h1>", Pattern.DOTALL);

    public final Map<String, String> cookies = new TreeMap<>();
    private final PortalWorld world;
    final String email;
    private final @Nullable PhoneApp phone;
    private HttpResponse page = HttpResponse.empty(204);
    private String path = "";
    private String guard = "";

    Seat(PortalWorld world, String email, @Nullable PhoneApp phone) {
        this.world = world;
        this.email = email;
        this.phone = phone;
    }

    private String origin() {
        return world.base.getScheme() + "://" + world.base.getRawAuthority();
    }

    HttpRequest request(String method, String to) {
        String local = to.startsWith(origin()) ? to.substring(origin().length()) : to;
        String[] parts = local.split("[?]", 2);
        HttpRequest request = HttpRequest.of(method, parts[0]).from("192.0.2.7", true);
        request = parts.length == 2 ? request.query(parts[1]) : request;
        return cookies.isEmpty()
                ? request
                : request.header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(each -> each.getKey() + "=" + each.getValue())
                                .collect(Collectors.joining("; ")));
    }

    /** Sends a request as it is, and keeps its cookies. */
    HttpResponse send(HttpRequest request) {
        HttpResponse response = world.http.handle(request);
        String cookie = response.headers().get("Set-Cookie");
        if (cookie != null) {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
            if (cookie.contains("Max-Age=0;")) {
                cookies.remove(pair[0]);
            }
        }
        return response;
    }

    @CanIgnoreReturnValue
    public Seat open(String to) {
        return follow(to, send(request("GET", to)));
    }

    private Seat follow(String from, HttpResponse first) {
        HttpResponse next = first;
        String at = from;
        for (int hops = 0; next.status() == 303 && hops < 9; hops++) {
            at = Objects.requireNonNull(next.headers().get("Location"));
            next = send(request("GET", at));
        }
        this.page = next;
        this.path = at.startsWith(origin()) ? at.substring(origin().length()) : at;
        Matcher found = GUARD.matcher(html());
        this.guard = found.find() ? found.group(1) : guard;
        return this;
    }

    /** Sends a form, with the guard of the last page. */
    @CanIgnoreReturnValue
    Seat post(String to, String... fields) {
        return follow(to, send(form(to, fields)));
    }

    HttpRequest form(String to, String... fields) {
        Map<String, String> all = new TreeMap<>(Map.of("guard", guard));
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        return request("POST", to)
                .header("Origin", origin())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(all.entrySet().stream()
                        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Asks for the link, opens it, and shows a code of the app. */
    @CanIgnoreReturnValue
    Seat signIn() {
        open("/portal/sign-in");
        return askAndAnswer();
    }

    /** From the form on, wherever it leads in the end. */
    @CanIgnoreReturnValue
    Seat askAndAnswer() {
        post("/portal/sign-in", "email", email);
        assertThat(heading()).isEqualTo("Check your e-mail");
        openLink();
        post("/portal/opened");
        return answer();
    }

    /** In another browser. */
    public void openLink() {
        Seat mail = new Seat(world, email, null);
        mail.open(world.outbox.lastLink(email).toString());
        mail.post(mail.path(), "answer", "yes");
        assertThat(mail.heading()).isEqualTo("That’s confirmed");
    }

    /** A code of the app, on the person's pages. */
    @CanIgnoreReturnValue
    Seat answer() {
        post(
                visit() + "/answer/AUTHENTICATOR_APP",
                "code",
                Objects.requireNonNull(phone).code());
        world.clock.move(Duration.ofSeconds(30));
        return this;
    }

    /** Shows again that it is them, where a page asks for it. */
    @CanIgnoreReturnValue
    Seat prove() {
        Matcher to = Pattern.compile("name=\"to\" value=\"([^\"]+)\"").matcher(html());
        assertThat(to.find()).as(text()).isTrue();
        post("/portal/prove", "to", to.group(1).replace("&amp;", "&"));
        return answer();
    }

    /** The path of the visit of the person's pages. */
    String visit() {
        return path.split("(?<=/s/[A-Za-z0-9_-]{16})", 2)[0];
    }

    String path() {
        return path;
    }

    String guard() {
        return guard;
    }

    int status() {
        return page.status();
    }

    HttpResponse page() {
        return page;
    }

    String html() {
        return new String(page.body(), StandardCharsets.UTF_8);
    }

    String heading() {
        Matcher found = HEADING.matcher(html());
        return found.find() ? found.group(1).replaceAll("<[^>]*>", "") : "";
    }

    /** What an operator reads. */
    String text() {
        return html().replaceAll("(?s)<head>.*?</head>", "")
                .replaceAll("<[^>]*>", "\n")
                .replaceAll("\\s*\\n\\s*", "\n")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
