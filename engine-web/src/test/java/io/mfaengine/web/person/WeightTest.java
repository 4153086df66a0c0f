package io.mfaengine.web.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a page weighs, with all it asks for. */
final class WeightTest {
    private static final int MOST = 40 * 1024;

    private final PagesWorld world = new PagesWorld(look -> look.colour("#1c4f8f"));
    private final Visitor visitor = new Visitor(world.server.url());

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void no_page_with_all_its_files_weighs_more_than_40_kib_even_unpacked() {
        visitor.open(world.pay("ann", "en").url());
        assertWeight("choose");
        visitor.post("/choose", "type", "AUTHENTICATOR_APP");
        assertWeight("app");
        visitor.open(visitor.visit() + "/enter/SMS");
        assertWeight("number");
        world.withApp("bob");
        assertWeight("challenge", visitor.open(world.pay("bob", "de").url()));
    }

    private void assertWeight(String name) {
        assertWeight(name, visitor);
    }

    private void assertWeight(String name, Visitor page) {
        String html = page.html();
        StringBuilder all = new StringBuilder(html);
        Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"")
                .matcher(html)
                .results()
                .map((MatchResult found) -> page.raw(found.group(1)))
                .forEach(file -> {
                    assertThat(file.statusCode()).isEqualTo(200);
                    assertThat(file.headers().firstValue("cache-control").orElseThrow())
                            .contains("immutable");
                    all.append(file.body());
                });
        assertThat(all.toString().getBytes(StandardCharsets.UTF_8)).as(name).hasSizeLessThan(MOST);
        assertThat(packed(all.toString())).as(name).isLessThan(MOST / 2);
        assertThat(html).doesNotContain("style=\"", "data:", "src=\"http", "url(");
    }

    private static int packed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.size();
    }
}
