package io.mfaengine.web.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs what the documents tell to type for the Client API, line by line, and looks whether the answer is as they say. */
class ClientDocsTest {
    private static final Path DOCUMENT = Sdk.FOLDER.resolve("../../../../docs/http.md");
    private static final Pattern NAME = Pattern.compile("\"(\\w+)\"");

    @Test
    void everyCurlLineAnswersAsItSays() throws IOException, InterruptedException {
        String section =
                Files.readString(DOCUMENT).split("\n## Client API\n", 2)[1].split("\n## ", 2)[0];
        List<String> lines = section.lines().toList();
        int ran = 0;
        try (ClientWorld world = new ClientWorld()) {
            String token = world.track("usr_1", "sign-in").value();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).startsWith("curl ")) {
                    JsonElement answer = JsonParser.parseString(run(lines.get(i), world, token));
                    JsonObject object = answer.isJsonArray()
                            ? answer.getAsJsonArray().get(0).getAsJsonObject()
                            : answer.getAsJsonObject();
                    assertThat(object.keySet()).as(lines.get(i)).containsExactlyElementsOf(names(lines.get(i + 1)));
                    ran++;
                }
            }
        }
        assertThat(ran).isEqualTo(section.split("curl ", -1).length - 1).isGreaterThan(3);
    }

    private static List<String> names(String comment) {
        assertThat(comment).startsWith("# ");
        List<String> names = new ArrayList<>();
        for (Matcher name = NAME.matcher(comment); name.find(); ) {
            names.add(name.group(1));
        }
        return names;
    }

    private static String run(String line, ClientWorld world, String token) throws IOException, InterruptedException {
        ProcessBuilder shell =
                new ProcessBuilder(Sdk.program("bash").getPath(), "-euc", line).redirectErrorStream(true);
        shell.environment().put("URL", world.server.url().toString());
        shell.environment().put("TOKEN", token);
        shell.environment().put("CODE", world.outbox.size() == 0 ? "" : world.outbox.lastCode("+64271234567"));
        shell.environment().put("no_proxy", "127.0.0.1");
        assertThat(Sdk.program("curl")).exists();
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(line + "\n" + output).isZero();
        return output;
    }
}
