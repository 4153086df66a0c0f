package io.mfaengine.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.common.io.BaseEncoding;
import io.mfaengine.method.AuthenticatorApp.Algorithm;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import io.mfaengine.model.Secret;
import io.mfaengine.requirements.Requirement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatorAppTest {
    private static final Instant NOON = Instant.parse("2026-11-04T12:00:00Z");

    private final AuthenticatorApp app = AuthenticatorApp.of("Acme");
    private final GivenContext ann = GivenContext.user("usr_1").named("ann@acme.test");

    @Test
    void itIsAStandingCodeWithTwoParameters() {
        assertThat(app.type()).isEqualTo(AuthenticatorType.AUTHENTICATOR_APP);
        assertThat(app.standing()).isTrue();
        assertThat(app.guessing()).isEqualTo(AuthenticatorMethod.Guessing.CODE);
        assertThat(app.parameters())
                .containsExactly(new Parameter("digits", 6, 6, 8), new Parameter("window", 1, 0, 2));
        assertThat(app.digits(8).window(0).parameters())
                .containsExactly(new Parameter("digits", 8, 6, 8), new Parameter("window", 0, 0, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a:b",
                "a\nb",
                "\ud800",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void anIssuerOutOfBoundsIsRefused(String issuer) {
        assertThatIllegalArgumentException().isThrownBy(() -> AuthenticatorApp.of(issuer));
    }

    @Test
    void anIssuerMayHave64Characters() {
        AuthenticatorApp longest = AuthenticatorApp.of("a".repeat(64));

        assertThat(scan(open(longest, ann)).uri().reveal()).contains("issuer=" + "a".repeat(64));
    }

    @Test
    @Requirement({"R3", "R16"})
    void digitsAndWindowOutOfBoundsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> app.digits(5))
                .withMessage("digits must be 6 to 8, it is 5");
        assertThatIllegalArgumentException().isThrownBy(() -> app.digits(9));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> app.window(3))
                .withMessage("window must be 0 to 2, it is 3");
        assertThatIllegalArgumentException().isThrownBy(() -> app.window(-1));
    }

    @ParameterizedTest
    @EnumSource
    @Requirement({"R1", "R4"})
    void aNewSeedIsAsLongAsTheHashAndDrawn(Algorithm algorithm) {
        Prompt.Scan scan = scan(open(app.algorithm(algorithm), ann));

        assertThat(BaseEncoding.base32().decode(scan.key().reveal())).hasSize(algorithm.macBytes());
        assertThat(ann.drawn()).isEqualTo(algorithm.macBytes());
        assertThat(Otpauth.read(scan.uri().reveal()).bytes())
                .isEqualTo(BaseEncoding.base32().decode(scan.key().reveal()));
        assertThat(scan(open(app.algorithm(algorithm), ann)).key()).isNotEqualTo(scan.key());
    }

    @Test
    @Requirement("R4")
    void theStandardSeedHas160Bits() {
        assertThat(Otpauth.read(scan(open(app, ann)).uri().reveal()).bytes()).hasSize(20);
    }

    @Test
    void theAppShowsTheIssuerAndTheUsernameOrElseTheId() {
        assertThat(scan(open(app, ann)).uri().reveal())
                .startsWith("otpauth://totp/Acme:ann%40acme.test?secret=")
                .endsWith("&issuer=Acme");
        assertThat(scan(open(app, GivenContext.user("usr 1"))).uri().reveal())
                .startsWith("otpauth://totp/Acme:usr%201?secret=");
    }

    @Test
    void anEnrolmentIsOpenFor10MinutesAndSaysHowManyDigits() {
        Opening.Ask open = open(app.digits(7), ann);

        assertThat(open.life()).isEqualTo(Duration.ofMinutes(10));
        assertThat(scan(open).digits()).isEqualTo(7);
        assertThat(scan(open(app, ann.set("digits", 8))).digits()).isEqualTo(8);
    }

    @Test
    void theRecordOfAStandardAppIsSmall() {
        Data kept = enrolled(app, ann).data();

        assertThat(kept.sealedPart()).hasSizeLessThan(35);
        assertThat(kept.readablePart()).containsOnlyKeys("used");
        assertThat(kept.readablePart().get("used")).isEqualTo(Long.toString(Totp.step(NOON)));
    }

    @Test
    @Requirement("R91")
    void theSeedIsNeitherReadableNorPrinted() {
        Opening.Ask open = open(app, ann);
        String key = scan(open).key().reveal();

        assertThat(open.keep().readablePart()).isEmpty();
        assertThat(open.toString()).doesNotContain(key);
        assertThat(Seed.read(open.keep()).toString()).doesNotContain(key);
    }

    @ParameterizedTest
    @EnumSource
    void theRightCodeConfirmsAndIsAcceptedLater(Algorithm algorithm) {
        for (int digits = 6; digits <= 8; digits++) {
            AuthenticatorApp other = app.algorithm(algorithm).digits(digits);
            Enrolment enrolled = enrolled(other, ann);
            Instant later = NOON.plusSeconds(30);
            GivenContext then = ann.at(later).holding(enrolled.data());

            assertThat(app.check(then, Data.empty(), enrolled.codeAt(later)))
                    .as("%s, %d digits, checked under other settings", algorithm, digits)
                    .asInstanceOf(type(Check.Accepted.class))
                    .satisfies(accepted -> {
                        assertThat(accepted.which().id().value()).isEqualTo("a0");
                        assertThat(accepted.amr()).containsExactly("otp");
                        assertThat(accepted.next().sealedPart())
                                .isEqualTo(enrolled.data().sealedPart());
                    });
            assertThat(other.challenge(then))
                    .asInstanceOf(type(Opening.Ask.class))
                    .extracting(Opening.Ask::prompt)
                    .isEqualTo(new Prompt.Enter(digits));
        }
    }

    @Test
    @Requirement({"R12", "R14"})
    void theCodeThatConfirmedIsUsedUp() {
        Enrolment enrolled = enrolled(app, ann);
        Check again = app.check(ann.holding(enrolled.data()), Data.empty(), enrolled.codeAt(NOON));

        assertThat(again).isEqualTo(Check.reject(Refusal.ALREADY_USED).retryAt(NOON.plusSeconds(30)));
    }

    @Test
    @Requirement({"R12", "R14"})
    void anAcceptedCodeAndAllBeforeItAreUsedUp() {
        Enrolment enrolled = enrolled(app, ann);
        Instant later = NOON.plusSeconds(300);
        GivenContext then = ann.at(later).holding(enrolled.data());
        Check.Accepted first = (Check.Accepted) app.check(then, Data.empty(), enrolled.codeAt(later));
        GivenContext after = then.holding(first.next());

        assertThat(app.check(after, Data.empty(), enrolled.codeAt(later)))
                .isEqualTo(Check.reject(Refusal.ALREADY_USED).retryAt(later.plusSeconds(30)));
        assertThat(app.check(after, Data.empty(), enrolled.codeAt(later.minusSeconds(30))))
                .isEqualTo(Check.reject(Refusal.ALREADY_USED).retryAt(later.plusSeconds(30)));
        assertThat(app.check(after, Data.empty(), enrolled.codeAt(later.plusSeconds(30))))
                .isInstanceOf(Check.Accepted.class);
    }

    @Test
    void aWrongCodeConfirmsNothing() {
        Opening.Ask open = open(app, ann);
        Response wrong = Codes.other(Codes.at(Seed.read(open.keep()), NOON));

        assertThat(app.confirm(ann, open.keep(), wrong)).isEqualTo(Check.reject(Refusal.WRONG_RESPONSE));
        assertThat(app.check(ann.holding(open.keep()), Data.empty(), wrong))
                .isEqualTo(Check.reject(Refusal.WRONG_RESPONSE));
    }

    @Test
    @Requirement("R15")
    void twoUsersWithTheSameSeedDontBlockEachOther() {
        Secret shared = Secret.of("otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        GivenContext bob = GivenContext.user("usr_2");
        Data anns = ((Check.Enrolled) app.adopt(ann, shared)).first();
        Data bobs = ((Check.Enrolled) app.adopt(bob, shared)).first();
        Response code = Codes.at(Seed.read(anns), NOON);

        assertThat(app.check(ann.holding(anns), Data.empty(), code)).isInstanceOf(Check.Accepted.class);
        assertThat(app.check(bob.holding(bobs), Data.empty(), code)).isInstanceOf(Check.Accepted.class);
    }

    @Test
    void eachOfSeveralAuthenticatorsIsTried() {
        Enrolment six = enrolled(app, ann);
        Enrolment eight = enrolled(app.digits(8), ann);
        Instant later = NOON.plusSeconds(60);
        GivenContext both = ann.at(later).holding(six.data(), eight.data());

        assertThat(app.check(both, Data.empty(), six.codeAt(later)))
                .asInstanceOf(type(Check.Accepted.class))
                .extracting(accepted -> accepted.which().id().value())
                .isEqualTo("a0");
        assertThat(app.check(both, Data.empty(), eight.codeAt(later)))
                .asInstanceOf(type(Check.Accepted.class))
                .extracting(accepted -> accepted.which().id().value())
                .isEqualTo("a1");
        assertThat(app.check(both, Data.empty(), Codes.other(six.codeAt(later))))
                .isEqualTo(Check.reject(Refusal.WRONG_RESPONSE));
        assertThat(app.check(both, Data.empty(), eight.codeAt(NOON))).isEqualTo(Check.reject(Refusal.WRONG_RESPONSE));
        assertThat(app.check(both.at(NOON), Data.empty(), eight.codeAt(NOON)))
                .extracting(check -> ((Check.Rejected) check).why())
                .isEqualTo(Refusal.ALREADY_USED);
        assertThat(app.check(both, Data.empty(), Response.Code.of("1234567")))
                .isEqualTo(Check.reject(Refusal.MALFORMED));
    }

    @ParameterizedTest
    @CsvSource({"15, false", "16, true"})
    @Requirement("R4")
    void anAdoptedSeedHasAtLeast128Bits(int bytes, boolean allowed) {
        Secret proved = Secret.of(
                "otpauth://totp/x?secret=" + BaseEncoding.base32().omitPadding().encode(new byte[bytes]));

        if (allowed) {
            assertThat(app.adopt(ann, proved)).isInstanceOf(Check.Enrolled.class);
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> app.adopt(ann, proved))
                    .withMessage("secret must have 128 to 1024 bits, it has 120");
        }
    }

    private static Enrolment enrolled(AuthenticatorApp app, GivenContext context) {
        Opening.Ask open = open(app, context);
        Seed seed = Seed.read(open.keep());
        Check.Enrolled enrolled = (Check.Enrolled) app.confirm(context, open.keep(), Codes.at(seed, context.now()));
        assertThat(enrolled.label()).isEqualTo("Authenticator app");
        return new Enrolment(seed, enrolled.first());
    }

    private static Opening.Ask open(AuthenticatorApp app, GivenContext context) {
        return (Opening.Ask) app.enroll(context, null);
    }

    private static Prompt.Scan scan(Opening.Ask open) {
        return (Prompt.Scan) open.prompt();
    }

    private record Enrolment(Seed seed, Data data) {
        Response codeAt(Instant when) {
            return Codes.at(seed, when);
        }
    }
}
