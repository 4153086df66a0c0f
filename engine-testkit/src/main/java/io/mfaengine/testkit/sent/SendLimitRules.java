package io.mfaengine.testkit.sent;

import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.model.AuthenticatorType.WHATSAPP;
import static io.mfaengine.testkit.sent.Post.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.Limits;
import io.mfaengine.MfaEngine;
import io.mfaengine.Refused;
import io.mfaengine.TrackRequest;
import io.mfaengine.Verification;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Refusal;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.Race;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many messages go out: each is paid for before it is sent. */
interface SendLimitRules extends SentRules {
    @Test
    @Requirement({"R35", "R36"})
    default void ofManyResendsAtOnceOneMessageGoesOut() {
        post().texted("usr_1", number(1));
        Handle token = post().token("usr_1");
        Race.rounds(1, (race, round) -> {
            List<Challenge> answers = race.all(
                    runner -> post().node(runner).session(token).orElseThrow().challenge(SMS));
            assertThat(answers).filteredOn(Challenge.Open.class::isInstance).hasSize(1);
        });
        assertThat(post().outbox.size()).isEqualTo(1);
        assertThat(post().session(token).verify(SMS, post().outbox.lastCode(number(1))))
                .isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("R36")
    default void ofManyChallengesToOneNumberExactlyTheBudgetGoesOut() {
        IntStream.range(0, 5).forEach(user -> post().texted("usr_" + user, number(1)));
        Race.rounds(1, (race, round) -> {
            List<Challenge> answers = race.all(runner -> {
                MfaEngine node = post().node(runner);
                Handle token = node.track(Post.signIn("usr_" + runner % 5)).token();
                return node.session(token).orElseThrow().challenge(SMS);
            });
            assertThat(answers).filteredOn(Challenge.Open.class::isInstance).hasSize(5);
            assertThat(answers)
                    .filteredOn(Refused.class::isInstance)
                    .extracting(answer -> answer.refused().reason())
                    .containsOnly(Refusal.TOO_MANY_SENDS);
        });
        assertThat(post().outbox.size()).isEqualTo(5);
    }

    @Test
    @Requirement({"R29", "R36"})
    default void anAddressIsOneBucketInEverySpelling() {
        List<String> spellings =
                List.of("jane@shop.example", "JANE@Shop.Example", "jane+a@shop.example", "Jane+b@SHOP.example");
        int sent = 0;
        for (int user = 0; user < spellings.size(); user++) {
            Challenge answer = post().person("usr_" + user).enroll(EMAIL_OTP, spellings.get(user));
            sent += answer instanceof Challenge.Open ? 1 : 0;
        }
        assertThat(sent).as("messages to one unverified mailbox in an hour").isEqualTo(3);

        List<String> numbers = List.of("+64 27 100 0001", "+64-27-1000001", "0064271000001", "+64(27)1000001");
        sent = 0;
        for (int user = 0; user < numbers.size(); user++) {
            Challenge answer = post().person("mob_" + user).enroll(user % 2 == 0 ? SMS : WHATSAPP, numbers.get(user));
            sent += answer instanceof Challenge.Open ? 1 : 0;
        }
        assertThat(sent).as("messages to one unverified number in an hour").isLessThanOrEqualTo(3);
    }

    @Test
    @Requirement("R36")
    default void aNumberGetsFiveMessagesAnHourAndTenADay() {
        IntStream.range(0, 3).forEach(user -> post().texted("usr_" + user, number(1)));
        for (int hour = 0; hour < 2; hour++) {
            for (int message = 0; message < 5; message++) {
                post().person("usr_" + message % 3).challenge(SMS).open();
            }
            Refused refused = post().person("usr_2").challenge(SMS).refused();
            assertThat(refused.reason()).isEqualTo(Refusal.TOO_MANY_SENDS);
            assertThat(refused.retryAt()).isAfter(post().clock.instant());
            post().clock.move(Duration.ofMinutes(66));
        }
        assertThat(post().person("usr_2").challenge(SMS).refused().reason()).isEqualTo(Refusal.TOO_MANY_SENDS);
        post().clock.move(Duration.ofHours(26));
        assertThat(post().person("usr_2").challenge(SMS)).isInstanceOf(Challenge.Open.class);
    }

    @Test
    @Requirement("R36")
    default void oneClientCausesTwentyMessagesAnHourWhoeverTheUsersAre() {
        for (int user = 0; user < 24; user++) {
            post().texted("usr_" + user, String.format("+6427%d000%03d", 1 + user % 9, user));
        }
        int sent = 0;
        for (int user = 0; user < 24; user++) {
            String ip = user % 2 == 0 ? "2001:db8:1:2::1" : "2001:db8:1:2:ffff::" + user;
            Handle token = post().mfa
                    .track(TrackRequest.of(Post.signIn("usr_" + user)).ipAddress(ip))
                    .token();
            sent += post().session(token).challenge(SMS) instanceof Challenge.Open ? 1 : 0;
        }
        assertThat(sent).isEqualTo(20);
        Handle elsewhere = post().mfa
                .track(TrackRequest.of(Post.signIn("usr_23")).ipAddress("192.0.2.7"))
                .token();
        assertThat(post().session(elsewhere).challenge(SMS)).isInstanceOf(Challenge.Open.class);
    }

    @Test
    @Requirement("R36")
    default void aBlockOfNumbersGetsThirtyMessagesAnHour() {
        int sent = 0;
        for (int user = 0; user < 33; user++) {
            post().texted("usr_" + user, number(user));
            sent += post().person("usr_" + user).challenge(SMS) instanceof Challenge.Open ? 1 : 0;
        }
        assertThat(sent).isEqualTo(30);
        post().texted("other", "+64272000001");
        assertThat(post().person("other").challenge(SMS)).isInstanceOf(Challenge.Open.class);
    }

    @Test
    @Requirement("R38")
    default void aTenantStopsAtItsBudgetAndAnEventSaysSo() {
        try (MfaEngine small =
                post().engine(post().store, Limits.standard().sendsPerTenant(3)).build()) {
            int sent = 0;
            for (int user = 0; user < 5; user++) {
                post().texted("usr_" + user, String.format("+6427%d000001", user + 1));
                Handle token = small.track(Post.signIn("usr_" + user)).token();
                sent += small.session(token).orElseThrow().challenge(SMS) instanceof Challenge.Open ? 1 : 0;
            }
            assertThat(sent).isEqualTo(3);
            assertThat(post().events)
                    .filteredOn(event -> event.type().equals("sends.exhausted"))
                    .extracting(event -> event.attributes().get("budget"))
                    .containsOnly("sends.6.tenant");
        }
    }

    @Test
    @Requirement({"R35", "R36"})
    default void theWaitForAResendGrowsAndIsTold() {
        post().texted("usr_1", number(1));
        ActionSession person = post().person("usr_1");
        for (int seconds : List.of(30, 60)) {
            assertThat(person.challenge(SMS).open().resendAt())
                    .isEqualTo(post().clock.instant().plusSeconds(seconds));
            post().clock.move(Duration.ofSeconds(seconds - 1));
            assertThat(person.challenge(SMS).refused().reason()).isEqualTo(Refusal.TOO_MANY_SENDS);
            post().clock.move(Duration.ofSeconds(1));
        }
        assertThat(post().outbox.size()).isEqualTo(2);
    }
}
