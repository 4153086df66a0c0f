package io.mfaengine.testkit;

import static io.mfaengine.testkit.Records.ADA;
import static io.mfaengine.testkit.Records.NOW;
import static io.mfaengine.testkit.Records.TENANT;
import static io.mfaengine.testkit.Records.action;
import static io.mfaengine.testkit.Records.inserting;
import static io.mfaengine.testkit.Records.saving;
import static io.mfaengine.testkit.Records.settings;
import static io.mfaengine.testkit.Records.shown;
import static io.mfaengine.testkit.Records.user;
import static io.mfaengine.testkit.Records.version;
import static io.mfaengine.testkit.Records.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.Budget;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Payload;
import io.mfaengine.store.Spending;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keys are compared by their bytes: no collation, no trimming, no normal form may merge two. */
interface KeyRules extends StoreRules {
    /** Keys that a careless store takes for one another. */
    List<String> ALIKE = List.of(
            "a",
            "A",
            "a ",
            " a",
            "a\t",
            "\u00e4",
            "a\u0308",
            "\u00c4",
            "ae",
            "ss",
            "\u00df",
            "i",
            "\u0131",
            "I",
            "\u0130",
            "\uff41",
            "a\u200b",
            "a\u00ad",
            "%",
            "_",
            "'",
            "''",
            "\\",
            "\\\\",
            "?",
            ":a",
            "\ufffd",
            "\ud83d\ude00",
            "\ud83d\ude01",
            "\ud835\udc00",
            "1",
            "01",
            "1e0",
            "null",
            "x".repeat(254) + "a",
            "x".repeat(254) + "b",
            "\u20ac".repeat(85),
            "\ud83d\ude00".repeat(63));

    @Test
    default void usersAreToldApartByTheBytesOfTheirId() {
        for (String id : ALIKE) {
            applied(saving(Version.ABSENT, user(new UserKey(TENANT, id), version(), "of <" + id + ">")));
        }
        for (String id : ALIKE) {
            UserKey key = new UserKey(TENANT, id);
            assertThat(loaded(key, null)).contains(key.toString()).contains("of <" + id + ">");
        }
    }

    @Test
    default void tenantsAreToldApartByTheBytesOfTheirName() {
        for (String tenant : ALIKE) {
            assertThat(store().saveSettings(settings(tenant, version(), "of <" + tenant + ">"), Version.ABSENT))
                    .as(tenant)
                    .isTrue();
            applied(saving(Version.ABSENT, user(new UserKey(tenant, "ada"), version(), "of <" + tenant + ">")));
        }
        for (String tenant : ALIKE) {
            assertThat(store().settings(tenant).orElseThrow().payload().text()).isEqualTo("of <" + tenant + ">");
            assertThat(loaded(new UserKey(tenant, "ada"), null)).contains("of <" + tenant + ">");
        }
    }

    @Test
    default void actionsAreToldApartByTheBytesOfTheirCodeAndKey() {
        for (String name : ALIKE) {
            applied(inserting(ADA, Version.ABSENT, new ActionKey(name, "k"), "code <" + name + ">"));
            applied(inserting(ADA, Version.ABSENT, new ActionKey("c", name), "key <" + name + ">"));
        }
        for (String name : ALIKE) {
            assertThat(loaded(ADA, new ActionKey(name, "k"))).contains("code <" + name + ">");
            assertThat(loaded(ADA, new ActionKey("c", name))).contains("key <" + name + ">");
        }
    }

    @Test
    default void claimsAreToldApartByTheBytesOfTheirName() {
        for (String name : ALIKE) {
            UserKey key = new UserKey(TENANT, "holds " + name.codePointAt(name.length() - 1) + name.length());
            applied(saving(current(key), user(key, version(), "1"))
                    .claiming(Set.of(new Claim(TENANT, name)), Set.of()));
            assertThat(store().holder(new Claim(TENANT, name))).contains(key);
        }
    }

    @Test
    default void budgetsAreToldApartByTheBytesOfTheirKey() {
        for (String name : ALIKE) {
            Budget budget = new Budget(TENANT, name, 1, Duration.ofHours(1));
            assertThat(store().spend(List.of(budget), NOW)).as(name).isInstanceOf(Spending.Spent.class);
        }
        for (String name : ALIKE) {
            Budget budget = new Budget(TENANT, name, 1, Duration.ofHours(1));
            assertThat(store().spend(List.of(budget), NOW)).as(name).isInstanceOf(Spending.Exhausted.class);
        }
    }

    @Test
    default void partsOfAKeyDoNotRunIntoOneAnother() {
        applied(inserting(new UserKey("t", "ab"), Version.ABSENT, new ActionKey("c", "d"), "1"));
        applied(inserting(new UserKey("ta", "b"), Version.ABSENT, new ActionKey("c", "d"), "2"));
        applied(inserting(new UserKey("t", "a"), Version.ABSENT, new ActionKey("bc", "d"), "3"));
        applied(inserting(new UserKey("t", "a"), Version.ABSENT, new ActionKey("b", "cd"), "4"));
        applied(inserting(new UserKey("t", "a:b"), Version.ABSENT, new ActionKey("c", "d"), "5"));
        applied(inserting(new UserKey("t", "a"), Version.ABSENT, new ActionKey("b:c", "d"), "6"));
        assertThat(loaded(new UserKey("t", "ab"), new ActionKey("c", "d"))).contains(" 1, settings");
        assertThat(loaded(new UserKey("t", "a"), new ActionKey("bc", "d"))).contains(" 3, settings");
    }

    @Test
    default void theLongestKeysFit() {
        String longest = "\u20ac".repeat(85);
        UserKey key = new UserKey(longest, longest);
        ActionKey action = new ActionKey(longest, longest);
        Claim claim = new Claim(longest, longest);
        Version id = version();
        applied(saving(
                        Version.ABSENT,
                        new UserRecord(key, id, Set.of(claim), Payload.of("long")),
                        write(Version.ABSENT, action(key, action, id, "long")))
                .claiming(Set.of(claim), Set.of()));
        assertThat(loaded(key, action)).contains(shown(action(key, action, id, "long")));
        assertThat(store().holder(claim)).contains(key);
        assertThat(store().spend(List.of(new Budget(longest, longest, 1, Duration.ofDays(1))), NOW))
                .isInstanceOf(Spending.Spent.class);
    }
}
