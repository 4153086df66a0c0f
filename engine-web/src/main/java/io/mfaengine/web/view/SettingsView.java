package io.mfaengine.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the person holds.
 *
 * @param rows their authenticators
 * @param codes their recovery codes; null: that type is off
 * @param mayAdd whether another can be added
 * @param until how long changes are allowed; null: they aren't now
 * @param last why the only one can't be removed; null: there are others
 */
public record SettingsView(
        List<Row> rows,
        @Nullable Codes codes,
        boolean mayAdd,
        String until,
        @Nullable String last) {
    /**
     * An authenticator.
     *
     * @param id its id
     * @param icon its icon
     * @param type what its type is called
     * @param hint its own name, and what is known of it
     * @param first whether it can be asked for first
     * @param rename whether it can be renamed
     * @param edit what changing its address is called; null: it has none, or it can't be
     * @param remove whether it can be removed
     */
    public record Row(
            String id,
            Icon icon,
            String type,
            String hint,
            @Nullable String tag,
            boolean first,
            boolean rename,
            @Nullable String edit,
            boolean remove) {
        public boolean isOpen() {
            return first || rename || edit != null || remove;
        }
    }

    /**
     * Recovery codes.
     *
     * @param hint how many are left
     * @param few what to say if there are few; null: enough
     * @param renew whether new ones can be made
     */
    public record Codes(String hint, @Nullable String few, boolean renew) {}
}
