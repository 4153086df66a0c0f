package io.mfaengine.examples.signin;

import io.mfaengine.MfaEngine;
import io.mfaengine.MfaException;
import io.mfaengine.examples.senders.Senders;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.method.EmailCode;
import io.mfaengine.method.EmailLink;
import io.mfaengine.method.RecoveryCodes;
import io.mfaengine.method.SmsCode;
import io.mfaengine.model.Intent;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A bank in a terminal. It has accounts and transfers, and asks the engine before it does anything. */
public final class SignIn {
    /** Where text messages may go. */
    static final List<String> COUNTRIES = List.of("NZ", "AU", "GB", "US", "DE");

    private static final String HELP = """
            Signs you in with your phone's authenticator app, or with a code or a link that is
            sent to you, and asks again before a transfer. What is sent is shown here, unless
            SMTP_HOST, TWILIO_ACCOUNT_SID or MESSAGEBIRD_ACCESS_KEY name who sends it.

            Several of them may run at once, and know what each other does.

            Answers are read from standard input; its end ends the program.
            NO_COLOR=1 turns colours off.

            """ + Options.USAGE;

    private static final String WELCOME = """
            No passwords here: checking them is the application's job, and this one takes
            your word for who you are.""";

    private final InstantSource clock = InstantSource.system();
    private final Terminal terminal;
    private final Gate gate;
    private final ManagingDialogue managing;
    private final OperatorDesk desk;

    private SignIn(Terminal terminal, Inbox inbox, MfaEngine mfa, MfaEngine operators) {
        Words words = new Words(clock);
        CodeEntry codes = new CodeEntry(terminal, words);
        LinkDialogue links = new LinkDialogue(terminal, words, inbox, new LinkPage(terminal, words, mfa));
        QuestionDialogue question = new QuestionDialogue(terminal, words, codes, links);
        EnrolmentDialogue enrolment = new EnrolmentDialogue(terminal, new AddressEntry(terminal, words), question);
        this.terminal = terminal;
        this.gate = new Gate(mfa, terminal, new ChallengeDialogue(terminal, words, question), enrolment);
        this.managing = new ManagingDialogue(terminal, words, enrolment);
        this.desk = new OperatorDesk(terminal, operators);
    }

    /**
     * Starts the program.
     *
     * @param args what {@code --help} tells
     */
    public static void main(String[] args) {
        Terminal terminal = Terminal.system();
        int status = start(terminal, List.of(args));
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int start(Terminal terminal, List<String> args) {
        Options options;
        try {
            options = Options.parse(args, Path.of(System.getProperty("user.home")));
        } catch (IllegalArgumentException e) {
            terminal.bad("That can't be done: " + e.getMessage() + ".");
            terminal.say(Options.USAGE);
            return 2;
        }
        if (options.isHelp()) {
            terminal.say(HELP);
            return 0;
        }
        Inbox inbox = new Inbox(terminal);
        try {
            Senders shown = new Senders(inbox.sms(), inbox.email());
            run(terminal, options, inbox, Senders.of("Acme", System.getenv(), shown, InstantSource.system()));
            return 0;
        } catch (Senders.Unusable | Storage.Unusable e) {
            terminal.bad("It can't start: " + e.getMessage() + ".");
            return 1;
        }
    }

    private static void run(Terminal terminal, Options options, Inbox inbox, Senders senders) throws Storage.Unusable {
        try (Storage storage = Storage.open(options);
                MfaEngine mfa = engine(storage, inbox, senders);
                MfaEngine operators = engine(storage, inbox, senders)) {
            storage.check(mfa);
            terminal.title("MFA Engine: sign in");
            terminal.say(WELCOME);
            terminal.say(storage.notice());
            new SignIn(terminal, inbox, mfa, operators).lobby();
        } catch (Terminal.InputEnded e) {
            // the person is gone
        }
        terminal.say("Goodbye.");
    }

    /** Two engines over one store and one key ring work as one, in one process as in two. */
    private static MfaEngine engine(Storage storage, Inbox inbox, Senders senders) {
        String[] more = COUNTRIES.subList(1, COUNTRIES.size()).toArray(new String[0]);
        return MfaEngine.builder(storage.store(), storage.keys())
                .method(AuthenticatorApp.of("Acme"))
                .method(SmsCode.of("Acme", senders.sms(), COUNTRIES.get(0), more))
                .method(EmailCode.of("Acme", senders.email()))
                .method(EmailLink.of("Acme", inbox.email(), LinkPage.ADDRESS))
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
