package io.mfaengine.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import io.mfaengine.requirements.Requirement;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type, and what they don't. */
@Requirement({"R10", "R11"})
class TypedTest {
    private static final Instant NOON = Instant.parse("2026-11-04T12:00:00Z");

    private final AuthenticatorApp app = AuthenticatorApp.of("Acme");
    private final Data held = ((Opening.Ask) app.enroll(GivenContext.user("usr_1"), null)).keep();
    private final GivenContext ann = GivenContext.user("usr_1").holding(held);
    private final String code = Codes.text(Seed.read(held), Totp.step(NOON));

    @ParameterizedTest
    @ValueSource(strings = {"%s", " %s ", "%2$s %3$s", "%2$s-%3$s", "- - %2$s  --%3$s"})
    void spacesAndHyphensDontCount(String pattern) {
        String typed = String.format(java.util.Locale.ROOT, pattern, code, code.substring(0, 3), code.substring(3));

        assertThat(app.check(ann, Data.empty(), Response.Code.of(typed))).isInstanceOf(Check.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "12345",
                "1234567",
                "12345a",
                "+12345",
                "-12345",
                "0x1234",
                "1e5000",
                "12345.",
                "123,456",
                "１２３４５６",
                "١٢٣٤٥٦",
                "𝟏𝟐𝟑𝟒𝟓𝟔",
                "123456\n",
                "\t123456",
                "123\u00a0456",
                "123\u2011456",
                "123456\0",
                "true",
                "null"
            })
    void whatCantBeACodeIsMalformed(String typed) {
        assertThat(app.check(ann, Data.empty(), Response.Code.of(typed))).isEqualTo(Check.reject(Refusal.MALFORMED));
        assertThat(app.confirm(ann, held, Response.Code.of(typed))).isEqualTo(Check.reject(Refusal.MALFORMED));
    }

    @Test
    void theRightCodeInOtherDigitsIsMalformed() {
        String fullWidth = code.chars()
                .collect(StringBuilder::new, (to, c) -> to.append((char) (c - '0' + '０')), StringBuilder::append)
                .toString();

        assertThat(app.check(ann, Data.empty(), Response.Code.of(fullWidth)))
                .isEqualTo(Check.reject(Refusal.MALFORMED));
    }

    @Test
    void whatIsNotTypedIsMalformed() {
        assertThat(app.check(ann, Data.empty(), new Response.Poll())).isEqualTo(Check.reject(Refusal.MALFORMED));
        assertThat(app.check(ann, Data.empty(), new Response.Approved("12")))
                .isEqualTo(Check.reject(Refusal.MALFORMED));
        assertThat(app.confirm(ann, held, new Response.Declined())).isEqualTo(Check.reject(Refusal.MALFORMED));
    }

    @Test
    void only64CharactersAreLookedAt() {
        assertThat(app.check(ann, Data.empty(), Response.Code.of(code + " ".repeat(58))))
                .isInstanceOf(Check.Accepted.class);
        assertThat(app.check(ann, Data.empty(), Response.Code.of(code + " ".repeat(59))))
                .isEqualTo(Check.reject(Refusal.MALFORMED));
    }

    @Test
    @Timeout(10)
    void tenMebibytesAreRefusedAThousandTimesOver() {
        Response huge = Response.Code.of("1".repeat(10 << 20));
        for (int i = 0; i < 1000; i++) {
            assertThat(app.check(ann, Data.empty(), huge)).isEqualTo(Check.reject(Refusal.MALFORMED));
        }
    }
}
