package io.mfaengine.web.view.portal;

import io.mfaengine.web.view.Frame;
import io.mfaengine.web.view.Frame.Notice;
import io.mfaengine.web.view.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is around a page of the portal.
 *
 * @param words the language
 * @param look where its files are
 * @param style the portal's own style sheet
 * @param root the path of the portal
 * @param application whose data it shows; null: nobody's
 * @param environment such as live; empty: nothing
 * @param tabs the places; none if nobody is signed in, or it shows nobody's data
 * @param who who is signed in; null: nobody
 * @param guard what forms have to give back
 * @param nonce lets the one script run
 * @param title the heading
 * @param faulty whether the page comes back with an error
 * @param notice what just happened; null: nothing
 * @param crumbs the way here, the last one being the page's parent
 * @param fact the one link or fact at the other end of the heading; null: none
 * @param tag the state of what it shows; null: none
 * @param looking where the script looks whether something has happened; null: nowhere
 */
public record PortalFrame(
        Words words,
        Frame.Look look,
        String style,
        String root,
        @Nullable String application,
        String environment,
        List<Tab> tabs,
        @Nullable String who,
        String guard,
        String nonce,
        String title,
        boolean faulty,
        @Nullable Notice notice,
        List<Link> crumbs,
        @Nullable Link fact,
        @Nullable Tag tag,
        @Nullable String looking) {
    /** A place of the bar. */
    public record Tab(String label, String path, boolean here) {}

    /** A link; if the path is empty, plain text. */
    public record Link(String label, String path) {}

    /**
     * A state, as a word.
     *
     * @param label the word
     * @param tone {@code ok}, {@code warn}, {@code bad} or {@code plain}
     */
    public record Tag(String label, String tone) {}

    public String documentTitle() {
        String whole = title + " · " + (application == null ? look.application() : application);
        return faulty ? words.text("error.title", "title", whole) : whole;
    }

    public String initial() {
        String name = application == null ? look.application() : application;
        return name.substring(0, name.offsetByCodePoints(0, 1));
    }
}
