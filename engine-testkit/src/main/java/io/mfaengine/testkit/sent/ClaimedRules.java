package io.mfaengine.testkit.sent;

import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.testkit.sent.Post.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.Decision;
import io.mfaengine.MfaEngine;
import io.mfaengine.TrackRequest;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.Race;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An address that proves itself before it is known whose it is, and the one user who gets the proof. */
interface ClaimedRules extends SentRules {
    private Handle proved(String address) {
        String userId = post().mfa.addressUser(SMS, address);
        assertThat(MfaEngine.isAddressUser(userId)).isTrue();
        assertThat(userId).doesNotContain(address.substring(1));
        Handle token = post().mfa
                .track(TrackRequest.of(Intent.user(userId).action("signIn")).manage())
                .token();
        ActionSession session = post().session(token);
        if (post().mfa.getUser(userId).isEnrolled()) {
            session.challenge(SMS).open();
        } else {
            session.enroll(SMS, address).open();
        }
        session.verify(SMS, post().outbox.lastCode(address)).accepted();
        return token;
    }

    private static Intent claimed(Handle challenge, MfaEngine mfa, String userId) {
        String key = mfa.getAction(challenge).orElseThrow().id().idempotencyKey();
        return Intent.user(userId).action("signIn").idempotencyKey(key);
    }

    @Test
    @Requirement({"R13", "R58"})
    default void ofManyUsersWhoClaimOneChallengeOneGetsIt() {
        Race.rounds(3, (race, round) -> {
            Handle challenge = proved(number(round + 1));
            List<Optional<Decision>> answers =
                    race.all(runner -> post().node(runner).claimChallenge(challenge, "usr_" + round + "_" + runner));
            assertThat(answers).filteredOn(Optional::isPresent).hasSize(1);
            Decision won =
                    answers.stream().flatMap(Optional::stream).findFirst().orElseThrow();
            assertThat(won.next()).isEqualTo(Decision.Next.VALIDATE);
            String winner = won.user().userId();
            assertThat(post().mfa.getUser(winner).isEnrolled()).isTrue();
            assertThat(post().mfa
                            .validateChallenge(won.token(), claimed(challenge, post().mfa, winner))
                            .isValid())
                    .isTrue();
            for (int runner = 0; runner < Race.RUNNERS; runner++) {
                String userId = "usr_" + round + "_" + runner;
                assertThat(post().mfa.getUser(userId).isEnrolled()).isEqualTo(userId.equals(winner));
            }
            assertThat(post().mfa.claimChallenge(challenge, winner)).isPresent();
        });
    }

    @Test
    @Requirement({"R13", "R67"})
    default void aClaimThatIsRepeatedAtOncePassesOneActionOnce() {
        Handle challenge = proved(number(1));
        Race.rounds(1, (race, round) -> {
            List<Optional<Decision>> answers =
                    race.all(runner -> post().node(runner).claimChallenge(challenge, "usr_1"));
            assertThat(answers).allMatch(Optional::isPresent);
        });
        assertThat(post().mfa.getAuthenticators("usr_1"))
                .filteredOn(held -> held.type().equals(SMS))
                .hasSize(1);
    }

    @Test
    @Requirement("R43")
    default void whoIsBoundPassesWithWhatTheyHoldAndGetsNothingNew() {
        post().texted("usr_2", number(1));
        post().texted("usr_3", number(2));
        Handle challenge = proved(number(1));
        assertThat(post().mfa.claimChallenge(challenge, "usr_3")).isEmpty();
        assertThat(post().mfa.getAuthenticators("usr_3"))
                .filteredOn(held -> held.type().equals(SMS))
                .extracting(held -> Objects.requireNonNull(held.address()))
                .containsExactly(number(2));
        Decision decision = post().mfa.claimChallenge(challenge, "usr_2").orElseThrow();
        assertThat(decision.next()).isEqualTo(Decision.Next.VALIDATE);
    }

    @Test
    @Requirement({"R19", "R22"})
    default void whatWasNotProvedOrTooLongAgoIsClaimedByNobody() {
        String userId = post().mfa.addressUser(EMAIL_OTP, "jane@shop.example");
        Handle open = post().mfa
                .track(TrackRequest.of(Intent.user(userId).action("signIn")).manage())
                .token();
        post().session(open).enroll(EMAIL_OTP, "jane@shop.example").open();
        assertThat(post().mfa.claimChallenge(open, "usr_1")).isEmpty();
        Handle late = proved(number(1));
        assertThat(post().mfa.claimChallenge(late, userId)).isEmpty();
        assertThat(post().mfa.claimChallenge(Handle.of("forged"), "usr_1")).isEmpty();
        assertThat(post().mfa.claimChallenge(post().token("usr_1"), "usr_2")).isEmpty();
        post().clock.move(Duration.ofMinutes(2));
        assertThat(post().mfa.claimChallenge(late, "usr_1")).isEmpty();
        assertThat(post().mfa.getUser("usr_1").isEnrolled()).isFalse();
    }

    @Test
    @Requirement("R54")
    default void anAddressThatPassedWithSomethingElseProvesNothing() {
        String userId = post().mfa.addressUser(SMS, number(1));
        Handle token = post().mfa
                .track(TrackRequest.of(Intent.user(userId).action("signIn")).manage())
                .token();
        ActionSession session = post().session(token);
        session.enroll(SMS, number(2)).open();
        session.verify(SMS, post().outbox.lastCode(number(2))).accepted();
        assertThat(post().mfa.claimChallenge(token, "usr_1")).isEmpty();
    }
}
