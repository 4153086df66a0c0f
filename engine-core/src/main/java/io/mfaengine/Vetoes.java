package io.mfaengine;

import io.mfaengine.model.Action;
import io.mfaengine.model.Authenticator;
import java.util.function.BiPredicate;

/** Asks the application, before the commit of a passed challenge, whether it objects. */
final class Vetoes {
    private Vetoes() {}

    /** Whether one says no, or throws: what can't be asked is not allowed (I10). */
    static boolean object(
            Wiring wiring, View view, StoredAction action, StoredUser user, StoredAuthenticator authenticator) {
        if (wiring.vetoes().isEmpty()) {
            return false;
        }
        Action asked = Portraits.action(view, action);
        Authenticator by = Portraits.authenticator(user, authenticator);
        for (BiPredicate<Action, Authenticator> veto : wiring.vetoes()) {
            try {
                if (!veto.test(asked, by)) {
                    return true;
                }
            } catch (RuntimeException e) {
                System.getLogger("io.mfaengine").log(System.Logger.Level.WARNING, "a veto threw, and so objects", e);
                return true;
            }
        }
        return false;
    }
}
