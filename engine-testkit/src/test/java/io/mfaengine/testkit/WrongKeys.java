package io.mfaengine.testkit;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.SettingsRecord;
import io.mfaengine.store.Snapshot;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.Version;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Stores that confuse keys and tenants, save settings or erase wrongly, each in one way. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // Some are wrong in just that.
final class WrongKeys {
    private WrongKeys() {}

    /** Compares all keys by a collation. */
    private static class Collating extends MapStore {
        Collating(Comparator<String> order) {
            Comparator<UserKey> byUser =
                    Comparator.comparing(UserKey::tenant, order).thenComparing(UserKey::userId, order);
            Comparator<ActionKey> byAction =
                    Comparator.comparing(ActionKey::action, order).thenComparing(ActionKey::idempotencyKey, order);
            Comparator<Claim> byClaim =
                    Comparator.comparing(Claim::tenant, order).thenComparing(Claim::name, order);
            users = new TreeMap<>(byUser);
            actions = new TreeMap<>(Comparator.comparing(Id::user, byUser).thenComparing(Id::key, byAction));
            claims = new TreeMap<>(byClaim);
            events = new TreeMap<>(byClaim);
            budgets = new TreeMap<>(byClaim);
            budgetExpiries = new TreeMap<>(byClaim);
            settings = new TreeMap<>(order);
        }
    }

    static final class MergesUpperAndLowerCase extends Collating {
        MergesUpperAndLowerCase() {
            super(String.CASE_INSENSITIVE_ORDER);
        }
    }

    static final class TrimsTrailingBlanks extends Collating {
        TrimsTrailingBlanks() {
            super(Comparator.comparing(String::stripTrailing));
        }
    }

    static final class MergesNormalForms extends Collating {
        MergesNormalForms() {
            super(Comparator.comparing(key -> Normalizer.normalize(key, Normalizer.Form.NFC)));
        }
    }

    static final class CutsLongKeys extends Collating {
        CutsLongKeys() {
            super(Comparator.comparing(key -> key.substring(0, Math.min(254, key.length()))));
        }
    }

    static final class JoinsThePartsOfAKey extends MapStore {
        JoinsThePartsOfAKey() {
            actions = new TreeMap<>(Comparator.comparing(id -> id.user().tenant()
                    + ':'
                    + id.user().userId()
                    + ':'
                    + id.key().action()
                    + ':'
                    + id.key().idempotencyKey()));
        }
    }

    static final class MixesUsersOfTenants extends Collating {
        MixesUsersOfTenants() {
            super(Comparator.naturalOrder());
            users = new TreeMap<>(Comparator.comparing(UserKey::userId));
        }
    }

    static final class MixesClaimsOfTenants extends MapStore {
        MixesClaimsOfTenants() {
            claims = new TreeMap<>(Comparator.comparing(Claim::name));
        }
    }

    static final class MixesEventsOfTenants extends MapStore {
        MixesEventsOfTenants() {
            events = new TreeMap<>(Comparator.comparing(Claim::name));
        }
    }

    static final class MixesBudgetsOfTenants extends MapStore {
        MixesBudgetsOfTenants() {
            budgets = new TreeMap<>(Comparator.comparing(Claim::name));
        }
    }

    static final class MixesSettingsOfTenants extends MapStore {
        MixesSettingsOfTenants() {
            settings = new TreeMap<>(Comparator.comparing(tenant -> 0));
        }
    }

    static final class SavesSettingsWithoutComparing extends MapStore {
        @Override
        public synchronized boolean saveSettings(SettingsRecord next, Version expected) {
            settings.put(next.tenant(), next);
            return true;
        }
    }

    static final class SavesSettingsOnce extends MapStore {
        @Override
        public synchronized boolean saveSettings(SettingsRecord next, Version expected) {
            return expected.equals(Version.ABSENT) && super.saveSettings(next, expected);
        }
    }

    static final class ComparesSettingsAndThenSaves extends MapStore {
        private final Hole hole = new Hole();

        @Override
        public boolean saveSettings(SettingsRecord next, Version expected) {
            Version found = settings(next.tenant()).map(SettingsRecord::version).orElse(Version.ABSENT);
            hole.meet();
            return found.equals(expected)
                    && super.saveSettings(
                            next,
                            settings(next.tenant()).map(SettingsRecord::version).orElse(Version.ABSENT));
        }
    }

    static final class CachesTheVersionOfTheSettings extends MapStore {
        private final Map<String, Version> cached = new HashMap<>();

        @Override
        public synchronized Snapshot load(UserKey user, @Nullable ActionKey action) {
            Snapshot seen = super.load(user, action);
            return new Snapshot(
                    seen.user(), seen.action(), cached.computeIfAbsent(user.tenant(), tenant -> seen.settings()));
        }
    }

    static final class EraseForgetsActions extends MapStore {
        @Override
        void erase(UserKey user) {
            users.remove(user);
            claims.values().removeIf(user::equals);
        }
    }

    static final class EraseForgetsClaims extends MapStore {
        @Override
        void erase(UserKey user) {
            users.remove(user);
            actions.keySet().removeIf(id -> id.user().equals(user));
        }
    }

    static final class EraseTakesEvents extends MapStore {
        @Override
        void erase(UserKey user) {
            super.erase(user);
            events.values().removeIf(event -> event.user().equals(user));
        }
    }

    static final class EraseTakesTheActionsOfOthers extends MapStore {
        @Override
        void erase(UserKey user) {
            super.erase(user);
            actions.clear();
        }
    }

    static final class ErasesWithoutComparing extends MapStore {
        @Override
        synchronized Commit.Result check(Commit commit) {
            return commit.erase() ? Commit.Result.APPLIED : super.check(commit);
        }
    }

    static final class ErasesInTwoSteps extends MapStore {
        private final Hole hole = new Hole();

        @Override
        public Commit.Result commit(Commit commit) {
            if (!commit.erase()) {
                Commit.Result result = super.commit(commit);
                hole.pass();
                return result;
            }
            synchronized (this) {
                if (check(commit) != Commit.Result.APPLIED) {
                    return Commit.Result.STALE;
                }
                actions.keySet().removeIf(id -> id.user().equals(commit.user()));
                claims.values().removeIf(commit.user()::equals);
            }
            hole.await(3);
            synchronized (this) {
                users.remove(commit.user());
                commit.events().forEach(this::append);
            }
            return Commit.Result.APPLIED;
        }
    }
}
