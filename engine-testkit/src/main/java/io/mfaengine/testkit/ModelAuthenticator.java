package io.mfaengine.testkit;

import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a user of the model holds: an app, with the steps that it used up; or a set of recovery codes. */
final class ModelAuthenticator {
    private static final long STEP = 30_000;

    /** Null for recovery codes that the engine has issued and not yet shown. */
    @Nullable
    AuthenticatorId id;

    final AuthenticatorType type;

    /** At which step of the walk it was bound. */
    int born;

    String label;
    final @Nullable PhoneApp phone;
    final List<String> codes;
    private final TreeSet<Long> usedSteps = new TreeSet<>();
    private final Set<String> usedCodes = new HashSet<>();

    private ModelAuthenticator(
            @Nullable AuthenticatorId id,
            AuthenticatorType type,
            int born,
            String label,
            @Nullable PhoneApp phone,
            List<String> codes) {
        this.id = id;
        this.type = type;
        this.born = born;
        this.label = label;
        this.phone = phone;
        this.codes = List.copyOf(codes);
    }

    static ModelAuthenticator app(@Nullable AuthenticatorId id, int born, PhoneApp phone) {
        return new ModelAuthenticator(
                id, AuthenticatorType.AUTHENTICATOR_APP, born, "Authenticator app", phone, List.of());
    }

    static ModelAuthenticator recovery(int born, List<String> codes) {
        return new ModelAuthenticator(null, AuthenticatorType.RECOVERY_CODE, born, "Recovery codes", null, codes);
    }

    boolean isRecovery() {
        return phone == null;
    }

    /** What came of a typed code: null if it was right, and then it is used up. */
    record Verdict(@Nullable Refusal why, @Nullable Long retryAt) {
        static final Verdict RIGHT = new Verdict(null, null);
    }

    Verdict type(String typed, long now) {
        String code = typed.length() > 64 ? "" : typed.replace(" ", "").replace("-", "");
        return phone == null ? recovers(code.toUpperCase(Locale.ROOT)) : shows(phone, code, Math.floorDiv(now, STEP));
    }

    private Verdict shows(PhoneApp phone, String code, long current) {
        if (!code.matches("[0-9]{6}")) {
            return new Verdict(Refusal.MALFORMED, null);
        }
        for (int ahead = 1; ahead >= -1; ahead--) {
            if (phone.code(ahead).equals(code)) {
                if (!isFresh(current + ahead, current)) {
                    return new Verdict(Refusal.ALREADY_USED, nextFresh(current) * STEP);
                }
                usedSteps.add(current + ahead);
                return Verdict.RIGHT;
            }
        }
        return new Verdict(Refusal.WRONG_RESPONSE, null);
    }

    /** Neither it nor a later one was used; what a clock that ran ahead has used is left out until its time is near. */
    private boolean isFresh(long step, long current) {
        Long newest = usedSteps.floor(current + 1);
        return newest == null || newest < step;
    }

    private long nextFresh(long current) {
        long step = current + 1;
        while (!isFresh(step, step)) {
            step++;
        }
        return step;
    }

    private Verdict recovers(String typed) {
        String code = typed.replace('O', '0').replace('I', '1').replace('L', '1');
        if (!code.matches("[0-9A-HJKMNP-TV-Z]{16}")) {
            return new Verdict(Refusal.MALFORMED, null);
        }
        if (!codes.contains(code)) {
            return new Verdict(Refusal.WRONG_RESPONSE, null);
        }
        return usedCodes.add(code) ? Verdict.RIGHT : new Verdict(Refusal.ALREADY_USED, null);
    }

    boolean isUsed(String code) {
        return usedCodes.contains(code);
    }
}
