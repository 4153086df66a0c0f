package io.mfaengine.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mfaengine.MfaEngine;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.model.Settings;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.FaultyStore;
import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.pages.Branding;
import io.mfaengine.web.pages.Logo;
import io.mfaengine.web.pages.Pages;
import io.mfaengine.web.pages.StoredBranding;
import io.mfaengine.web.tenant.StoredAccess;
import io.mfaengine.web.tenant.Tenant;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator keeps in the settings holds on every server, beside what the application gave, and without a restart. */
final class StoredAccessTest {
    private static final String NEW = "https://new.example/done";
    private static final String ORIGIN = "https://new.example";

    private final World world = new World();
    private final MemoryStore store = MemoryStore.create();
    private final KeyRing ring = KeyRing.generate();
    private final MfaEngine here = world.engine(store, ring).build();
    private final MfaEngine there = world.engine(store, ring).build();
    private final MfaHttp first = surface(here);
    private final MfaHttp second = surface(there);

    @AfterEach
    void stop() {
        world.close();
    }

    private MfaHttp surface(MfaEngine engine) {
        Tenant tenant = Tenant.of(engine, world.keys)
                .redirectUrl("https://example.app")
                .origin("https://app.example")
                .pages(URI.create("https://mfa.example/"));
        return MfaHttp.builder(tenant)
                .pages(Pages.of(ring, Branding.named("Acme")))
                .build();
    }

    private void set(UnaryOperator<StoredAccess> change) {
        settings(settings -> change.apply(StoredAccess.of(settings)).in(settings));
    }

    private void settings(UnaryOperator<Settings> change) {
        assertThat(here.operator("jane@acme").updateSettings(change)).isNotNull();
    }

    private static HttpResponse track(MfaHttp http, String key, String redirectUrl) {
        String basic = Base64.getEncoder().encodeToString((key + ":").getBytes(UTF_8));
        return http.handle(HttpRequest.of("POST", "/v1/users/usr_1/actions/signIn")
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json")
                .body(("{\"redirectUrl\":\"" + redirectUrl + "\"}").getBytes(UTF_8)));
    }

    @Test
    @Requirement("R77")
    void a_redirect_url_that_an_operator_adds_is_permitted_on_the_other_server_a_second_later() {
        assertThat(track(first, World.KEY, NEW).status()).isEqualTo(400);
        assertThat(track(second, World.KEY, NEW).status()).isEqualTo(400);
        set(access -> access.redirectUrls(List.of(NEW)));
        assertThat(track(first, World.KEY, NEW + "?order=7").status()).isEqualTo(200);
        world.clock.move(Duration.ofSeconds(1));
        assertThat(track(second, World.KEY, NEW + "?order=7").status()).isEqualTo(200);
        assertThat(track(second, World.KEY, NEW + "/else").status()).isEqualTo(400);
        assertThat(track(second, World.KEY, "https://example.app").status())
                .as("what the application gave stays")
                .isEqualTo(200);

        set(access -> access.redirectUrls(List.of()));
        world.clock.move(Duration.ofSeconds(1));
        assertThat(track(second, World.KEY, NEW).status()).isEqualTo(400);
    }

