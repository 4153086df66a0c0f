package io.mfaengine;

import io.mfaengine.model.ActionState;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.store.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One action as it is stored.
 *
 * @param incarnation the user's when it was tracked
 * @param nonceHigh with the other half, what handles to it have to name
 * @param nonceLow the other half
 * @param state where it is
 * @param createdAt when it was tracked, in milliseconds
 * @param changedAt when its state last changed, in milliseconds
 * @param expiresAt when it may be purged, in milliseconds
 * @param since how many events were chained for the user then
 * @param keyed whether the application gave the idempotency key
 * @param enrolFirst whether an enrolment was asked for, since the user held nothing
 * @param managing whether it was tracked for managing
 * @param scopes what the application permits without a challenge
 * @param locale the language of the person, a BCP 47 tag; empty: the user's
 * @param redirectUrl where the person goes in the end; empty: nowhere
 * @param from the caller's network address as a blind index; empty if it isn't known
 * @param detailsHash the hash of the details, in base64url; empty if there are none
 * @param details the details, sealed
 * @param questions the questions that were asked, by type
 * @param passed how its challenge was passed, null if it wasn't
 * @param validated how it was validated, null if it wasn't
 * @param unknown what another release keeps
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredAction(
        long incarnation,
        long nonceHigh,
        long nonceLow,
        ActionState state,
        long createdAt,
        long changedAt,
        long expiresAt,
        long since,
        boolean keyed,
        boolean enrolFirst,
        boolean managing,
        Set<TrackRequest.Scope> scopes,
        String locale,
        String redirectUrl,
        String from,
        String detailsHash,
        byte[] details,
        List<Question> questions,
        @Nullable Passed passed,
        @Nullable Validated validated,
        Map<String, String> unknown)
        implements Payload {
    StoredAction {
        scopes = Set.copyOf(scopes);
        questions = List.copyOf(questions);
    }

    static StoredAction of(Payload payload) {
        return payload instanceof StoredAction action ? action : ActionJson.read(payload.text());
    }

    @Override
    public String text() {
        return ActionJson.write(this);
    }

    Optional<Question> question(AuthenticatorType type) {
        for (Question question : questions) {
            if (question.type().equals(type)) {
                return Optional.of(question);
            }
        }
        return Optional.empty();
    }

    StoredAction with(Question question) {
        List<Question> next = new ArrayList<>(without(question.type()));
        next.add(question);
        return questions(next);
    }

    StoredAction passed(ActionState next, Passed how, long now) {
        return copy(next, now, details, without(how.type()), how, validated);
    }

    StoredAction state(ActionState next, long now) {
        return copy(next, now, details, questions, passed, validated);
    }

    StoredAction validated(Validated how) {
        return copy(state, changedAt, details, questions, passed, how);
    }

    StoredAction codesIssued() {
        return copy(state, changedAt, details, questions, passed == null ? null : passed.codesIssued(), validated);
    }

    StoredAction questions(List<Question> next) {
        return copy(state, changedAt, details, next, passed, validated);
    }

    StoredAction details(byte[] next) {
        return copy(state, changedAt, next, questions, passed, validated);
    }

    List<Question> without(AuthenticatorType type) {
        if (question(type).isEmpty()) {
            return questions;
        }
        List<Question> others = new ArrayList<>(questions);
        others.removeIf(question -> question.type().equals(type));
        return others;
    }

    private StoredAction copy(
            ActionState state,
            long changedAt,
            byte[] details,
            List<Question> questions,
            @Nullable Passed passed,
            @Nullable Validated validated) {
        return new StoredAction(
                incarnation,
                nonceHigh,
                nonceLow,
                state,
                createdAt,
                changedAt,
                expiresAt,
                since,
                keyed,
                enrolFirst,
                managing,
                scopes,
                locale,
                redirectUrl,
                from,
                detailsHash,
                details,
                questions,
                passed,
                validated,
                unknown);
    }

    /**
     * An open question of an action, one per type.
     *
     * @param type the type that is asked for
     * @param enrolling whether it enrols a new authenticator, or uses one
     * @param authenticator the new authenticator's id, or the one that was chosen; 0 if none was
     * @param asked what the method keeps until the response comes
     * @param openedAt when it was asked, in milliseconds
     * @param expiresAt when it is over, in milliseconds
     * @param failures how many wrong responses it has taken
     * @param closed whether it is over before its time
     * @param sends how many messages were sent for it
     * @param reply what the reply handle of its message has to name; 0 if there is none
     * @param unknown what another release keeps
     */
    record Question(
            AuthenticatorType type,
            boolean enrolling,
            long authenticator,
            SealedData asked,
            long openedAt,
            long expiresAt,
            int failures,
            boolean closed,
            int sends,
            long reply,
            Map<String, String> unknown) {

        /** The question of a type that is open from the start. */
        static Question standing(AuthenticatorType type, long openedAt, long expiresAt) {
            return new Question(type, false, 0, SealedData.NONE, openedAt, expiresAt, 0, false, 0, 0, Map.of());
        }

        Question failed(boolean closes) {
            return new Question(
                    type,
                    enrolling,
                    authenticator,
                    asked,
                    openedAt,
                    expiresAt,
                    failures + 1,
                    closes,
                    sends,
                    reply,
                    unknown);
        }

        Question close() {
            return new Question(
                    type, enrolling, authenticator, asked, openedAt, expiresAt, failures, true, sends, reply, unknown);
        }

        Question asked(SealedData next) {
            return new Question(
                    type, enrolling, authenticator, next, openedAt, expiresAt, failures, closed, sends, reply, unknown);
        }
    }

    /**
     * That an action's challenge was passed.
     *
     * @param authenticator by which authenticator
     * @param type of which type
     * @param at when, in milliseconds
     * @param enrolled whether it was its enrolment
     * @param owesCodes whether recovery codes are still to be issued, to the session that asks next
     * @param amr how it was proved, RFC 8176
     * @param wasThere whether the authenticator was active before the action began
     * @param unknown what another release keeps
     */
    record Passed(
            long authenticator,
            AuthenticatorType type,
            long at,
            boolean enrolled,
            boolean owesCodes,
            Set<String> amr,
            boolean wasThere,
            Map<String, String> unknown) {
        Passed {
            amr = Set.copyOf(amr);
        }

        Passed codesIssued() {
            return new Passed(authenticator, type, at, enrolled, false, amr, wasThere, unknown);
        }
    }

    /**
     * That the application has validated an action.
     *
     * @param at when, in milliseconds
     * @param request the hash of its request id, in base64url; empty if it gave none
     */
    record Validated(long at, String request) {}
}
