package io.mfaengine.web.tenant;

import io.mfaengine.MfaEngine;
import io.mfaengine.MfaException;
import io.mfaengine.Operator;
import io.mfaengine.model.Settings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is kept in a tenant's settings, parsed again only when they have changed. Thread-safe. */
final class Kept {
    /** So long another server may go on with what was changed here: a call to the store at every request would cost more. */
    static final Duration AGE = Duration.ofSeconds(1);

    private static final System.Logger LOGGER = System.getLogger("io.mfaengine.web");

    private final Operator settings;
    private volatile @Nullable Parsed last;

    private record Parsed(Settings from, StoredAccess access) {}

    Kept(MfaEngine engine) {
        this.settings = engine.operator("engine-web");
    }

    Settings settings() {
        return settings.settings(AGE);
    }

    StoredAccess access() {
        Settings now = settings();
        Parsed known = last;
        if (known != null && known.from() == now) {
            return known.access();
        }
        StoredAccess access =
                known != null && known.from().extras().equals(now.extras()) ? known.access() : StoredAccess.of(now);
        last = new Parsed(now, access);
        return access;
    }

    /** The same; nothing if the store fails: for what permits less when it is less. */
    StoredAccess accessOrNone() {
        try {
            return access();
        } catch (MfaException e) {
            LOGGER.log(System.Logger.Level.WARNING, "what operators permit could not be read: " + e.kind(), e);
            return StoredAccess.of(Settings.standard());
        }
    }
}
