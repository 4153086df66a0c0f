package io.mfaengine;

import io.mfaengine.Handles.Locator;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.model.Handle;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.UserKey;
import java.security.SecureRandom;

/** Lets a benchmark make and open handles, which nobody else may. */
public final class HandleDoor {
    private final Handles handles;
    private final UserKey user;
    private final ActionKey action;

    /** A door to the handles of one action. */
    public HandleDoor(SecureRandom random, String tenant, String userId, String action, String key) {
        this.handles = new Handles(KeyRing.generate(), tenant, random);
        this.user = new UserKey(tenant, userId);
        this.action = new ActionKey(action, key);
    }

    /** Makes an action token. */
    public Handle make() {
        return handles.token(new Locator(user, action, 1, 2, 3, "", 0));
    }

    /** Opens one. */
    public boolean opens(Handle handle) {
        return handles.openToken(handle).isPresent();
    }
}
