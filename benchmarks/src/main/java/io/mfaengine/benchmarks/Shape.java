package io.mfaengine.benchmarks;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;

import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.Verification;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Commit;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.UserRecord;
import io.mfaengine.testkit.MovableClock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the engine writes in one commit: by hand the same texts are written again and again, without a thought.
 *
 * @param user the user's payload; empty if the user is not written
 * @param action the action's
 * @param state the action's state
 * @param events the events'
 */
record Shape(String user, String action, String state, List<String> events) {

    /** What each operation writes, watched once. */
    static Map<Work, Shape> watched() {
        List<Commit> commits = new ArrayList<>();
        MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
        Map<Work, Shape> shapes = new EnumMap<>(Work.class);
        String user = People.id(0);
        byte[] seed = People.seed(0);
        BareCodes codes = new BareCodes();
        long step = clock.instant().getEpochSecond() / 30;
        try (MfaEngine mfa = MfaEngine.builder(new WatchedStore(MemoryStore.create(), commits), KeyRing.generate())
                .clock(clock)
                .method(AuthenticatorApp.of("Acme"))
                .build()) {
            mfa.enrollVerifiedAuthenticator(user, AUTHENTICATOR_APP, People.otpauth(0))
                    .accepted();
            Intent intent = Intent.user(user).action("sign-in");
            Handle token = mfa.track(intent).token();
            shapes.put(Work.TRACK, last(commits));
            ActionSession session = mfa.session(token).orElseThrow();
            int wrong = 0;
            while (codes.matches(seed, wrong, step - 1, 3) != 0) {
                wrong++;
            }
            Verification refused = session.verify(AUTHENTICATOR_APP, People.text(wrong));
            shapes.put(Work.WRONG, last(commits));
            session.verify(AUTHENTICATOR_APP, People.text(codes.code(seed, step)))
                    .accepted();
            shapes.put(Work.RIGHT, last(commits));
            boolean valid =
                    mfa.validateChallenge(token, intent, OurTask.REQUEST).isValid();
            shapes.put(Work.VALIDATE, last(commits));
            if (refused instanceof Verification.Accepted || !valid) {
                throw new IllegalStateException("the engine does something else");
            }
        }
        return shapes;
    }

    private static Shape last(List<Commit> commits) {
        Commit commit = commits.get(commits.size() - 1);
        if (commit.actions().size() != 1
                || !commit.claims().isEmpty()
                || !commit.releases().isEmpty()) {
            throw new IllegalStateException("the statements by hand are of another shape");
        }
        UserRecord user = commit.next();
        ActionRecord action = commit.actions().get(0).next();
        return new Shape(
                user == null ? "" : user.payload().text(),
                action.payload().text(),
                action.state(),
                commit.events().stream()
                        .map(EventRecord::payload)
                        .map(payload -> payload.text())
                        .toList());
    }
}
