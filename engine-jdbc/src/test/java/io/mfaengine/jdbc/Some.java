package io.mfaengine.jdbc;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Budget;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.Commit.ActionWrite;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.Payload;
import io.mfaengine.store.SettingsRecord;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Records to write. */
final class Some {
    static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    static final UserKey ADA = new UserKey("t", "ada");
    static final UserKey BOB = new UserKey("t", "bob");
    static final ActionKey PAY = new ActionKey("pay", "1");
    static final Budget BUDGET = new Budget("t", "sms", 5, Duration.ofHours(1));
    static final Budget SECOND = new Budget("t", "smt", 5, Duration.ofHours(1));

    private Some() {}

    static Version version(long number) {
        return new Version(number, number);
    }

    static UserRecord user(UserKey key, Version id) {
        return new UserRecord(key, id, Set.of(new Claim("t", "index")), Payload.of("{\"at\":\"" + id.low() + "\"}"));
    }

    static ActionRecord action(UserKey user, ActionKey key, Version id) {
        return new ActionRecord(user, key, id, NOW, "CHALLENGE_REQUIRED", NOW.plusSeconds(60), Payload.of("{}"));
    }

    static EventRecord event(UserKey user, String id) {
        return new EventRecord(user, id, NOW.plusSeconds(60), Payload.of("{}"));
    }

    static SettingsRecord settings(long number) {
        return new SettingsRecord("t", version(number), Payload.of("{\"number\":" + number + "}"));
    }

    /** A new user, with an action, a claim and an event. */
    static Commit creating(UserKey user, Version id) {
        return Commit.of(
                        Version.ABSENT,
                        user(user, id),
                        List.of(new ActionWrite(action(user, PAY, id), Version.ABSENT)),
                        List.of(event(user, "e" + id.low())))
                .claiming(Set.of(new Claim("t", "c" + id.low())), Set.of());
    }

    /** The user and the action replaced, one claim for another. */
    static Commit replacing(UserKey user, Version expected, Version id) {
        return Commit.of(
                        expected,
                        user(user, id),
                        List.of(new ActionWrite(action(user, PAY, id), expected)),
                        List.of(event(user, "e" + id.low())))
                .claiming(Set.of(new Claim("t", "c" + id.low())), Set.of(new Claim("t", "c" + expected.low())));
    }

    static Commit inserting(UserKey user, Version expected, ActionKey key, Version id) {
        return Commit.insert(id, user, expected, action(user, key, id), List.of(event(user, "e" + id.low())));
    }
}
