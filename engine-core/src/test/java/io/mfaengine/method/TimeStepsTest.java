package io.mfaengine.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mfaengine.method.AuthenticatorApp.Algorithm;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import io.mfaengine.requirements.Requirement;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The authenticator app under clocks that go forth and back. */
class TimeStepsTest {
    private static final Instant NOON = Instant.parse("2026-11-04T12:00:00Z");

    private final AuthenticatorApp app = AuthenticatorApp.of("Acme");
    private final GivenContext ann = GivenContext.user("usr_1");
    private final Data fresh = ((Opening.Ask) app.enroll(ann, null)).keep();
    private final Seed seed = Seed.read(fresh);

    @ParameterizedTest
    @CsvSource({"0, 30, 0, 29", "1, 90, -30, 59", "2, 150, -60, 89"})
    @Requirement({"R16", "R17"})
    void aCodeIsAcceptedInItsWindowSecondBySecond(int window, int seconds, int first, int last) {
        Response code = Codes.at(seed, NOON);
        List<Integer> accepted = new ArrayList<>();
        for (int offset = -120; offset <= 120; offset++) {
            GivenContext then = ann.at(NOON.plusSeconds(offset)).holding(fresh).set("window", window);
            if (app.check(then, Data.empty(), code) instanceof Check.Accepted) {
                accepted.add(offset);
            }
        }

        assertThat(accepted).hasSize(seconds).startsWith(first).endsWith(last);
    }

    @Test
    @Requirement("R16")
    void aWindowBeyondTwoStepsIsNeverUsed() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> app.check(ann.holding(fresh).set("window", 3), Data.empty(), Response.Code.of("000000")));
    }

    @Test
    @Requirement("R14")
    void noCodeIsAcceptedTwiceHoweverOftenItIsTried() {
        Data data = fresh;
        Set<Long> accepted = new HashSet<>();
        for (int offset = -120; offset <= 120; offset++) {
            Instant now = NOON.plusSeconds(offset);
            for (long step = Totp.step(now) - 3; step <= Totp.step(now) + 3; step++) {
                Check check = tried(data, now, step);
                if (check instanceof Check.Accepted yes) {
                    assertThat(accepted.add(step))
                            .as("step %d at %d s", step, offset)
                            .isTrue();
                    assertThat(accepted).allMatch(before -> before <= Totp.step(now) + 1);
                    data = yes.next();
                }
            }
        }

        // Each step once, from the first that could be tried (one early) to one ahead of the last.
        assertThat(accepted).hasSize(11);
    }

    @Test
    @Requirement("R14")
    void anEarlierStepIsRefusedOnceALaterOneWasAccepted() {
        long step = Totp.step(NOON);
        Data data = accepted(fresh, NOON, step + 1);

        for (long earlier = step - 1; earlier <= step + 1; earlier++) {
            assertThat(why(tried(data, NOON, earlier))).isEqualTo(Refusal.ALREADY_USED);
        }
    }

    @Test
    @Requirement("R18")
    void aClockThatWasAnHourAheadShutsNobodyOutAndOpensNothingAgain() {
        Instant ahead = NOON.plusSeconds(3600);
        Data data = accepted(fresh, ahead, Totp.step(ahead));
        data = accepted(data, NOON, Totp.step(NOON));
        Set<Integer> refused = new HashSet<>();
        for (int offset = 30; offset <= 3720; offset += 30) {
            Instant now = NOON.plusSeconds(offset);
            if (tried(data, now, Totp.step(now)) instanceof Check.Accepted yes) {
                data = yes.next();
            } else {
                refused.add(offset);
            }
        }

        assertThat(refused)
                .as("the step used ahead, and the one that it shadows")
                .containsExactlyInAnyOrder(3570, 3600);
    }

    @Test
    @Requirement("R18")
    void aClockSetBackOpensNoUsedCodeAgain() {
        Data data = fresh;
        List<Instant> uses = new ArrayList<>();
        for (int minutes = 0; minutes <= 55; minutes += 5) {
            Instant now = NOON.plusSeconds(60L * minutes);
            data = accepted(data, now, Totp.step(now));
            uses.add(now);
        }

        for (Instant use : uses) {
            assertThat(why(tried(data, use, Totp.step(use)))).as("%s", use).isEqualTo(Refusal.ALREADY_USED);
        }
    }

    @Test
    @Requirement("R14")
    void whenAUsedCodeMayBeTriedAgainTheNextOneIsAccepted() {
        for (int window = 0; window <= 2; window++) {
            for (int ahead = -window; ahead <= window; ahead++) {
                GivenContext now = ann.at(NOON.plusSeconds(7)).set("window", window);
                long step = Totp.step(NOON) + ahead;
                Response code = Response.Code.of(Codes.text(seed, step));
                Check.Accepted yes = (Check.Accepted) app.check(now.holding(fresh), Data.empty(), code);
                Check.Rejected no = (Check.Rejected) app.check(now.holding(yes.next()), Data.empty(), code);
                Instant retryAt = no.retryAt();

                assertThat(retryAt).isAfter(now.now());
                assertThat(app.check(now.at(retryAt).holding(yes.next()), Data.empty(), Codes.at(seed, retryAt)))
                        .as("window %d, step %d", window, ahead)
                        .isInstanceOf(Check.Accepted.class);
            }
        }
    }

    @Test
    @Requirement("R12")
    void aCodeThatTwoStepsShareIsAcceptedOnce() {
        // Found by search: with this seed, steps 0 and 1 have the same code.
        Seed twins = Seed.of(ByteBuffer.allocate(16).putInt(1_607_305).array(), Algorithm.SHA1, 6);
        assertThat(Codes.text(twins, 0)).isEqualTo(Codes.text(twins, 1));
        GivenContext then = ann.at(Totp.start(1));
        Response code = Response.Code.of(Codes.text(twins, 0));
        Check.Accepted yes = (Check.Accepted) app.check(then.holding(twins.keep()), Data.empty(), code);

        for (long current = 0; current <= 2; current++) {
            GivenContext again = ann.at(Totp.start(current)).holding(yes.next());
            assertThat(why(app.check(again, Data.empty(), code))).isEqualTo(Refusal.ALREADY_USED);
        }
    }

    private Data accepted(Data data, Instant now, long step) {
        return ((Check.Accepted) tried(data, now, step)).next();
    }

    private Check tried(Data data, Instant now, long step) {
        return app.check(ann.at(now).holding(data), Data.empty(), Response.Code.of(Codes.text(seed, step)));
    }

    private static Refusal why(Check check) {
        return ((Check.Rejected) check).why();
    }
}
