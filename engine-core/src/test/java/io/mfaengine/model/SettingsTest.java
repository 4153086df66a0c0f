package io.mfaengine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mfaengine.requirements.Requirement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is kept beside types and actions has bounds, and changes nothing else. */
@Requirement("R11")
final class SettingsTest {
    private static final Settings NONE = Settings.standard();

    @Test
    void anExtraIsKeptUntilItIsTakenOut() {
        Settings set = NONE.off(AuthenticatorType.SMS).extra("a", "1").extra("shop.logo-2", "one\ntwo\tthree");
        assertThat(set.extra("a")).contains("1");
        assertThat(set.extra("shop.logo-2")).contains("one\ntwo\tthree");
        assertThat(set.extra("a", null).extras()).containsOnlyKeys("shop.logo-2");
        assertThat(set.action("pay", action -> action)
                        .on(AuthenticatorType.EMAIL_OTP)
                        .extras())
                .hasSize(2);
        assertThat(set.isOn(AuthenticatorType.SMS)).isFalse();
        assertThat(NONE.extras()).isEmpty();
    }

    @Test
    void aNameOutOfBoundsIsRefused() {
        for (String name : new String[] {"", "A", "1a", ".a", "a_b", "a b", "a\n", "a".repeat(65), "\u00e9"}) {
            refuses(NONE, name, "1", "lower-case letter");
        }
        assertThat(NONE.extra("a".repeat(64), "1").extras()).hasSize(1);
    }

    @Test
    void aValueOutOfBoundsIsRefused() {
        assertThat(NONE.extra("a", "x".repeat(32_768)).extra("a")).isPresent();
        refuses(NONE, "a", "x".repeat(32_769), "32768");
        for (String value : new String[] {"\u0000", "a\rb", "\u001b", "\ud800", "a\n\udc00"}) {
            refuses(NONE, "a", value, "a must");
        }
    }

    @Test
    void allTogetherHaveABoundToo() {
        Settings many = NONE;
        for (int i = 0; i < Settings.MAX_EXTRAS; i++) {
            many = many.extra("a" + i, "");
        }
        refuses(many, "b", "", "200");
        assertThat(many.extra("a0", "more").extras()).hasSize(200);
        Settings large = NONE;
        for (String name : new String[] {"a", "b", "c", "d"}) {
            large = large.extra(name, "x".repeat(32_768));
        }
        refuses(large, "e", "x", "131072");
        assertThat(large.extra("a", null).extra("e", "x").extras()).hasSize(4);
    }

    private static void refuses(Settings settings, String name, @Nullable String value, String names) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(settings.extra(name, value)).isNull())
                .withMessageContaining(names);
    }
}
