package io.mfaengine.web.view.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The secret keys of a tenant.
 *
 * @param tabs the places of the settings
 * @param keys those that operators made
 * @param make where a new one is made
 * @param mayChange whether this operator may
 * @param prove where to prove first who it is; null: not needed
 * @param typed the name that was typed
 * @param error what is wrong with it; null: nothing
 * @param shown a key that was just made: it is shown once; null: none was
 */
public record KeysView(
        List<PortalFrame.Tab> tabs,
        List<Key> keys,
        String make,
        boolean mayChange,
        @Nullable String prove,
        String typed,
        @Nullable String error,
        @Nullable String shown) {
    /** What may be seen of one. */
    public record Key(String name, String made, String path, boolean isNew) {}

    /** Leaves out the key. */
    @Override
    public String toString() {
        return "KeysView[" + keys.size() + "]";
    }
}
