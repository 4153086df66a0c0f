package io.mfaengine.examples.signin;

import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;

import io.mfaengine.ActionSession;
import io.mfaengine.ActionStatus;
import io.mfaengine.Change;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorType;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a person may change of what they hold, after the challenge of an action that was tracked for managing. */
final class ManagingDialogue {
    private final Terminal terminal;
    private final Words words;
    private final EnrolmentDialogue enrolment;

    ManagingDialogue(Terminal terminal, Words words, EnrolmentDialogue enrolment) {
        this.terminal = terminal;
        this.words = words;
        this.enrolment = enrolment;
    }

    void run(ActionSession person) {
        while (true) {
            ActionStatus status = person.status();
            Instant until = status.manageUntil();
            if (until == null) {
                terminal.bad("Changes are not allowed now.");
                return;
            }
            terminal.title("Your second steps");
            status.authenticators().forEach(mine -> terminal.say("  " + describe(mine)));
            Optional<Runnable> choice = new Menu<Runnable>(
                            terminal, "Changes are allowed for " + words.until(until), "Done")
                    .entry("Add another", () -> enrolment.add(person))
                    .entry("Rename", () -> rename(person))
                    .entry(
                            "Ask for it first",
                            () -> change(person, ManagingDialogue::isAskedFor, a -> person.makeDefault(a.id())))
                    .entry("Remove", () -> change(person, ManagingDialogue::isThere, a -> person.remove(a.id())))
                    .entry("Get new recovery codes", () -> tell(RECOVERY_CODE, person.regenerateRecoveryCodes()))
                    .choose();
            if (choice.isEmpty()) {
                return;
            }
            choice.get().run();
        }
    }

    private void rename(ActionSession person) {
        change(person, ManagingDialogue::isThere, a -> terminal.ask("New name", name -> person.rename(a.id(), name)));
    }

    private void change(ActionSession person, Predicate<Authenticator> which, Function<Authenticator, Change> change) {
        Menu<Authenticator> menu = new Menu<>(terminal, "Which one?", "None");
        person.status().authenticators().stream().filter(which).forEach(a -> menu.entry(describe(a), a));
        menu.choose().ifPresent(mine -> tell(mine.type(), change.apply(mine)));
    }

    private void tell(AuthenticatorType type, Change change) {
        if (change instanceof Change.Done done) {
            terminal.good("Done.");
            enrolment.showOnce(done.recoveryCodes());
        } else {
            terminal.bad(words.of(type, change.refused()));
        }
    }

    /** Recovery codes are given out, never asked for. */
    private static boolean isAskedFor(Authenticator authenticator) {
        return isThere(authenticator) && !authenticator.type().equals(RECOVERY_CODE);
    }

    private static String describe(Authenticator authenticator) {
        // what is being added has no name yet
        String name = isThere(authenticator) ? authenticator.label() : Words.title(authenticator.type());
        String first = authenticator.preferred() ? ", asked for first" : "";
        return name + first + (isThere(authenticator) ? "" : ", not confirmed");
    }

    private static boolean isThere(Authenticator authenticator) {
        return authenticator.status() != Authenticator.Status.PENDING;
    }
}
