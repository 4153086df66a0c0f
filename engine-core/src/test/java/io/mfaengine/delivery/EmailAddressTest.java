package io.mfaengine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.requirements.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses and their one spelling. */
class EmailAddressTest {
    @ParameterizedTest
    @Requirement("R29")
    @CsvSource({
        "jane@shop.example, jane@shop.example, jane@shop.example",
        "' Jane@SHOP.Example ', jane@shop.example, jane@shop.example",
        "jane+mfa@shop.example, jane+mfa@shop.example, jane@shop.example",
        "ju\u0308rgen@shop.example, j\u00fcrgen@shop.example, j\u00fcrgen@shop.example",
        "jane@b\u00fccher.example, jane@xn--bcher-kva.example, jane@xn--bcher-kva.example",
        "jane@XN--BCHER-KVA.example, jane@xn--bcher-kva.example, jane@xn--bcher-kva.example",
        "o'neil/x=1@shop.example, o'neil/x=1@shop.example, o'neil/x=1@shop.example",
        "+tag@shop.example, +tag@shop.example, +tag@shop.example",
    })
    void everySpellingIsOneAddressAndOneMailbox(String text, String canonical, String destination) {
        EmailAddress address = EmailAddress.parse(text).orElseThrow();
        assertThat(address.canonical()).isEqualTo(canonical);
        assertThat(address.destination()).isEqualTo(destination);
        assertThat(address).isEqualTo(EmailAddress.parse(canonical).orElseThrow());
    }

    @ParameterizedTest
    @Requirement("R42")
    @ValueSource(
            strings = {
                "",
                "jane",
                "@",
                "jane@",
                "@shop.example",
                "jane@@shop.example",
                "jane@joe@shop.example",
                "jane doe@shop.example",
                "jane.@shop.example",
                ".jane@shop.example",
                "ja..ne@shop.example",
                "\"jane doe\"@shop.example",
                "jane@shop",
                "jane@localhost",
                "jane@shop.example.",
                "jane@-shop.example",
                "jane@shop_.example",
                "jane@192.0.2.1",
                "jane@[192.0.2.1]",
                "jane@shop.example\r\nBcc: joe@shop.example",
                "jane\r\nBcc: joe@shop.example",
                "jane@shop.example,joe@shop.example",
                "<jane@shop.example>",
                "jane\u0000@shop.example",
                "jane\ud800@shop.example",
                "jane\u202e@shop.example"
            })
    void whatIsNoAddressIsNone(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @Test
    void anAddressIsAtMost254CharactersLong() {
        String domain = "shop.example";
        assertThat(EmailAddress.parse("j".repeat(64) + "@" + domain)).isPresent();
        assertThat(EmailAddress.parse("j".repeat(65) + "@" + domain)).isEmpty();
        String label = "a".repeat(61) + ".";
        String longest = "jane@" + label + label + label + "a".repeat(61) + ".e";
        assertThat(longest).hasSize(254);
        assertThat(EmailAddress.parse(longest)).isPresent();
        assertThat(EmailAddress.parse("j" + longest)).isEmpty();
    }

    @Test
    @Requirement("R91")
    void printingShowsTheFirstCharacterAndTheDomain() {
        EmailAddress address = EmailAddress.parse("jane@shop.example").orElseThrow();
        assertThat(address.masked()).isEqualTo("j\u2022\u2022\u2022@shop.example");
        assertThat(address).hasToString(address.masked());
        EmailAddress emoji = EmailAddress.parse("\ud835\udc1aa@shop.example").orElseThrow();
        assertThat(emoji.masked()).startsWith("\ud835\udc1a\u2022");
    }
}
