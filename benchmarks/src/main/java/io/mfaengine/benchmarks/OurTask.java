package io.mfaengine.benchmarks;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;

import io.mfaengine.ActionSession;
import io.mfaengine.Decision;
import io.mfaengine.MfaEngine;
import io.mfaengine.Verification;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An operation of the engine. */
final class OurTask implements Task {
    static final String REQUEST = "0b6f1d5e-8a53-4c0e-9d57-1f5d3c6a9b20";

    private final Work work;
    private final Rota rota;
    private final MfaEngine mfa;
    private Intent intent = Intent.user("nobody").action("sign-in");
    private @Nullable Handle token;
    private @Nullable ActionSession session;
    private String code = "";

    OurTask(Work work, Rota rota, MfaEngine mfa) {
        this.work = work;
        this.rota = rota;
        this.mfa = mfa;
    }

    @Override
    public void prepare() {
        rota.next();
        intent = Intent.user(rota.id()).action("sign-in");
        if (work == Work.RIGHT || work == Work.WRONG || work == Work.VALIDATE) {
            track();
        }
        if (work == Work.WRONG) {
            if (rota.isForgiving()) {
                verify(rota.code());
                track();
            }
            code = rota.wrongCode();
        } else if (work == Work.VALIDATE) {
            verify(rota.code());
        } else {
            code = rota.code();
        }
    }

    @Override
    public boolean run() {
        return switch (work) {
            case TRACK -> mfa.track(intent).next() == Decision.Next.CHALLENGE;
            case RIGHT -> verify(code);
            case WRONG -> !verify(code);
            case VALIDATE -> validate();
            case READ -> mfa.getUser(rota.id()).isEnrolled();
            case ALL -> {
                track();
                yield verify(code) && validate();
            }
        };
    }

    private void track() {
        Handle tracked = mfa.track(intent).token();
        token = tracked;
        session = mfa.session(tracked).orElseThrow();
    }

    private boolean verify(String typed) {
        return Objects.requireNonNull(session).verify(AUTHENTICATOR_APP, typed) instanceof Verification.Accepted;
    }

    private boolean validate() {
        return mfa.validateChallenge(Objects.requireNonNull(token), intent, REQUEST)
                .isValid();
    }
}
