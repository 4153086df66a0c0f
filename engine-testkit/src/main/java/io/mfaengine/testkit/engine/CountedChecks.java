package io.mfaengine.testkit.engine;

import io.mfaengine.method.AuthenticatorMethod;
import io.mfaengine.method.Check;
import io.mfaengine.method.Data;
import io.mfaengine.method.Opening;
import io.mfaengine.method.Parameter;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Response;
import io.mfaengine.model.Secret;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Another method, with a count of how often it was asked whether a response is right, and made codes. */
final class CountedChecks implements AuthenticatorMethod {
    private final AuthenticatorMethod method;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger issues = new AtomicInteger();

    CountedChecks(AuthenticatorMethod method) {
        this.method = method;
    }

    int count() {
        return count.get();
    }

    /** How often it made something to be shown once. */
    int issues() {
        return issues.get();
    }

    @Override
    public AuthenticatorType type() {
        return method.type();
    }

    @Override
    public List<Parameter> parameters() {
        return method.parameters();
    }

    @Override
    public boolean standing() {
        return method.standing();
    }

    @Override
    public Guessing guessing() {
        return method.guessing();
    }

    @Override
    public Opening enroll(Context context, @Nullable String address) {
        return method.enroll(context, address);
    }

    @Override
    public Check confirm(Context context, Data asked, Response response) {
        count.incrementAndGet();
        return method.confirm(context, asked, response);
    }

    @Override
    public Opening challenge(Context context) {
        return method.challenge(context);
    }

    @Override
    public Check check(Context context, Data asked, Response response) {
        count.incrementAndGet();
        return method.check(context, asked, response);
    }

    @Override
    public Check adopt(Context context, Secret proved) {
        return method.adopt(context, proved);
    }

    @Override
    public Optional<Issue> issue(Context context) {
        issues.incrementAndGet();
        return method.issue(context);
    }
}
