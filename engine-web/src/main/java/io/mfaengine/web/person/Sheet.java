package io.mfaengine.web.person;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.tenant.Tenant;
import io.mfaengine.web.view.Frame;
import io.mfaengine.web.view.Frame.Exit;
import io.mfaengine.web.view.Frame.Host;
import io.mfaengine.web.view.Frame.Notice;
import io.mfaengine.web.view.Frame.Slip;
import io.mfaengine.web.view.Languages;
import io.mfaengine.web.view.Words;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page in the making: what is around the question, and the headers that go with it. Not thread-safe. */
final class Sheet {
    private final Tenant tenant;
    private final Words words;
    private final Frame.Look look;
    private final Languages languages;
    private final String nonce;
    private final @Nullable Turn turn;
    private int status = 200;
    private String title = "";
    private boolean faulty;
    private @Nullable Exit exit;
    private @Nullable Slip slip;
    private @Nullable Notice notice;
    private Host host;

    /** Draws the page. */
    interface Drawing {
        void draw(HtmlTemplateOutput out, Frame frame);
    }

    Sheet(Tenant tenant, Words words, Frame.Look look, Languages languages, String nonce, @Nullable Turn turn) {
        this.tenant = tenant;
        this.words = words;
        this.look = look;
        this.languages = languages;
        this.nonce = nonce;
        this.turn = turn;
        this.host = turn != null && turn.visit().popup() && !tenant.origins().isEmpty()
                ? new Host(String.join(" ", tenant.origins()), null, null, null, null)
                : Host.NONE;
    }

    @CanIgnoreReturnValue
    Sheet title(String text) {
        this.title = text;
        return this;
    }

    @CanIgnoreReturnValue
    Sheet status(int code) {
        this.status = code;
        if (code >= 400 && host.origins() != null) {
            this.host = new Host(
                    host.origins(), null, code == 410 ? "expired_token" : "unavailable", Integer.toString(code), null);
        }
        return this;
    }

    /** Comes back with an error. */
    @CanIgnoreReturnValue
    Sheet faulty(boolean is) {
        this.faulty = is;
        return this;
    }

    /** The way out is a link. */
    @CanIgnoreReturnValue
    Sheet exit(String label, String path) {
        this.exit = new Exit(words.text(label), path, false);
        return this;
    }

    /** The way out leaves the visit. */
    @CanIgnoreReturnValue
    Sheet leave(String label) {
        this.exit = turn == null ? null : new Exit(words.text(label), turn.path("/leave"), true);
        return this;
    }

    @CanIgnoreReturnValue
    Sheet slip(Slip shown) {
        this.slip = shown;
        return this;
    }

    @CanIgnoreReturnValue
    Sheet notice(@Nullable Notice told) {
        this.notice = told;
        return this;
    }

    /** Looks there whether it was answered elsewhere. */
    @CanIgnoreReturnValue
    Sheet looking(String path) {
        this.host = new Host(host.origins(), null, null, null, path);
        return this;
    }

    /** Closes the window that it is in. */
    @CanIgnoreReturnValue
    Sheet closing(String token) {
        this.host = new Host(host.origins(), token, null, null, null);
        return this;
    }

    HttpResponse draw(Drawing drawing) {
        Turn of = turn;
        Frame frame = new Frame(
                words,
                look,
                of == null ? "" : of.path(""),
                of == null ? "" : of.here(),
                of == null ? "" : of.visit().guard(),
                nonce,
                title,
                faulty,
                exit,
                slip,
                notice,
                of == null ? List.of() : languages.list(words),
                host);
        StringOutput text = new StringOutput(8 * 1024);
        drawing.draw(new OwaspHtmlTemplateOutput(text), frame);
        HttpResponse response = HttpResponse.of(
                        status, "text/html; charset=utf-8", text.toString().getBytes(StandardCharsets.UTF_8))
                .header("Content-Security-Policy", policy(of))
                .header("Content-Language", words.lang())
                .header("Vary", "Cookie, Accept-Language");
        return of == null ? response : of.visit().opened(response);
    }

    private String policy(@Nullable Turn of) {
        String back = of == null ? "" : of.visit().returnTo();
        String forms = back.isEmpty() ? "'self'" : "'self' " + origin(URI.create(back));
        String frames = tenant.origins().isEmpty() ? "'none'" : String.join(" ", tenant.origins());
        return Frame.policy(nonce, forms, frames);
    }

    /** Browsers hold a form's redirects against its page's policy. */
    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }
}
