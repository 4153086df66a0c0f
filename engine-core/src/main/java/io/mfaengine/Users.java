package io.mfaengine;

import io.mfaengine.Trailing.EventDraft;
import io.mfaengine.crypto.CannotOpenException;
import io.mfaengine.method.Data;
import io.mfaengine.method.Field;
import io.mfaengine.model.User;
import io.mfaengine.store.Claim;
import io.mfaengine.store.QueryableStore.UserScan;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the application does with users as such. */
final class Users {
    private final Wiring wiring;
    private final Partition partition;

    Users(Wiring wiring, Partition partition) {
        this.wiring = wiring;
        this.partition = partition;
    }

    User get(String userId) {
        return partition.look(wiring.user(userId), null, view -> Portraits.user(wiring, view));
    }

    User update(String userId, UserUpdate update) {
        return partition.run(wiring.user(userId), null, "host", view -> {
            StoredUser user =
                    view.user() == null ? StoredUser.create(wiring.random().number(), view.now()) : view.user();
            Data before = Profile.open(wiring, view, user);
            Data after = update.of(before);
            StoredUser next = user.profile(wiring.vault()
                    .reseal(user.profile(), before, after, () -> new String[] {userId, Profile.PLACE}));
            Set<Claim> indexes = after.find(Profile.USERNAME)
                    .map(name -> Set.of(index(view.tenant(), name)))
                    .orElse(Set.of());
            User answer = Portraits.user(
                    wiring,
                    new View(
                            view.now(),
                            view.commit(),
                            view.key(),
                            null,
                            next,
                            view.userVersion(),
                            indexes,
                            null,
                            Version.ABSENT,
                            view.tenant()));
            return Plan.write(
                            answer,
                            next,
                            null,
                            List.of(EventDraft.of(view.user() == null ? "user.created" : "user.updated")))
                    .indexed(indexes);
        });
    }

    boolean delete(String userId, String actor) {
        return partition.run(
                wiring.user(userId),
                null,
                actor,
                view -> view.user() == null ? Plan.answer(false) : Plan.erase(true, EventDraft.of("user.erased")));
    }

    List<User> query(UserQuery query) {
        TenantSettings tenant = wiring.settings().read();
        Claim index = query.username() == null ? null : index(tenant, query.username());
        UserKey after = query.after() == null ? null : wiring.user(query.after());
        List<UserRecord> records = wiring.store().users(new UserScan(wiring.tenant(), index, after, query.limit()));
        try {
            return records.stream()
                    .map(record -> Portraits.user(wiring, view(tenant, record)))
                    .toList();
        } catch (CannotOpenException e) {
            throw MfaException.unreadable(e);
        }
    }

    private View view(TenantSettings tenant, UserRecord record) {
        return new View(
                wiring.now(),
                Version.ABSENT,
                record.key(),
                null,
                StoredUser.of(record.payload()),
                record.version(),
                record.indexes(),
                null,
                Version.ABSENT,
                tenant);
    }

    private static Claim index(TenantSettings tenant, String username) {
        return tenant.claim(
                "username", Normalizer.normalize(username, Normalizer.Form.NFC).toLowerCase(Locale.ROOT));
    }

    /** What the application told of a user, sealed in their record. */
    static final class Profile {
        static final Field<String> USERNAME = Field.text("username");
        static final Field<String> DISPLAY_NAME = Field.text("displayName");
        static final Field<String> LOCALE = Field.text("locale");
        /** Where it is sealed, with the user. */
        static final String PLACE = "profile";

        private Profile() {}

        static Data open(Wiring wiring, View view, StoredUser user) {
            return wiring.vault().open(user.profile(), view.key().userId(), PLACE);
        }
    }
}
