package io.mfaengine.examples.signin;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.Refused;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Refusal;
import io.mfaengine.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class WordsTest {
    private final MovableClock clock = MovableClock.at("2026-11-24T09:00:00Z");
    private final Words words = new Words(clock);

    @ParameterizedTest
    @CsvSource({
        "PT-5S, 1 second",
        "PT0.001S, 1 second",
        "PT1S, 1 second",
        "PT1.001S, 2 seconds",
        "PT59S, 59 seconds",
        "PT59.001S, 1 minute",
        "PT60S, 1 minute",
        "PT61S, 2 minutes",
        "PT59M, 59 minutes",
        "PT59M1S, 1 hour",
        "PT24H, 24 hours",
    })
    void aWaitIsRoundedUpSoThatNobodyComesTooEarly(Duration wait, String said) {
        assertThat(words.until(clock.instant().plus(wait))).isEqualTo(said);
    }

    @Test
    void theWaitShrinksAsTheClockGoesOn() {
        Refused locked = new Refused(Refusal.LOCKED, 0, clock.instant().plusSeconds(30));
        assertThat(words.of(AUTHENTICATOR_APP, locked)).endsWith("Come back in 30 seconds.");
        clock.move(Duration.ofSeconds(12));
        assertThat(words.of(AUTHENTICATOR_APP, locked)).endsWith("Come back in 18 seconds.");
    }

    @Test
    void aWrongCodeIsToldWithTheTriesThatAreLeft() {
        assertThat(wrong(4, null)).isEqualTo("That code didn't match. 4 tries left.");
        assertThat(wrong(1, null)).isEqualTo("That code didn't match. 1 try left.");
        assertThat(wrong(0, null)).isEqualTo("That code didn't match. No tries are left for this question.");
        assertThat(wrong(0, clock.instant().plusSeconds(30))).endsWith("Come back in 30 seconds.");
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void everyRefusalHasASentence(Refusal reason) {
        assertThat(words.of(RECOVERY_CODE, new Refused(reason, 0, null)))
                .matches("[A-Z].*\\.")
                .doesNotContain("null")
                .hasSizeLessThan(81);
    }

    @Test
    void theWaitForAnotherMessageIsTold() {
        assertThat(words.resend(clock.instant().plusSeconds(30)))
                .isEqualTo("If nothing came, you can have another one in 30 seconds.");
        assertThat(words.resend(null)).isEqualTo("If nothing came, you can have another one now.");
        Refused waits = new Refused(Refusal.TOO_MANY_SENDS, 0, clock.instant().plusSeconds(12));
        assertThat(words.of(SMS, waits)).contains("come back in 12 seconds.");
    }

    @Test
    void everyWayHasANameOfItsOwn() {
        assertThat(Words.TYPES.stream().map(Words::name))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z -]+"));
    }

    @Test
    void aTypeThatIsNotKnownKeepsItsName() {
        assertThat(Words.name(AuthenticatorType.of("PUSH"))).isEqualTo("PUSH");
        assertThat(Words.title(RECOVERY_CODE)).isEqualTo("Recovery code");
    }

    private String wrong(int attemptsLeft, Instant retryAt) {
        return words.of(AUTHENTICATOR_APP, new Refused(Refusal.WRONG_RESPONSE, attemptsLeft, retryAt));
    }
}
