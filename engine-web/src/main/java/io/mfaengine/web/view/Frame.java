package io.mfaengine.web.view;

import gg.jte.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is around the question of a page.
 *
 * @param words the language
 * @param look where its files are
 * @param visit the path of the person's visit, without a slash at its end; empty if there is none
 * @param here the path of this page
 * @param guard what forms have to give back
 * @param nonce lets the one script run
 * @param title the heading
 * @param faulty whether the page comes back with an error
 * @param exit the one way out; null: there is none
 * @param slip what is being confirmed; null: nothing to show
 * @param notice what just happened; null: nothing
 * @param languages the languages to choose from
 * @param host the window that the pages are in
 */
public record Frame(
        Words words,
        Look look,
        String visit,
        String here,
        String guard,
        String nonce,
        String title,
        boolean faulty,
        @Nullable Exit exit,
        @Nullable Slip slip,
        @Nullable Notice notice,
        List<Languages.Language> languages,
        Host host) {

    /** What its page may load, where its forms may go, and who may have it in a frame. */
    public static String policy(String nonce, String forms, String frames) {
        return "default-src 'none'; style-src 'self'; script-src 'nonce-" + nonce
                + "'; img-src 'self'; connect-src 'self'; form-action " + forms
                + "; base-uri 'none'; frame-ancestors " + frames;
    }

    /** The files and the name that all pages of a tenant have. */
    public record Look(
            String application,
            String style,
            @Nullable String colours,
            String script,
            String icon,
            @Nullable String logo,
            @Nullable String darkLogo,
            @Nullable String help) {
        public String initial() {
            return application.substring(0, application.offsetByCodePoints(0, 1));
        }
    }

    /** The way out: a link, or if {@code posts} a form. */
    public record Exit(String label, String path, boolean posts) {}

    /** What is being confirmed. */
    public record Slip(Content sentence, List<Line> lines) {
        /** A detail. */
        public record Line(String label, String value) {}
    }

    /** What just happened. */
    public record Notice(Kind kind, @Nullable String strong, String text) {
        /** How it looks. */
        public enum Kind {
            OK,
            WARN,
            BAD,
            PLAIN
        }

        public String style() {
            return kind.name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * The window that the pages are in.
     *
     * @param origins who may be told; null: nobody
     * @param token what to close with; null: stay open
     * @param fault what went wrong; null: nothing
     * @param status the status of the response
     * @param look where to look whether it has been answered elsewhere; null: nowhere
     */
    public record Host(
            @Nullable String origins,
            @Nullable String token,
            @Nullable String fault,
            @Nullable String status,
            @Nullable String look) {
        public static final Host NONE = new Host(null, null, null, null, null);
    }

    public String documentTitle() {
        String whole = title + " · " + look.application();
        return faulty ? words.text("error.title", "title", whole) : whole;
    }
}
