package io.mfaengine.examples.signin;

import io.mfaengine.MfaEngine;
import io.mfaengine.MfaException;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.method.RecoveryCodes;
import io.mfaengine.model.Intent;
import io.mfaengine.store.MfaStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A bank in a terminal. It has accounts and transfers, and asks the engine before it does anything. */
public final class SignIn {
    private static final String HELP = """
            Signs you in with your phone's authenticator app, and asks again before a transfer.

            Answers are read from standard input; its end ends the program. No options.
            NO_COLOR=1 turns colours off.""";

    private static final String WELCOME = """
            No passwords here: checking them is the application's job, and this one takes
            your word for who you are. All is kept in memory, sealed under a key made for
            this run; a real application keeps its key.""";

    private final InstantSource clock = InstantSource.system();
    private final Terminal terminal;
    private final Gate gate;
    private final ManagingDialogue managing;
    private final OperatorDesk desk;

    private SignIn(Terminal terminal, MfaEngine mfa, MfaEngine operators) {
        Words words = new Words(clock);
        CodeEntry codes = new CodeEntry(terminal, words);
        EnrolmentDialogue enrolment = new EnrolmentDialogue(terminal, words, codes);
        this.terminal = terminal;
        this.gate = new Gate(mfa, terminal, new ChallengeDialogue(terminal, words, codes), enrolment);
        this.managing = new ManagingDialogue(terminal, words, enrolment);
        this.desk = new OperatorDesk(terminal, operators);
    }

    /**
     * Starts the program.
     *
     * @param args none, or {@code --help}
     */
    public static void main(String[] args) {
        Terminal terminal = Terminal.system();
        if (!List.of(args).isEmpty()) {
            terminal.say(HELP);
            return;
        }
        KeyRing keys = KeyRing.generate();
        MfaStore store = MemoryStore.create();
        try (MfaEngine mfa = engine(store, keys);
                MfaEngine operators = engine(store, keys)) {
            terminal.title("MFA Engine: sign in");
            terminal.say(WELCOME);
            new SignIn(terminal, mfa, operators).lobby();
        } catch (Terminal.InputEnded e) {
            // the person is gone
        }
        terminal.say("Goodbye.");
    }

    /** Two engines over one store and one key ring work as one, in one process as in two. */
    private static MfaEngine engine(MfaStore store, KeyRing keys) {
        return MfaEngine.builder(store, keys)
                .method(AuthenticatorApp.of("Acme"))
                .method(RecoveryCodes.of())
                .build();
    }

    private void lobby() {
        repeat(new Menu<Runnable>(terminal, "What would you like to do?", "Leave")
                .entry("Sign in", this::signIn)
                .entry("Go to the operator's desk", desk::run));
    }

    private void signIn() {
        Intent intent = terminal.ask("User id", id -> Intent.user(id).action(Session.SIGN_IN));
        gate.ask(intent).map(Session::start).ifPresent(this::welcome);
    }

    private void welcome(Session session) {
        terminal.good("Signed in as " + session.userId() + ".");
        Account account = new Account(terminal, gate, managing, session, clock);
        repeat(new Menu<Runnable>(terminal, "Your account, " + session.userId(), "Sign out")
                .entry("Transfer money", account::transfer)
                .entry("Manage your second steps", account::manage)
                .entry("Go to the operator's desk", desk::run));
    }

    private void repeat(Menu<Runnable> menu) {
        for (Optional<Runnable> choice = menu.choose(); choice.isPresent(); choice = menu.choose()) {
            try {
                choice.get().run();
            } catch (MfaException e) {
                terminal.bad("This couldn't be checked just now. Nothing was confirmed. Try again in a minute.");
            }
        }
    }
}
