package io.mfaengine.web.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.Decision;
import io.mfaengine.TrackRequest;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Intent;
import io.mfaengine.testkit.PhoneApp;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** What tests of the checklist's rows stand in. */
abstract class Rows {
    static final String MAIL = "ann@acme.example";

    final PagesWorld world = new PagesWorld();
    final Visitor visitor = new Visitor(world.server.url());

    @AfterEach
    void close() {
        world.close();
    }

    static Intent enroll(String userId) {
        return Intent.user(userId).action("enroll");
    }

    Decision track(Intent intent) {
        return world.mfa.track(TrackRequest.of(intent).redirectUrl(world.site.url("/back?order=7")));
    }

    ActionState state(Decision decision) {
        return world.mfa.getAction(decision.token()).orElseThrow().state();
    }

    String id(String userId, AuthenticatorType type) {
        return world.mfa.getAuthenticators(userId).stream()
                .filter(each -> each.type().equals(type))
                .findFirst()
                .orElseThrow()
                .id()
                .value();
    }

    /** In the settings, after a passed challenge. */
    @CanIgnoreReturnValue
    PhoneApp manage(String userId) {
        PhoneApp phone = world.withApp(userId);
        visitor.open(world.manage(userId, "en").url()).post("/answer/AUTHENTICATOR_APP", "code", phone.code());
        assertThat(visitor.heading()).isEqualTo("Your second steps");
        return phone;
    }

    @CanIgnoreReturnValue
    PhoneApp byApp() {
        visitor.post("/choose", "type", "AUTHENTICATOR_APP");
        PhoneApp phone = PhoneApp.scan(URI.create(uri()), world.clock);
        visitor.post("/answer/AUTHENTICATOR_APP", "code", phone.code());
        assertThat(visitor.heading()).isEqualTo("Keep these recovery codes");
        return phone;
    }

    String uri() {
        String html = visitor.html();
        int from = html.indexOf("otpauth://");
        return html.substring(from, html.indexOf('"', from)).replace("&amp;", "&");
    }

    List<String> addresses(String userId) {
        return world.mfa.getAuthenticators(userId).stream()
                .map(each -> String.valueOf(each.address()))
                .toList();
    }

    List<String> codes() {
        return java.util.regex.Pattern.compile("[0-9A-Z]{4}(-[0-9A-Z]{4}){3}")
                .matcher(visitor.html())
                .results()
                .map(found -> found.group())
                .toList();
    }
}
