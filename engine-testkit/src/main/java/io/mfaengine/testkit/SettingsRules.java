package io.mfaengine.testkit;

import static io.mfaengine.testkit.Records.ADA;
import static io.mfaengine.testkit.Records.PAY;
import static io.mfaengine.testkit.Records.TENANT;
import static io.mfaengine.testkit.Records.settings;
import static io.mfaengine.testkit.Records.shown;
import static io.mfaengine.testkit.Records.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.store.SettingsRecord;
import io.mfaengine.store.Version;
import org.junit.jupiter.api.Test;

/** Settings: one record of a tenant, compared and set. */
interface SettingsRules extends StoreRules {
    @Test
    default void settingsAreSavedOverTheVersionExpected() {
        assertThat(store().settings(TENANT)).isEmpty();
        SettingsRecord one = settings(TENANT, version(), "1");
        assertThat(store().saveSettings(one, Version.ABSENT)).isTrue();
        assertThat(store().settings(TENANT).map(Records::shown)).contains(shown(one));
        SettingsRecord two = settings(TENANT, version(), "2");
        assertThat(other().saveSettings(two, one.version())).isTrue();
        assertThat(store().settings(TENANT).map(Records::shown)).contains(shown(two));
    }

    @Test
    default void settingsAreNotSavedOverAnotherVersion() {
        assertThat(store().saveSettings(settings(TENANT, version(), "0"), version()))
                .isFalse();
        assertThat(store().settings(TENANT)).isEmpty();
        SettingsRecord one = settings(TENANT, version(), "1");
        assertThat(store().saveSettings(one, Version.ABSENT)).isTrue();
        assertThat(store().saveSettings(settings(TENANT, version(), "2"), Version.ABSENT))
                .isFalse();
        assertThat(store().saveSettings(settings(TENANT, version(), "2"), version()))
                .isFalse();
        assertThat(store().settings(TENANT).map(Records::shown)).contains(shown(one));
    }

    @Test
    default void everyLoadSeesTheVersionOfTheSettings() {
        SettingsRecord one = settings(TENANT, version(), "1");
        assertThat(store().saveSettings(one, Version.ABSENT)).isTrue();
        assertThat(store().load(ADA, null).settings()).isEqualTo(one.version());
        saved(ADA, "1");
        assertThat(other().load(ADA, PAY).settings()).isEqualTo(one.version());
        SettingsRecord two = settings(TENANT, version(), "2");
        assertThat(store().saveSettings(two, one.version())).isTrue();
        assertThat(other().load(ADA, PAY).settings()).isEqualTo(two.version());
    }
}
