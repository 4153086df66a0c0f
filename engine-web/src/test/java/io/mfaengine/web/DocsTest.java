package io.mfaengine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.route.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the documentation says, held against what the server does. */
final class DocsTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    private final World world = new World();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void every_curl_line_of_the_documentation_works() throws IOException {
        List<String> lines = Files.readAllLines(DOCS.resolve("http.md")).stream()
                // those with a token are run by ClientDocsTest
                .filter(line -> line.startsWith("curl ") && !line.contains("Bearer "))
                .toList();
        assertThat(lines).hasSizeGreaterThan(8);
        for (String line : lines) {
            HttpResponse<String> answer = run(line);
            assertThat(answer.statusCode()).as(line + " " + answer.body()).isEqualTo(200);
        }
    }

    private HttpResponse<String> run(String line) {
        Map<String, String> variables =
                Map.of("$KEY", World.KEY, "$URL", world.server.url().toString());
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            boolean literal = matcher.group(1) != null;
            String word = literal ? matcher.group(1) : matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
            for (Map.Entry<String, String> variable :
                    literal ? Set.<Map.Entry<String, String>>of() : variables.entrySet()) {
                word = word.replace(variable.getKey(), variable.getValue());
            }
            words.add(word);
        }
        String method = null;
        String body = null;
        String url = null;
        List<String> headers = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-s" -> {}
                case "-u" ->
                    headers.addAll(List.of(
                            "Authorization",
                            "Basic "
                                    + Base64.getEncoder()
                                            .encodeToString(words.get(++i).getBytes(StandardCharsets.UTF_8))));
                case "-X" -> method = words.get(++i);
                case "-H" -> headers.addAll(List.of(words.get(++i).split(": ", 2)));
                case "-d" -> body = words.get(++i);
                default -> url = words.get(i);
            }
        }
        return Caller.send(java.net.http.HttpRequest.newBuilder(URI.create(url))
                .headers(headers.toArray(String[]::new))
                .method(
                        method != null ? method : body == null ? "GET" : "POST",
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void the_description_names_every_route_and_no_other() throws IOException {
        JsonObject paths = JsonParser.parseString(Files.readString(DOCS.resolve("openapi.json")))
                .getAsJsonObject()
                .getAsJsonObject("paths");
        Set<String> described = new TreeSet<>();
        paths.entrySet()
                .forEach(path -> path.getValue().getAsJsonObject().keySet().stream()
                        .filter(key -> !key.equals("parameters"))
                        .forEach(method ->
                                described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        Set<String> routes = world.http.routes().stream()
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(described).isEqualTo(routes);
    }

    @Test
    void the_description_names_the_places_of_each_path_and_answers_as_it_says_without_a_key() throws IOException {
        JsonObject paths = JsonParser.parseString(Files.readString(DOCS.resolve("openapi.json")))
                .getAsJsonObject()
                .getAsJsonObject("paths");
        for (Route route : world.http.routes()) {
            JsonObject path = paths.getAsJsonObject(route.path());
            Matcher places = Pattern.compile("\\{([A-Za-z]+)}").matcher(route.path());
            while (places.find()) {
                assertThat(path.getAsJsonArray("parameters").toString())
                        .contains("{\"name\":\"" + places.group(1) + "\",\"in\":\"path\"");
            }
            JsonObject responses = path.getAsJsonObject(route.method().toLowerCase(java.util.Locale.ROOT))
                    .getAsJsonObject("responses");
            int status = world.http
                    .handle(HttpRequest.of(route.method(), route.path().replaceAll("\\{[A-Za-z]+}", "x")))
                    .status();
            assertThat(responses.keySet()).as(route.path()).contains(Integer.toString(status));
        }
    }
}
