package io.mfaengine.examples.signin;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.EMAIL_MAGIC_LINK;
import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static io.mfaengine.model.AuthenticatorType.SMS;

import io.mfaengine.Refused;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Intent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the engine's values are called when people read them. */
final class Words {
    /** The ways to prove oneself that this program has. */
    static final List<AuthenticatorType> TYPES =
            List.of(AUTHENTICATOR_APP, SMS, EMAIL_OTP, EMAIL_MAGIC_LINK, RECOVERY_CODE);

    private static final Map<AuthenticatorType, String> NAMES = Map.of(
            AUTHENTICATOR_APP, "authenticator app",
            SMS, "text message",
            EMAIL_OTP, "code by e-mail",
            EMAIL_MAGIC_LINK, "link by e-mail",
            RECOVERY_CODE, "recovery code");

    private final InstantSource clock;

    Words(InstantSource clock) {
        this.clock = clock;
    }

    static String name(AuthenticatorType type) {
        return NAMES.getOrDefault(type, type.name());
    }

    /** The same at the start of a line. */
    static String title(AuthenticatorType type) {
        return name(type).substring(0, 1).toUpperCase(Locale.ROOT) + name(type).substring(1);
    }

    /** That somebody can prove themselves in another way from now on. */
    static String isSetUp(Authenticator mine) {
        return mine.type().equals(AUTHENTICATOR_APP)
                ? "Your authenticator app is set up."
                : title(mine.type()) + " is set up, to " + mine.label() + ".";
    }

    /** What somebody wants to do, line by line. */
    static List<String> lines(Intent intent) {
        List<String> lines = new ArrayList<>(List.of("  to do   " + intent.action()));
        intent.details().forEach((name, value) -> lines.add(String.format("  %-7s %s", name, value)));
        return lines;
    }

    /** What to type. */
    static String enter(AuthenticatorType type, int symbols) {
        return type.equals(RECOVERY_CODE)
                ? "Enter one of your recovery codes, " + symbols + " letters and digits. An empty line goes back."
                : "Enter the " + symbols + " digits that your " + name(type) + " shows. An empty line goes back.";
    }

    /** When a message that didn't come can be sent again. */
    String resend(@Nullable Instant resendAt) {
        return "If nothing came, you can have another one " + (resendAt == null ? "now" : "in " + until(resendAt))
                + ".";
    }

    /** Why the person was told no, and what to do now. */
    String of(AuthenticatorType type, Refused no) {
        return switch (no.reason()) {
            case WRONG_RESPONSE -> "That code didn't match. " + (no.retryAt() == null ? left(no) : locked(no));
            case MALFORMED -> "That can't be a code. It counts as no try.";
            case ALREADY_USED ->
                "This code was used before. Take the next one" + (no.retryAt() == null ? "." : ", " + in(no) + ".");
            case LOCKED -> "Too many wrong codes. " + locked(no);
            case DISABLED -> "This way is switched off for you until an operator unlocks it.";
            case EXPIRED, NOT_OPEN -> "This question is over. Begin again.";
            case NOT_PERMITTED, NOT_ENROLLED -> title(type) + ": this way can't be used now. Choose another one.";
            case CHALLENGE_FIRST -> "First show that it is you. Then you can change this.";
            case LAST_ONE -> "This is your only second step. Add another before you remove it.";
            case TAKEN -> "This can't be used here. Try another one.";
            case VETOED -> "The application did not accept this. Nothing was confirmed.";
            case NOT_YET -> "There is no answer yet.";
            case DECLINED -> "You said no. Nothing was confirmed.";
            case TOO_MANY_SENDS -> "No more messages for now. Choose another way, or come back " + in(no) + ".";
            case NOT_SENT -> "The message could not be sent. Try again, or choose another way.";
        };
    }

    /** How long it takes until an instant: rounded up, so that nobody comes too early. */
    String until(Instant instant) {
        long seconds = Math.max(
                1, Duration.between(clock.instant(), instant).plusMillis(999).toSeconds());
        if (seconds < 60) {
            return count(seconds, "second");
        }
        long minutes = (seconds + 59) / 60;
        return minutes < 60 ? count(minutes, "minute") : count((minutes + 59) / 60, "hour");
    }

    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private String locked(Refused no) {
        return "To protect you, this way is locked. Come back " + in(no) + ".";
    }

    private static String left(Refused no) {
        return switch (no.attemptsLeft()) {
            case 0 -> "No tries are left for this question.";
            case 1 -> "1 try left.";
            default -> no.attemptsLeft() + " tries left.";
        };
    }

    private String in(Refused no) {
        Instant retryAt = no.retryAt();
        return retryAt == null ? "later" : "in " + until(retryAt);
    }
}
