package io.mfaengine.web.operator;

import static io.mfaengine.web.operator.SettingWorld.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mfaengine.TrackRequest;
import io.mfaengine.model.Intent;
import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.operator.SettingWorld.Browser;
import io.mfaengine.web.pages.Logo;
import io.mfaengine.web.pages.StoredBranding;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The logo of a branding, sent as a file. */
final class LogoSettingTest {
    private static final byte[] SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>".getBytes(UTF_8);
    private static final byte[] NO_FILE = {};

    private final SettingWorld world = new SettingWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    private static byte[] png(int length) {
        byte[] png = new byte[length];
        byte[] magic = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', '-', '-', 0, '\r', '\n'};
        System.arraycopy(magic, 0, png, 0, magic.length);
        return png;
    }

    private StoredBranding set() {
        return StoredBranding.of(world.settings());
    }

    private static Map<String, Object> form(byte[] logo, byte[] dark) {
        return Map.of("name", "Northbank é", "colour", "", "help", "", "logo", logo, "darkLogo", dark);
    }

    @Test
    void a_file_becomes_the_logo_of_pages_on_another_server_and_stays_until_it_is_removed() {
        Browser admin = world.as(Role.ADMIN);
        assertThat(text(admin.get("/branding"))).contains("enctype=\"multipart/form-data\"", "type=\"file\"");
        byte[] png = png(StoredBranding.MAX_LOGO);
        assertThat(admin.upload("/branding", form(png, SVG)).status()).isEqualTo(303);
        assertThat(set().name()).isEqualTo("Northbank é");
        assertThat(set().logo()).extracting(Logo::mediaType, Logo::bytes).containsExactly("image/png", png);
        assertThat(set().darkLogo()).extracting(Logo::mediaType, Logo::bytes).containsExactly("image/svg+xml", SVG);
        assertThat(text(admin.get("/branding"))).contains("PNG, 24,512 bytes, is set.", "name=\"remove.darkLogo\"");
        world.clock.move(Duration.ofSeconds(1));
        String page = new Person(world.second, world.base)
                .open(world.there
                        .track(TrackRequest.of(Intent.user("ann").action("settings"))
                                .manage())
                        .url())
                .page();
        String file = page.replaceAll("(?s).*<img class=\"light\" src=\"([^\"]*)\".*", "$1");
        HttpResponse served = world.second.handle(HttpRequest.of("GET", file));
        assertThat(served.body()).isEqualTo(png);
        assertThat(served.headers())
                .containsEntry("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

        assertThat(admin.upload("/branding", form(NO_FILE, NO_FILE)).status()).isEqualTo(303);
        assertThat(set().logo()).extracting(Logo::bytes).isEqualTo(png);
        assertThat(admin.submit("/branding", "remove.logo", "on").status()).isEqualTo(303);
        assertThat(set().logo()).isNull();
        assertThat(set().darkLogo()).isNotNull();
        assertThat(world.log())
                .extracting(Log.Entry::about, Log.Entry::before, Log.Entry::after)
                .contains(
                        tuple("branding: Logo", "nothing", "PNG, 24,512 bytes"),
                        tuple("branding: Logo", "PNG, 24,512 bytes", "nothing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<p>", "GIF89a-------------", "<svg>", "<html><svg></svg></html>", "RIFF----WAVE----"})
    void what_is_no_picture_is_refused_beside_the_field_whatever_it_is_called(String file) {
        Browser admin = world.as(Role.ADMIN);
        HttpResponse refused = admin.upload("/branding", form(SVG, file.getBytes(UTF_8)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(text(refused))
                .contains("id=\"darkLogo-error\"", "This is no picture", "A file has to be chosen again.");
        assertThat(set()).isEqualTo(StoredBranding.NONE);
    }

    @Test
    void a_file_that_is_too_large_is_refused_with_the_bound() {
        Browser admin = world.as(Role.ADMIN);
        HttpResponse refused = admin.upload("/branding", form(png(StoredBranding.MAX_LOGO + 1), NO_FILE));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(text(refused)).contains("At most 24,512 bytes, this one has 24,513.");
        HttpResponse cut = admin.upload("/branding", form(png(2 * HttpRequest.MAX_BODY), NO_FILE));
        assertThat(cut.status()).isEqualTo(413);
        assertThat(text(cut)).contains("This is too large", "At most 64 kB");
        assertThat(set()).isEqualTo(StoredBranding.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--B",
                "nothing",
                "--B\r\n\r\n\r\n--B--",
                "--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--",
                "--B\r\nContent-Disposition: form-data; name=\"guard\"\r\n\r\nx",
                "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ny\r\n--B--",
                "--B\r\nContent-Disposition: form-data; name=\"_method\"\r\n\r\nGET\r\n--B--"
            })
    void a_broken_body_is_answered_by_a_page_and_changes_nothing(String body) {
        String real = body.replace("--B", "------WebKitFormBoundary7MA4YWxkTrZu0gW");
        HttpResponse answer = world.as(Role.ADMIN).multipart("/branding", real.getBytes(UTF_8));
        assertThat(answer.status()).isIn(400, 403);
        assertThat(text(answer)).contains("Nothing was changed");
    }

    @Test
    void each_kind_of_picture_is_known_by_its_bytes() {
        byte[] webp = "RIFF....WEBPVP8 ".getBytes(UTF_8);
        byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0};
        assertThat(Logo.read(webp)).map(Logo::mediaType).contains("image/webp");
        assertThat(Logo.read(jpeg)).map(Logo::mediaType).contains("image/jpeg");
        assertThat(Logo.read(png(20))).map(Logo::mediaType).contains("image/png");
        for (String svg : new String[] {
            "\ufeff<svg></svg>",
            "<?xml version=\"1.0\"?>\n<!-- made by hand -->\n<svg width=\"1\">\n</svg>\n",
            "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x\"><svg></svg>"
        }) {
            assertThat(Logo.read(svg.getBytes(UTF_8))).map(Logo::mediaType).contains("image/svg+xml");
        }
        assertThat(Logo.read(Arrays.copyOf(png(20), 7))).isEmpty();
        assertThat(Logo.read(NO_FILE)).isEmpty();
    }
}
