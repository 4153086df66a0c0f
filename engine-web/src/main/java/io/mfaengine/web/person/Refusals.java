package io.mfaengine.web.person;

import io.mfaengine.Refused;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Prompt;
import io.mfaengine.web.view.Words;

/** What the person reads when the engine says no: the next step, and not the fault. */
final class Refusals {
    private Refusals() {}

    static String of(Turn turn, AuthenticatorType type, Refused refused) {
        Words words = turn.words();
        String name = type.name();
        return switch (refused.reason()) {
            case WRONG_RESPONSE -> wrong(words, name, refused);
            case MALFORMED -> malformed(turn, type);
            case ALREADY_USED -> words.text(words.of("error.used", name));
            case EXPIRED, NOT_OPEN -> words.text(words.of("error.expired", name));
            case TOO_MANY_SENDS ->
                refused.retryAt() == null
                        ? words.text("error.sends.none")
                        : words.text("error.sends", "time", words.time(turn.until(refused.retryAt())));
            case NOT_SENT -> words.text("error.notSent");
            case NOT_YET -> words.text("error.notYet");
            case DECLINED -> words.text("error.declined");
            case VETOED -> words.text("vetoed.title") + ". " + words.text("vetoed.lead");
            case CHALLENGE_FIRST -> words.text("error.challengeFirst");
            case LAST_ONE -> words.text("error.lastOne");
            case TAKEN -> words.text("error.taken");
            case LOCKED ->
                words.text(
                        "locked.lead",
                        "type",
                        words.type(name),
                        "time",
                        words.time(turn.until(
                                refused.retryAt() == null ? turn.status().expiresAt() : refused.retryAt())));
            case DISABLED -> words.text("disabled.lead");
            case NOT_PERMITTED, NOT_ENROLLED -> words.text("error.notPermitted");
        };
    }

    private static String wrong(Words words, String type, Refused refused) {
        return refused.attemptsLeft() == 0
                ? words.text("error.wrong.over")
                : words.text(words.of("error.wrong", type)) + " " + words.count("error.tries", refused.attemptsLeft());
    }

    /** What a code of this type looks like. */
    private static String malformed(Turn turn, AuthenticatorType type) {
        Words words = turn.words();
        Asked asked = turn.visit().asked().get(type);
        Prompt prompt =
                asked == null ? turn.choice(type).map(choice -> choice.open()).orElse(null) : asked.prompt();
        int length = prompt == null ? 0 : length(prompt);
        if (length == 0) {
            return words.text("error.malformed");
        }
        return type.equals(AuthenticatorType.RECOVERY_CODE)
                ? words.text("error.malformed.RECOVERY_CODE", "n", length)
                : words.text("error.malformed.digits", "n", length);
    }

    static int length(Prompt prompt) {
        if (prompt instanceof Prompt.Scan scan) {
            return scan.digits();
        }
        if (prompt instanceof Prompt.Enter enter) {
            return enter.symbols();
        }
        return prompt instanceof Prompt.CodeSent sent ? sent.digits() : 0;
    }
}
