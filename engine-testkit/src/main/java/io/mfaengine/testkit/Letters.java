package io.mfaengine.testkit;

import io.mfaengine.method.AuthenticatorMethod;
import io.mfaengine.method.Check;
import io.mfaengine.method.Data;
import io.mfaengine.method.Opening;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A method of a user's own: what is sent is a reply handle, and whoever sends it back has approved. Thread-safe. */
final class Letters implements AuthenticatorMethod {
    static final AuthenticatorType LETTER = AuthenticatorType.of("LETTER");

    final List<Handle> sent = new CopyOnWriteArrayList<>();

    @Override
    public AuthenticatorType type() {
        return LETTER;
    }

    @Override
    public Opening enroll(Context context, @Nullable String address) {
        return letter();
    }

    @Override
    public Check confirm(Context context, Data asked, Response response) {
        return response instanceof Response.Approved
                ? Check.enroll("Letters", Data.empty())
                : Check.reject(Refusal.MALFORMED);
    }

    @Override
    public Opening challenge(Context context) {
        return letter();
    }

    @Override
    public Check check(Context context, Data asked, Response response) {
        return response instanceof Response.Approved
                ? Check.accept(context.held().get(0), context.held().get(0).data())
                : Check.reject(Refusal.MALFORMED);
    }

    Handle last() {
        return sent.get(sent.size() - 1);
    }

    private Opening letter() {
        Prompt prompt = new Prompt.Custom(Map.of("look", "into your letter box"));
        return Opening.send(prompt, Data.empty(), Duration.ofMinutes(10), (reply, sendId) -> sent.add(reply));
    }
}
