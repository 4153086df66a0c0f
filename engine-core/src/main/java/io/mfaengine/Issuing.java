package io.mfaengine;

import io.mfaengine.Trailing.EventDraft;
import io.mfaengine.method.AuthenticatorMethod.Issue;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Secret;
import io.mfaengine.store.Version;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Issues recovery codes. To make them takes long, so they are made once for all tries of an operation, under the same
 * settings: else whoever writes often keeps the owner's commit from ever being in time. One object for one call.
 */
final class Issuing {
    private final Wiring wiring;
    private @Nullable Issue made;
    private Version madeUnder = Version.ABSENT;

    Issuing(Wiring wiring) {
        this.wiring = wiring;
    }

    /** A user with a new set of recovery codes in place of any other. */
    record Issued(StoredUser user, List<Secret> codes, EventDraft event) {}

    /** Empty if the type is off, or has nothing to issue. */
    Optional<Issued> issue(View view, StoredUser user) {
        AuthenticatorType type = AuthenticatorType.RECOVERY_CODE;
        if (!view.settings().isOn(type)) {
            return Optional.empty();
        }
        if (made == null || !madeUnder.equals(view.tenant().version())) {
            made = wiring.methods()
                    .of(type)
                    .flatMap(method -> method.issue(new MethodContext(wiring, view, type, List.of())))
                    .orElse(null);
            madeUnder = view.tenant().version();
        }
        return Optional.ofNullable(made).map(issue -> issued(view, user, type, issue));
    }

    private Issued issued(View view, StoredUser user, AuthenticatorType type, Issue issue) {
        StoredAuthenticator bare = StoredAuthenticator.enrolled(
                wiring.random().number() | 1,
                type,
                issue.label(),
                SealedData.NONE,
                view.now(),
                user.head().count() + 1,
                Set.of());
        StoredAuthenticator sealed = bare.data(wiring.vault().seal(issue.keep(), bare.place(view.key())));
        return new Issued(user.without(type).with(sealed), issue.shown(), EventDraft.of("recovery.issued", sealed));
    }
}
