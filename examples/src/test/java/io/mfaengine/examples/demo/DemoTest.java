package io.mfaengine.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks through the demo as its start page says, by plain HTTP. */
final class DemoTest {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .build();

    @TempDir
    private Path folder;

    private Demo demo;
    private HttpResponse<String> page;

    @BeforeEach
    void open() throws Exception {
        demo = start();
        get("/");
    }

    @AfterEach
    void close() {
        demo.close();
    }

    private Demo start() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        return Demo.start(folder, port, Map.of());
    }

    private void send(HttpRequest request) throws IOException, InterruptedException {
        page = client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private void get(String path) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(demo.url().resolve(path)).build());
    }

    private void post(String path, String... fields) throws IOException, InterruptedException {
        Map<String, String> all = new TreeMap<>();
        Matcher guard = Pattern.compile("name=\"guard\" value=\"([^\"]+)\"").matcher(page.body());
        if (guard.find()) {
            all.put("guard", guard.group(1));
        }
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        send(HttpRequest.newBuilder(demo.url().resolve(path))
                .header("Origin", demo.url().toString())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(all.entrySet().stream()
                        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))))
                .build());
    }

    /** A form of the visit that the page belongs to. */
    private void visit(String below, String... fields) throws IOException, InterruptedException {
        Matcher visit =
                Pattern.compile("^/mfa/s/[A-Za-z0-9_-]{16}").matcher(page.uri().getPath());
        assertThat(visit.find()).as(page.uri().toString()).isTrue();
        post(visit.group() + below, fields);
    }

    private String heading() {
        Matcher found = Pattern.compile("<h1>(.*?)</h1>").matcher(page.body());
        return found.find() ? found.group(1) : "";
    }

    private String code() throws IOException, InterruptedException {
        HttpResponse<String> before = page;
        get("/outbox");
        Matcher code = Pattern.compile("\\b[0-9]{6}\\b").matcher(page.body().replaceAll("(?s)^.*?<pre>", ""));
        assertThat(code.find()).isTrue();
        page = before;
        return code.group();
    }

    @Test
    void the_start_page_keeps_its_word() throws Exception {
        assertThat(heading()).isEqualTo("Sign in as anybody");
        post("/sign-in", "user", "jane");
        assertThat(heading()).isEqualTo("Hello jane");

        post("/send", "payee", "Baker & Sons", "amount", "250");
        assertThat(heading()).isEqualTo("Add a second step");
        visit("/choose", "type", "EMAIL_OTP");
        visit("/enter/EMAIL_OTP", "address", "jane@acme.example");
        visit("/answer/EMAIL_OTP", "code", code());
        assertThat(heading()).isEqualTo("Keep these recovery codes");
        visit("/codes", "kept", "yes");
        assertThat(heading()).isEqualTo("250.00 € is on its way to Baker &amp; Sons.");

        get("/");
        post("/send", "payee", "Somebody <b>else</b>", "amount", "19,90");
        assertThat(page.body()).contains("Send <bdi>19.90 €</bdi> to <bdi>Somebody &lt;b&gt;else&lt;/b&gt;</bdi>");
        visit("/leave");
        assertThat(heading()).isEqualTo("Not confirmed. Nothing was done.");

        get("/");
        post("/sign-out");
        post("/sign-in", "user", "jane");
        assertThat(heading()).isEqualTo("Show that it is you");

        demo.close();
        demo = start();
        get("/");
        post("/sign-in", "user", "jane");
        assertThat(heading()).as("after a restart").isEqualTo("Show that it is you");
    }

    @Test
    void the_portal_waits_for_its_first_owner() throws Exception {
        send(HttpRequest.newBuilder(demo.setUpLink().orElseThrow()).build());
        assertThat(heading()).isEqualTo("<bdi>Set up the portal</bdi>");
        post("/ops/portal/set-up");
        assertThat(heading()).isEqualTo("<bdi>Check your e-mail</bdi>");
        assertThat(demo.setUpLink()).isEmpty();
    }

    @Test
    void what_comes_from_another_site_is_refused() throws Exception {
        send(HttpRequest.newBuilder(demo.url().resolve("/sign-in"))
                .header("Origin", "https://evil.example")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("user=jane"))
                .build());
        assertThat(page.statusCode()).isEqualTo(403);
    }

    @Test
    void a_made_up_way_back_brings_nothing() throws Exception {
        post("/sign-in", "user", "jane");
        get("/sent?id=made-up&token=made-up");
        assertThat(heading()).isEqualTo("Not confirmed. Nothing was done.");
    }
}
