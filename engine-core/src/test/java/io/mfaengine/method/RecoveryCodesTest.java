package io.mfaengine.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mfaengine.method.AuthenticatorMethod.Issue;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import io.mfaengine.model.Secret;
import io.mfaengine.requirements.Requirement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryCodesTest {
    private final RecoveryCodes method = RecoveryCodes.of().rounds(1000);
    private final GivenContext ann = GivenContext.user("usr_1");
    private final Issue issue = method.issue(ann).orElseThrow();

    @Test
    @Requirement("R6")
    void theStandardIs10CodesOf80Bits() {
        assertThat(RecoveryCodes.of().parameters())
                .containsExactly(
                        new Parameter("codes", 10, 8, 16),
                        new Parameter("symbols", 16, 13, 32),
                        new Parameter("rounds", 20_000, 1_000, 1_000_000));
        assertThat(issue.shown())
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allSatisfy(
                        code -> assertThat(code.reveal()).matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}"));
        assertThat(issue.label()).isEqualTo("Recovery codes");
    }

    @Test
    @Requirement("R6")
    void evenTheShortestHave64Bits() {
        assertThat(5 * method.parameters().get(1).least()).isGreaterThanOrEqualTo(64);
        assertThatIllegalArgumentException().isThrownBy(() -> method.symbols(12));
        assertThatIllegalArgumentException().isThrownBy(() -> method.codes(7));
        assertThatIllegalArgumentException().isThrownBy(() -> method.rounds(999));
    }

    @Test
    @Requirement("R1")
    void everyCodeAndOneSaltAreDrawn() {
        assertThat(ann.drawn()).isGreaterThanOrEqualTo(10 * 16 + 16);
    }

    @Test
    void itIsStandingAndNeverAskedFor() {
        assertThat(method.type()).isEqualTo(AuthenticatorType.RECOVERY_CODE);
        assertThat(method.standing()).isTrue();
        assertThat(method.guessing()).isEqualTo(AuthenticatorMethod.Guessing.RECOVERY);
        assertThat(method.enroll(ann, null)).isEqualTo(Opening.refuse(Refusal.NOT_PERMITTED));
        assertThat(method.confirm(ann, Data.empty(), Response.Code.of("x")))
                .isEqualTo(Check.reject(Refusal.NOT_PERMITTED));
        assertThat(method.challenge(ann.holding(issue.keep())))
                .isEqualTo(Opening.ask(new Prompt.Enter(16), Data.empty(), Duration.ofMinutes(10)));
    }

    @Test
    @Requirement({"R12", "R55"})
    void eachCodeIsAcceptedOnce() {
        Data data = issue.keep();
        for (int i = 0; i < issue.shown().size(); i++) {
            assertThat(RecoveryCodes.remaining(data)).isEqualTo(10 - i);
            Check.Accepted yes = (Check.Accepted) check(data, issue.shown().get(i));
            assertThat(yes.amr()).isEqualTo(Set.of("otp", "recovery"));
            data = Data.of(yes.next().sealedPart(), yes.next().readablePart());
            for (int j = 0; j <= i; j++) {
                assertThat(check(data, issue.shown().get(j))).isEqualTo(Check.reject(Refusal.ALREADY_USED));
            }
        }

        assertThat(RecoveryCodes.remaining(data)).isZero();
        assertThat(check(data, "0000-0000-0000-0000")).isEqualTo(Check.reject(Refusal.WRONG_RESPONSE));
    }

    @Test
    @Requirement("R55")
    void aCodeOfAnotherSetIsWrong() {
        Issue next = method.issue(ann).orElseThrow();

        assertThat(check(next.keep(), issue.shown().get(0))).isEqualTo(Check.reject(Refusal.WRONG_RESPONSE));
        assertThat(check(next.keep(), next.shown().get(0))).isInstanceOf(Check.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({"8, 13, 1000", "16, 32, 1001", "12, 20, 2000"})
    void aSetOutlivesOtherSettings(int codes, int symbols, int rounds) {
        RecoveryCodes other = RecoveryCodes.of().codes(codes).symbols(symbols).rounds(rounds);
        Issue old = other.issue(ann).orElseThrow();

        assertThat(old.shown()).hasSize(codes);
        assertThat(old.shown().get(0).reveal().replace("-", "")).hasSize(symbols);
        assertThat(check(old.keep(), old.shown().get(codes - 1))).isInstanceOf(Check.Accepted.class);
        Issue set = RecoveryCodes.of()
                .issue(ann.set("codes", codes).set("symbols", symbols).set("rounds", rounds))
                .orElseThrow();
        assertThat(set.shown()).hasSize(codes);
    }

    @Test
    @Requirement({"R6", "R11"})
    void whatIsEasilyMisreadIsTheSame() {
        Data data = RecoverySet.make(Arrays.asList("01ABCDEFGHJKMNPQ"), new byte[16], 1000, ann::hash);

        for (String typed : new String[] {
            "01ABCDEFGHJKMNPQ", "01ab-cdef-ghjk-mnpq", "OIABCDEFGHJKMNPQ", " olAB CDEF GHJK MNPQ ", "oiabcdefghjkmnpq"
        }) {
            assertThat(check(data, typed)).as(typed).isInstanceOf(Check.Accepted.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0000-0000-0000-000",
                "0000-0000-0000-00000",
                "0000-0000-0000-000U",
                "0000-0000-0000-000u",
                "0000-0000-0000-000!",
                "0000_0000_0000_0000",
                "０000-0000-0000-0000",
                "0000-0000-0000-000ı",
                "0000-0000-0000-000ſ",
                "0000-0000-0000-000\u212a",
                "٠000-0000-0000-0000"
            })
    @Requirement("R11")
    void whatCantBeACodeIsMalformedAndCostsNoHash(String typed) {
        GivenContext held = ann.holding(issue.keep());

        assertThat(method.check(held, Data.empty(), Response.Code.of(typed)))
                .isEqualTo(Check.reject(Refusal.MALFORMED));
        assertThat(held.hashes()).isZero();
    }

    @Test
    @Requirement("R11")
    void tenMebibytesAndOtherResponsesCostNoHash() {
        GivenContext held = ann.holding(issue.keep());

        assertThat(method.check(held, Data.empty(), Response.Code.of("0".repeat(10 << 20))))
                .isEqualTo(Check.reject(Refusal.MALFORMED));
        assertThat(method.check(held, Data.empty(), new Response.Poll())).isEqualTo(Check.reject(Refusal.MALFORMED));
        assertThat(held.hashes()).isZero();
    }

    @Test
    @Requirement("R89")
    void anAttemptCostsOneHash() {
        GivenContext held = ann.holding(issue.keep());
        Response last = Response.Code.of(issue.shown().get(9).reveal());

        assertThat(method.check(held, Data.empty(), last)).isInstanceOf(Check.Accepted.class);
        assertThat(held.hashes()).isEqualTo(1);
    }

    @Test
    @Requirement({"R55", "R89"})
    void theHashesDependOnThePepperTheUserAndTheSalt() {
        Response code = Response.Code.of(issue.shown().get(0).reveal());
        byte[] hash = hashOf(ann, "a salt 16 bytes.");

        assertThat(method.check(ann.pepper("another pepper altogether").holding(issue.keep()), Data.empty(), code))
                .isEqualTo(Check.reject(Refusal.WRONG_RESPONSE));
        assertThat(hash)
                .isEqualTo(hashOf(ann, "a salt 16 bytes."))
                .isNotEqualTo(hashOf(ann, "b salt 16 bytes."))
                .isNotEqualTo(hashOf(GivenContext.user("usr_2"), "a salt 16 bytes."));
    }

    @Test
    @Requirement({"R55", "R91"})
    void noCodeIsInWhatIsKeptOrPrinted() {
        String kept = new String(issue.keep().sealedPart(), StandardCharsets.ISO_8859_1);

        assertThat(issue.keep().readablePart()).isEmpty();
        for (Secret code : issue.shown()) {
            assertThat(kept.toUpperCase(Locale.ROOT))
                    .doesNotContain(code.reveal().replace("-", ""));
            assertThat(issue.toString()).doesNotContain(code.reveal());
        }
    }

    private static byte[] hashOf(GivenContext context, String salt) {
        byte[] kept = RecoverySet.make(
                        Arrays.asList("0123456789ABCDEF"),
                        salt.getBytes(StandardCharsets.US_ASCII),
                        1000,
                        context::hash)
                .sealedPart();
        return Arrays.copyOfRange(kept, kept.length - 16, kept.length);
    }

    private Check check(Data data, Secret code) {
        return check(data, code.reveal());
    }

    private Check check(Data data, String code) {
        return method.check(ann.holding(data), Data.empty(), Response.Code.of(code));
    }
}