    private static HttpResponse ask(MfaHttp http, String origin) {
        return http.handle(HttpRequest.of("OPTIONS", "/v1/client/challenge/sms")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST"));
    }

    @Test
    void an_origin_that_an_operator_adds_may_call_and_frame_without_a_restart() {
        assertThat(ask(second, ORIGIN).status()).isEqualTo(403);
        set(access -> access.origins(List.of(ORIGIN)));
        world.clock.move(Duration.ofSeconds(1));
        assertThat(ask(second, ORIGIN).status()).isEqualTo(204);
        assertThat(ask(second, "https://app.example").status()).isEqualTo(204);
        assertThat(second.handle(HttpRequest.of("GET", "/")).headers().get("Content-Security-Policy"))
                .contains("frame-ancestors")
                .contains(ORIGIN);
    }

    @Test
    void a_key_is_rolled_without_a_gap_and_the_old_one_opens_nothing_once_it_is_revoked() {
        SecureRandom random = new SecureRandom();
        StoredAccess.Made old = StoredAccess.of(Settings.standard()).make("shop", here.now(), random);
        StoredAccess.Made next = old.access().make("shop", here.now(), random);
        String oldKey = old.secret().reveal();
        String newKey = next.secret().reveal();
        set(access -> old.access());
        set(access -> next.access());
        for (MfaHttp http : List.of(first, second)) {
            for (String key : List.of(oldKey, newKey, World.KEY)) {
                assertThat(track(http, key, "https://example.app").status()).isEqualTo(200);
            }
        }
        set(access -> access.revoke(old.key().id()));
        assertThat(track(first, oldKey, "https://example.app").status()).isEqualTo(401);
        world.clock.move(Duration.ofSeconds(1));
        assertThat(track(second, oldKey, "https://example.app").status()).isEqualTo(401);
        assertThat(track(second, newKey, "https://example.app").status()).isEqualTo(200);
        assertThat(track(second, newKey + "x", "https://example.app").status()).isEqualTo(401);
        assertThat(track(second, next.key().hash(), "https://example.app").status())
                .isEqualTo(401);

        String kept = store.settings("main").orElseThrow().payload().text();
        assertThat(kept).contains(next.key().hash()).doesNotContain(newKey, newKey.substring(newKey.length() - 4));
        assertThat(next.access() + " " + next.key())
                .doesNotContain(newKey, next.key().hash());
    }

    private static String page(MfaHttp http) {
        return new String(http.handle(HttpRequest.of("GET", "/")).body(), UTF_8);
    }

    @Test
    void a_branding_that_an_operator_sets_is_on_the_next_page_and_its_files_on_every_server() {
        assertThat(page(second)).contains("Acme").doesNotContain("colours-");
        byte[] svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(UTF_8);
        settings(settings -> new StoredBranding(
                        "Northbank", "#FFD400", Logo.of("image/svg+xml", svg), null, URI.create("https://help.example"))
                .in(settings));
        String drawn = page(first);
        assertThat(drawn).contains("Northbank", "https://help.example").doesNotContain("Acme");
        world.clock.move(Duration.ofSeconds(1));
        for (String file : List.of("colours-[0-9a-f]{16}\\.css", "logo-[0-9a-f]{16}\\.svg")) {
            Matcher found = Pattern.compile("/assets/" + file).matcher(drawn);
            assertThat(found.find()).isTrue();
            assertThat(second.handle(HttpRequest.of("GET", found.group())).status())
                    .as("before the other server has drawn a page")
                    .isEqualTo(200);
        }
        assertThat(page(second)).contains("Northbank").doesNotContain("Acme");
        settings(StoredBranding.NONE::in);
        assertThat(page(first)).contains("Acme").doesNotContain("colours-", "Northbank");
    }

    @Test
    @Requirement("I10")
    void with_a_store_that_fails_no_key_of_an_operator_opens_anything_and_no_origin_is_listed() {
        FaultyStore faulty = FaultyStore.around(store);
        MfaHttp http = surface(world.engine(faulty, ring).build());
        set(access -> access.origins(List.of(ORIGIN)));
        faulty.on(FaultyStore.Call.SETTINGS, FaultyStore.Call.LOAD).every().fails();
        assertThat(track(http, "sk_of_nobody_0123456789", NEW).status()).isEqualTo(503);
        assertThat(ask(http, ORIGIN).status()).isEqualTo(403);
        assertThat(ask(http, "https://app.example").status()).isEqualTo(204);
        assertThat(http.handle(HttpRequest.of("GET", "/")).status()).isEqualTo(404);
    }

    @Test
    @Requirement("R11")
    void what_is_out_of_bounds_is_not_kept() {
        StoredAccess none = StoredAccess.of(Settings.standard());
        refuses(() -> none.redirectUrls(List.of("https://example.app?x=1")), "without query");
        refuses(() -> none.redirectUrls(List.of("javascript:alert(1)")), "http");
        refuses(() -> none.redirectUrls(Collections.nCopies(51, NEW)), "50");
        refuses(() -> none.origins(List.of("https://app.example/")), "origin");
        refuses(() -> none.make(" ", here.now(), new SecureRandom()), "name");
        StoredAccess full = none;
        for (int i = 0; i < StoredAccess.MAX_KEYS; i++) {
            full = full.make("key " + i, here.now(), new SecureRandom()).access();
        }
        StoredAccess all = full;
        refuses(() -> all.make("one more", here.now(), new SecureRandom()), "20");
        assertThat(StoredAccess.of(full.in(Settings.standard())).keys()).isEqualTo(full.keys());
        refuses(() -> new StoredBranding("", null, null, null, null), "name");
        refuses(() -> new StoredBranding(null, "red", null, null, null), "colour");
        refuses(() -> new StoredBranding(null, null, null, null, URI.create("javascript:x")), "help");
        Logo large = Logo.of("image/png", new byte[StoredBranding.MAX_LOGO + 1]);
        refuses(() -> new StoredBranding(null, null, large, null, null), "bytes");
        Logo largest = Logo.of("image/svg+xml", new byte[StoredBranding.MAX_LOGO]);
        assertThat(StoredBranding.of(new StoredBranding(null, null, largest, largest, null).in(Settings.standard()))
                        .darkLogo())
                .isNotNull();
    }

    @Test
    void what_can_not_be_read_permits_nothing_and_looks_like_nothing() {
        Settings odd = Settings.standard()
                .extra("web.redirectUrls", "javascript:alert(1)\nhttps://ok.example/\nhttps://a.example?b")
                .extra("web.origins", "*\nnull")
                .extra("web.secretKeys", "a\tb\tc\td\nonly")
                .extra("web.colour", "red");
        StoredAccess read = StoredAccess.of(odd);
        assertThat(read.redirectUrls()).containsExactly("https://ok.example/");
        assertThat(read.origins()).isEmpty();
        assertThat(read.keys()).isEmpty();
        assertThat(StoredBranding.of(odd)).isEqualTo(StoredBranding.NONE);
    }

    private interface Making {
        Object make();
    }

    private static void refuses(Making making, String names) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(making.make()).isNull())
                .withMessageContaining(names);
    }
}
