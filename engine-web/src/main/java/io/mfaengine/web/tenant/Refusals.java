package io.mfaengine.web.tenant;

import io.mfaengine.MfaEngine;
import io.mfaengine.Refused;
import io.mfaengine.model.Refusal;
import io.mfaengine.web.http.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What an engine refused, as the wire says it. */
public final class Refusals {
    private static final Map<Refusal, String> WORDS = words();

    private Refusals() {}

    private static Map<Refusal, String> words() {
        Map<Refusal, String> words = new EnumMap<>(Refusal.class);
        words.put(Refusal.WRONG_RESPONSE, "The code is wrong.");
        words.put(Refusal.MALFORMED, "The value can't be right.");
        words.put(Refusal.ALREADY_USED, "The code was used before.");
        words.put(Refusal.NOT_YET, "Nothing came back yet.");
        words.put(Refusal.DECLINED, "The request was declined.");
        words.put(Refusal.VETOED, "The application refused.");
        words.put(Refusal.EXPIRED, "The challenge or its token is over.");
        words.put(Refusal.NOT_OPEN, "No such challenge is open.");
        words.put(Refusal.NOT_ENROLLED, "The user has no such authenticator.");
        words.put(Refusal.NOT_PERMITTED, "The verification method is not enabled, or not permitted for this.");
        words.put(Refusal.CHALLENGE_FIRST, "A challenge has to be passed first.");
        words.put(Refusal.LAST_ONE, "The last authenticator can't be removed.");
        words.put(Refusal.TAKEN, "The address is enrolled already, or by as many users as may share it.");
        words.put(Refusal.LOCKED, "Too many failed attempts.");
        words.put(Refusal.DISABLED, "Too many failed attempts in a row: an operator has to unlock the method.");
        words.put(Refusal.TOO_MANY_SENDS, "Too many messages were sent.");
        words.put(Refusal.NOT_SENT, "The message could not be sent.");
        return words;
    }

    /**
     * As an error: 429 with {@code Retry-After} for what waits, 502 for what could not be sent, else 400.
     *
     * @param refused the refusal
     * @param engine whose clock it is told by
     * @return the problem
     */
    public static Problem problem(Refused refused, MfaEngine engine) {
        String words = Objects.requireNonNull(WORDS.get(refused.reason()));
        if (isThrottled(refused)) {
            Problem problem = Problem.of(429, "too_many_requests", words);
            Instant retryAt = refused.retryAt();
            return retryAt == null
                    ? problem
                    : problem.header("Retry-After", Long.toString(seconds(engine.now(), retryAt)));
        }
        return refused.reason() == Refusal.NOT_SENT ? Problem.of(502, "not_sent", words) : Problem.invalid(words);
    }

    /**
     * Whether it is one of too many requests.
     *
     * @param refused the refusal
     * @return whether it is
     */
    public static boolean isThrottled(Refused refused) {
        return refused.reason() == Refusal.LOCKED
                || refused.reason() == Refusal.DISABLED
                || refused.reason() == Refusal.TOO_MANY_SENDS;
    }

    /**
     * Why a code was not accepted, in the two words that SDKs know.
     *
     * @param refused the refusal
     * @return {@code MAX_ATTEMPTS_EXCEEDED} if no attempt is left, else {@code CODE_INVALID_OR_EXPIRED}
     */
    public static String failureReason(Refused refused) {
        boolean spent =
                isThrottled(refused) || (refused.reason() == Refusal.WRONG_RESPONSE && refused.attemptsLeft() == 0);
        return spent ? "MAX_ATTEMPTS_EXCEEDED" : "CODE_INVALID_OR_EXPIRED";
    }

    private static long seconds(Instant now, Instant until) {
        Duration left = Duration.between(now, until);
        return Math.max(1, left.plusMillis(999).toSeconds());
    }
}
