package io.mfaengine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mfaengine.requirements.Requirement;
import io.mfaengine.web.tenant.Tenant;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a person may be sent back to. */
final class RedirectTest {
    private final World world = new World();
    private final Tenant tenant = Tenant.of(world.mfa, world.keys)
            .redirectUrl("https://example.app")
            .redirectUrl("https://example.app/settings/mfa")
            .redirectUrl("http://localhost:3000/back");

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @Requirement("R77")
    @ValueSource(
            strings = {
                "https://example.app",
                "https://example.app/",
                "https://example.app:443",
                "https://example.app?state=a%2Fb&next=https://other.example/",
                "https://example.app/settings/mfa?x=1",
                "http://localhost:3000/back",
            })
    void what_is_listed_is_permitted_with_a_query_of_its_own_and_sent_unchanged(String url) {
        assertThat(tenant.redirect(url)).contains(URI.create(url));
    }

    @ParameterizedTest
    @Requirement("R77")
    @ValueSource(
            strings = {
                "",
                "/",
                "//example.app",
                "///example.app",
                "http://example.app",
                "HTTPS://example.app",
                "javascript://example.app/%0aalert(1)",
                "javascript:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "ftp://example.app",
                "https:example.app",
                "https:/example.app",
                "https://example.app.evil.example",
                "https://evil.example/https://example.app",
                "https://evil.example?https://example.app",
                "https://evil.example#https://example.app",
                "https://sub.example.app",
                "https://xample.app",
                "https://EXAMPLE.app",
                "https://example.app.",
                "https://ex\u0430mple.app",
                "https://example.app\u3002evil.example",
                "https://example\u200b.app",
                "https://example.app@evil.example",
                "https://user@example.app",
                "https://user:password@example.app",
                "https://example.app:444",
                "https://example.app:0443x",
                "https://example.app/#",
                "https://example.app/#fragment",
                "https://example.app/other",
                "https://example.app//",
                "https://example.app//settings/mfa",
                "https://example.app/settings/mfa/",
                "https://example.app/settings//mfa",
                "https://example.app/settings/../settings/mfa",
                "https://example.app/./settings/mfa",
                "https://example.app/settings/x/..%2fmfa",
                "https://example.app/settings%2fmfa",
                "https://example.app/settings%2Fmfa",
                "https://example.app/settings%5cmfa",
                "https://example.app/settings/%2e%2e/mfa",
                "https://example.app/settings/mfa%00",
                "https://example.app/settings/mfa%20",
                "https://example.app/settings\\mfa",
                "https://example.app\\@evil.example",
                "https:\\\\example.app",
                " https://example.app",
                "https://example.app ",
                "https://example.app/\t",
                "https://example.app\r\nSet-Cookie: a=b",
                "https://example.app\u0000",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://127.0.0.1",
                "http://localhost/back",
                "http://localhost:3000",
                "http://localhost:03000/back?x=\u00e9",
            })
    void what_looks_like_it_is_refused(String url) {
        assertThat(tenant.redirect(url)).isEmpty();
    }

    @Test
    @Requirement("R77")
    void a_url_has_at_most_2048_characters() {
        String start = "https://example.app?";
        assertThat(tenant.redirect(start + "a".repeat(2_048 - start.length()))).isPresent();
        assertThat(tenant.redirect(start + "a".repeat(2_049 - start.length()))).isEmpty();
    }

    @Test
    void a_list_that_can_not_be_meant_is_refused() {
        assertThatThrownBy(() -> tenant.redirectUrl("https://example.app?x=1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tenant.redirectUrl("https://example.app/a/../b"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tenant.origin("https://app.example/")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tenant.origin("*")).isInstanceOf(IllegalArgumentException.class);
    }
}
