package io.mfaengine.testkit;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.Commit.ActionWrite;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.Payload;
import io.mfaengine.store.SettingsRecord;
import io.mfaengine.store.Snapshot;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes records to write, and shows those that were read so that two can be compared. */
final class Records {
    static final String TENANT = "acme";
    static final UserKey ADA = new UserKey(TENANT, "ada");
    static final UserKey BOB = new UserKey(TENANT, "bob");
    static final ActionKey PAY = new ActionKey("pay", "1");
    static final ActionKey LOGIN = new ActionKey("login", "1");
    static final Instant NOW = Instant.parse("2026-11-24T09:00:00.123Z");
    static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

    private static final AtomicLong LAST = new AtomicLong();

    private Records() {}

    /** A version like no other, spread over all bits as a random one would be. */
    static Version version() {
        long n = LAST.incrementAndGet();
        return new Version(n * 0x9E3779B97F4A7C15L, ~n * 0xBF58476D1CE4E5B9L);
    }

    static UserRecord user(UserKey key, Version id, String payload) {
        return new UserRecord(key, id, Set.of(), Payload.of(payload));
    }

    static ActionRecord action(UserKey user, ActionKey key, Version id, String payload) {
        return new ActionRecord(user, key, id, NOW, "CHALLENGE_REQUIRED", TOMORROW, Payload.of(payload));
    }

    static ActionWrite write(Version expected, ActionRecord next) {
        return new ActionWrite(next, expected);
    }

    static EventRecord event(UserKey user, String id, String payload) {
        return new EventRecord(user, id, TOMORROW, Payload.of(payload));
    }

    static SettingsRecord settings(String tenant, Version id, String payload) {
        return new SettingsRecord(tenant, id, Payload.of(payload));
    }

    static Claim claim(String name) {
        return new Claim(TENANT, name);
    }

    /** A commit that puts a user in the place of the one at the expected version, and writes some of their actions. */
    static Commit saving(Version expected, UserRecord next, ActionWrite... actions) {
        return Commit.of(expected, next, Arrays.asList(actions), List.of());
    }

    static Commit inserting(UserKey user, Version expected, ActionKey key, String payload) {
        Version id = version();
        return Commit.insert(id, user, expected, action(user, key, id, payload), List.of());
    }

    static String shown(Snapshot snapshot) {
        return shown(snapshot.user()) + ", " + shown(snapshot.action()) + ", settings " + snapshot.settings();
    }

    static String shown(@Nullable UserRecord user) {
        return user == null
                ? "no user"
                : "user " + user.key() + " at " + user.version() + " " + new TreeSet<>(user.indexes()) + " "
                        + user.payload().text();
    }

    static String shown(@Nullable ActionRecord action) {
        return action == null
                ? "no action"
                : "action " + action.user() + " " + action.key() + " at " + action.version() + " of "
                        + action.createdAt() + " " + action.state() + " until " + action.expiresAt() + " "
                        + action.payload().text();
    }

    static String shown(EventRecord event) {
        return "event " + event.user() + " " + event.id() + " until " + event.expiresAt() + " "
                + event.payload().text();
    }

    static String shown(SettingsRecord settings) {
        return "settings " + settings.tenant() + " at " + settings.version() + " "
                + settings.payload().text();
    }
}
