package io.mfaengine.examples.signin;

import io.mfaengine.model.Intent;
import java.time.InstantSource;

/** What somebody who is signed in can do. */
final class Account {
    private final Terminal terminal;
    private final Gate gate;
    private final ManagingDialogue managing;
    private final Session session;
    private final InstantSource clock;

    Account(Terminal terminal, Gate gate, ManagingDialogue managing, Session session, InstantSource clock) {
        this.terminal = terminal;
        this.gate = gate;
        this.managing = managing;
        this.session = session;
        this.clock = clock;
    }

    void transfer() {
        String amount = terminal.ask("Amount", Transfer::amount);
        String id = "transfer-" + clock.millis();
        Intent intent = terminal.ask(
                "Payee", payee -> new Transfer(id, session.userId(), amount, Transfer.payee(payee)).intent());
        gate.ask(intent).map(Transfer::execute).ifPresent(terminal::good);
    }

    void manage() {
        managing.run(gate.manage(Intent.user(session.userId()).action("manage")));
    }
}
