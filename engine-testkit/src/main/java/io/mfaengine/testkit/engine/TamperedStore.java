package io.mfaengine.testkit.engine;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Commit;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.MfaStore;
import io.mfaengine.store.Payload;
import io.mfaengine.store.SettingsRecord;
import io.mfaengine.store.Snapshot;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import io.mfaengine.testkit.PassingStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A database in somebody else's hands: shows all that was written to it as text, and hands out what that somebody makes
 * of it.
 */
final class TamperedStore extends PassingStore {
    volatile UnaryOperator<String> users = UnaryOperator.identity();
    volatile UnaryOperator<String> actions = UnaryOperator.identity();
    volatile UnaryOperator<String> settings = UnaryOperator.identity();
    volatile UnaryOperator<List<EventRecord>> events = UnaryOperator.identity();

    private final List<String> written = new CopyOnWriteArrayList<>();

    TamperedStore(MfaStore store) {
        super(store);
    }

    /** Everything that was ever written, keys and indexes too. */
    String dump() {
        return String.join("\n", written);
    }

    /** The user's payload as it is stored. */
    String user(String userId) {
        UserRecord record = super.load(new UserKey("main", userId), null).user();
        return Objects.requireNonNull(record, "the user").payload().text();
    }

    @Override
    public Snapshot load(UserKey user, @Nullable ActionKey action) {
        Snapshot seen = super.load(user, action);
        return new Snapshot(
                seen.user() == null ? null : tampered(seen.user()),
                seen.action() == null ? null : tampered(seen.action()),
                seen.settings());
    }

    @Override
    public Commit.Result commit(Commit commit) {
        written.add(commit.user() + " " + commit.claims() + " " + commit.releases());
        UserRecord next = commit.next();
        if (next != null) {
            written.add(next.indexes() + " " + next.payload().text());
        }
        commit.actions()
                .forEach(action -> written.add(
                        action.next().key() + " " + action.next().payload().text()));
        commit.events()
                .forEach(event -> written.add(event.id() + " " + event.payload().text()));
        return super.commit(commit);
    }

    @Override
    public Optional<SettingsRecord> settings(String tenant) {
        return super.settings(tenant)
                .map(record -> new SettingsRecord(
                        record.tenant(),
                        record.version(),
                        Payload.of(settings.apply(record.payload().text()))));
    }

    @Override
    public boolean saveSettings(SettingsRecord next, Version expected) {
        written.add(next.payload().text());
        return super.saveSettings(next, expected);
    }

    @Override
    public List<UserRecord> users(UserScan scan) {
        return super.users(scan).stream().map(this::tampered).toList();
    }

    @Override
    public List<ActionRecord> actions(ActionScan scan) {
        return super.actions(scan).stream().map(this::tampered).toList();
    }

    @Override
    public List<EventRecord> events(EventScan scan) {
        return events.apply(super.events(scan));
    }

    private UserRecord tampered(UserRecord record) {
        return new UserRecord(
                record.key(),
                record.version(),
                record.indexes(),
                Payload.of(users.apply(record.payload().text())));
    }

    private ActionRecord tampered(ActionRecord record) {
        return new ActionRecord(
                record.user(),
                record.key(),
                record.version(),
                record.createdAt(),
                record.state(),
                record.expiresAt(),
                Payload.of(actions.apply(record.payload().text())));
    }
}
