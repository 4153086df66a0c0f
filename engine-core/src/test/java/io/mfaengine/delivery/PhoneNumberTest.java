package io.mfaengine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mfaengine.requirements.Requirement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that can get a message, and their one spelling. */
class PhoneNumberTest {
    @ParameterizedTest
    @Requirement("R29")
    @ValueSource(
            strings = {
                "+64271234567",
                "+64 27 123 4567",
                "+64-27-123-4567",
                "+64 (27) 1234567",
                "+64 (0)27 123 4567",
                " +64.27.123.4567 ",
                "027 123 4567",
                "0064 27 123 4567"
            })
    void everySpellingIsOneNumber(String text) {
        PhoneNumber number = PhoneNumber.parse(text, "NZ").orElseThrow();
        assertThat(number.canonical()).isEqualTo("+64271234567");
        assertThat(number).isEqualTo(PhoneNumber.parse("+64271234567").orElseThrow());
        assertThat(number.country()).isEqualTo("NZ");
        assertThat(number.destination()).isEqualTo("+64271234567");
        assertThat(number.neighbourhood()).contains("+6427123");
    }

    @ParameterizedTest
    @Requirement("R37")
    @ValueSource(
            strings = {
                "",
                "+",
                "+64",
                "0271234567", // of which country?
                "+642712345678901",
                "+999 27 123 4567",
                "+64271234567 ext 1",
                "+64271234567;ext=1",
                "tel:+64271234567",
                "+64 27 FLOWERS",
                "+64 27 123\u00a04567",
                "\uff0b64271234567",
                "+\u0666\u0664271234567",
                "+64\u000027123456",
                "+1 900 555 0123",
                "+44 871 123 4567",
                "+44 909 879 0000",
                "+64 900 12345",
                "+64 800 123 456",
                "+1 800 555 1234"
            })
    void whatCanNotGetAMessageIsNone(String text) {
        assertThat(PhoneNumber.parse(text)).isEmpty();
    }

    @Test
    void aHugeInputIsNotLookedAt() {
        assertThat(PhoneNumber.parse("+64271234567" + " ".repeat(60))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "+64271234567, +64\u2022\u2022\u2022\u2022\u2022\u2022567",
        "+12125552368, +1\u2022\u2022\u2022\u2022\u2022\u2022\u2022368",
        "+4915123456789, +49\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022789",
    })
    @Requirement("R91")
    void printingShowsTheCallingCodeAndThreeDigits(String text, String masked) {
        PhoneNumber number = PhoneNumber.parse(text).orElseThrow();
        assertThat(number.masked()).isEqualTo(masked);
        assertThat(number).hasToString(masked);
    }

    @Test
    void countriesAreCodesOfTwoCapitalLetters() {
        assertThat(List.of("NZ", "DE", "US")).allMatch(PhoneNumber::isCountry);
        assertThat(List.of("", "nz", "NZL", "64", "ZZ", "EU")).noneMatch(PhoneNumber::isCountry);
    }

    @Test
    void aCountryHasACallingCodeAndAnInventedOneHasNone() {
        assertThat(PhoneNumber.callingCode("NZ")).isEqualTo(64);
        assertThat(PhoneNumber.callingCode("US")).isEqualTo(1);
        assertThatThrownBy(() -> PhoneNumber.callingCode("XX"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("country must be");
    }
}
