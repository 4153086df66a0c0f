package io.mfaengine.testkit.sent;

import static io.mfaengine.model.AuthenticatorType.EMAIL_MAGIC_LINK;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.testkit.FaultyStore.Call.COMMIT;
import static io.mfaengine.testkit.FaultyStore.Call.LOAD;
import static io.mfaengine.testkit.FaultyStore.Call.SPEND;
import static io.mfaengine.testkit.sent.Post.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.Limits;
import io.mfaengine.MfaEngine;
import io.mfaengine.MfaException;
import io.mfaengine.Verification;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Response;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.FaultyStore;
import org.junit.jupiter.api.Test;

/** What a message costs of the store, and what becomes of it when the store fails. */
interface SendCostRules extends SentRules {
    @Test
    default void aChallengeCostsOneLoadOneSpendAndOneCommit() {
        for (AuthenticatorType type : new AuthenticatorType[] {SMS, EMAIL_MAGIC_LINK}) {
            String address = type.equals(SMS) ? number(1) : "jane@shop.example";
            post().adopted("usr_" + type, type, address);
            FaultyStore store = FaultyStore.around(post().store);
            MfaEngine counted = post().engine(store, Limits.standard()).build();
            ActionSession person = counted.session(post().token("usr_" + type)).orElseThrow();
            assertThat(person.status().choices()).isNotEmpty();

            int loads = store.calls(LOAD);
            int spends = store.calls(SPEND);
            int commits = store.calls(COMMIT);
            int all = store.calls();
            person.challenge(type).open();
            assertThat(store.calls(LOAD) - loads).as("loads").isEqualTo(1);
            assertThat(store.calls(SPEND) - spends).as("spends").isEqualTo(1);
            assertThat(store.calls(COMMIT) - commits).as("commits").isEqualTo(1);
            assertThat(store.calls() - all).as("calls in all").isEqualTo(3);

            all = store.calls();
            Verification answer = type.equals(SMS)
                    ? person.verify(SMS, post().outbox.lastCode(address))
                    : counted.respond(post().outbox.lastReply(address), new Response.Approved(""));
            assertThat(answer).isInstanceOf(Verification.Accepted.class);
            assertThat(store.calls() - all).as("a load and a commit").isEqualTo(2);
        }
    }

    @Test
    @Requirement({"R36", "R39", "I10"})
    default void nothingGoesOutWhileItCanNotBeCountedOrItsQuestionNotBeKept() {
        for (FaultyStore.Call call : new FaultyStore.Call[] {SPEND, COMMIT}) {
            String userId = "usr_" + call;
            post().texted(userId, number(call == SPEND ? 1 : 2));
            FaultyStore store = FaultyStore.around(post().store);
            MfaEngine failing = post().engine(store, Limits.standard()).build();
            ActionSession person = failing.session(post().token(userId)).orElseThrow();
            assertThat(person.status().choices()).isNotEmpty();
            store.on(call).every().fails();
            assertThatThrownBy(() -> person.challenge(SMS)).isInstanceOf(MfaException.class);
            assertThat(post().outbox.messages()).isEmpty();
            store.heal();
            assertThat(person.challenge(SMS)).isInstanceOf(Challenge.Open.class);
            post().outbox.clear();
        }
    }

    @Test
    @Requirement({"R36", "R40"})
    default void aLostReplyOfTheCommitSendsOneMessageWhoseCodeIsGood() {
        post().texted("usr_1", number(1));
        FaultyStore store = FaultyStore.around(post().store);
        MfaEngine losing = post().engine(store, Limits.standard()).build();
        ActionSession person = losing.session(post().token("usr_1")).orElseThrow();
        assertThat(person.status().choices()).isNotEmpty();
        store.on(COMMIT).next().losesItsReply();
        int spends = store.calls(SPEND);
        person.challenge(SMS).open();
        assertThat(store.calls(SPEND) - spends).as("paid once").isEqualTo(1);
        assertThat(post().outbox.size()).isEqualTo(1);
        assertThat(person.verify(SMS, post().outbox.lastCode(number(1)))).isInstanceOf(Verification.Accepted.class);
    }
}
