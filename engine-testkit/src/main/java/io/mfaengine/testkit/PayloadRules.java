package io.mfaengine.testkit;

import static io.mfaengine.testkit.Records.ADA;
import static io.mfaengine.testkit.Records.NOW;
import static io.mfaengine.testkit.Records.PAY;
import static io.mfaengine.testkit.Records.TENANT;
import static io.mfaengine.testkit.Records.saving;
import static io.mfaengine.testkit.Records.settings;
import static io.mfaengine.testkit.Records.user;
import static io.mfaengine.testkit.Records.version;
import static io.mfaengine.testkit.Records.write;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Payload;
import io.mfaengine.store.Snapshot;
import io.mfaengine.store.Version;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written comes back as it was, to the character and to the millisecond. */
interface PayloadRules extends StoreRules {
    /** Texts that a careless store rewrites. */
    List<String> TEXTS = List.of(
            "{}",
            "",
            " {\"b\" : 1, \"a\":2 , \"a\":3} ",
            "{\"n\":1.0,\"m\":1E400,\"k\":12345678901234567890}",
            "{\"quote\":\"\\\" ' '' ` \\\\ \\u0000 \\ud83d\"}",
            "{\"text\":\"\u00e4 a\u0308 \ud83d\ude00 \u2028\ufeff\ufffd\"}",
            "line\r\nfeed\ttab\u0001",
            "{\"long\":\"" + "0123456789\u20ac".repeat(10_000) + "\"}");

    @Test
    default void payloadsComeBackToTheCharacter() {
        Version before = Version.ABSENT;
        for (String text : TEXTS) {
            Version id = version();
            ActionRecord action = new ActionRecord(ADA, PAY, id, NOW, "ALLOW", null, Payload.of(text));
            applied(saving(before, user(ADA, id, text), write(before, action)));
            assertThat(store().saveSettings(settings(TENANT, id, text), before)).isTrue();
            Snapshot seen = other().load(ADA, PAY);
            assertThat(requireNonNull(seen.user()).payload().text()).isEqualTo(text);
            assertThat(requireNonNull(seen.action()).payload().text()).isEqualTo(text);
            assertThat(other().settings(TENANT).orElseThrow().payload().text()).isEqualTo(text);
            before = id;
        }
    }

    @Test
    default void instantsComeBackToTheMillisecond() {
        // In order, and none expired by the latest of them, when a store may drop it.
        instantsComeBack("1970-01-01T00:00:00.001Z", "2100-02-28T23:59:59.999Z");
        instantsComeBack("2026-04-05T02:30:00.001Z", "2040-09-27T02:30:00.007Z");
        instantsComeBack("2026-11-24T09:00:00Z", null);
        instantsComeBack("2026-11-24T09:00:00.123Z", "2038-11-24T09:00:00.124Z");
        instantsComeBack("2026-12-31T23:59:59.999Z", "2038-12-31T23:59:59.999Z");
        instantsComeBack("2038-01-19T03:14:08.001Z", "9999-12-31T23:59:59.999Z");
    }

    private void instantsComeBack(String createdAt, @Nullable String expiresAt) {
        Instant created = Instant.parse(createdAt);
        Instant expires = expiresAt == null ? null : Instant.parse(expiresAt);
        Version id = version();
        Version before = store().load(ADA, PAY).actionVersion();
        ActionRecord action = new ActionRecord(ADA, PAY, id, created, "ALLOW", expires, Payload.of("{}"));
        applied(saving(current(ADA), user(ADA, id, "{}"), write(before, action)));
        ActionRecord seen = requireNonNull(other().load(ADA, PAY).action());
        assertThat(seen.createdAt()).isEqualTo(created);
        assertThat(seen.expiresAt()).isEqualTo(expires);
        assertThat(seen.state()).isEqualTo("ALLOW");
    }
}
