package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;

import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Refusal;
import io.mfaengine.testkit.PhoneApp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A user of the model. */
final class ModelUser {
    final List<ModelAuthenticator> held = new ArrayList<>();
    final Map<AuthenticatorType, ModelGuesses> guesses = new LinkedHashMap<>();

    /** By action code and key. */
    final Map<String, ModelAction> actions = new LinkedHashMap<>();

    @Nullable
    ModelAuthenticator preferred;

    @Nullable
    String username;

    boolean isBound() {
        return held.stream().anyMatch(a -> !a.isRecovery());
    }

    List<ModelAuthenticator> of(AuthenticatorType type) {
        return held.stream().filter(a -> a.type.equals(type)).toList();
    }

    @Nullable
    ModelAuthenticator find(AuthenticatorId id) {
        return held.stream().filter(a -> id.equals(a.id)).findFirst().orElse(null);
    }

    ModelGuesses guesses(AuthenticatorType type) {
        return guesses.computeIfAbsent(type, t -> new ModelGuesses(t.equals(RECOVERY_CODE)));
    }

    void remove(ModelAuthenticator gone) {
        held.remove(gone);
        if (preferred == gone) {
            preferred = null;
        }
        if (of(gone.type).isEmpty()) {
            guesses(gone.type).enabled();
        }
    }

    boolean isLast(ModelAuthenticator mine) {
        return !mine.isRecovery() && of(AUTHENTICATOR_APP).size() == 1;
    }

    /** What a user of the model holds: an app, with the steps that it used up; or a set of recovery codes. */
    static final class ModelAuthenticator {
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
            return phone == null
                    ? recovers(code.toUpperCase(Locale.ROOT))
                    : shows(phone, code, Math.floorDiv(now, STEP));
        }

        /** Told by the codes that it shows. */
        boolean hasSeedOf(PhoneApp other) {
            return phone != null
                    && IntStream.range(0, 4).allMatch(ahead -> phone.code(ahead).equals(other.code(ahead)));
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

    /** The failures of one user with one type, told again from the table of limits, with every failure kept. */
    static final class ModelGuesses {
        static final int DISABLED_AFTER = 10;
        static final int PER_QUESTION = 5;

        private static final long DAY = Duration.ofDays(1).toMillis();
        private static final long[] WAIT_SECONDS = {30, 60, 120, 300, 900, 3_600};

        private final boolean recovery;
        private final List<Long> failures = new ArrayList<>();
        private int inARow;
        private boolean disabled;

        ModelGuesses(boolean recovery) {
            this.recovery = recovery;
        }

        void failed(long now) {
            failures.add(now);
            failures.sort(null);
            inARow++;
            disabled |= inARow >= DISABLED_AFTER;
        }

        void succeeded() {
            inARow = 0;
        }

        void enabled() {
            disabled = false;
        }

        boolean isDisabled() {
            return disabled;
        }

        boolean isAnythingKept() {
            return disabled || inARow > 0 || !failures.isEmpty();
        }

        /** Until when the type waits; null if it does not. */
        @Nullable
        Long lockedUntil(long now) {
            long until = recovery
                    ? pauseAfterTenInADay()
                    : Math.max(waitInARow(), Math.max(fullWindow(20, DAY), fullWindow(100, 30 * DAY)));
            return until > now ? until : null;
        }

        /** How many more wrong responses would be taken: tried out. */
        int left(long now, int askedFailures) {
            ModelGuesses copy = new ModelGuesses(recovery);
            copy.failures.addAll(failures);
            copy.inARow = inARow;
            copy.disabled = disabled;
            int left = 0;
            while (!copy.disabled && copy.lockedUntil(now) == null && askedFailures + left < PER_QUESTION) {
                copy.failed(now);
                left++;
            }
            return left;
        }

        private long waitInARow() {
            return inARow < 5 ? 0 : last(1) + 1_000 * WAIT_SECONDS[Math.min(inARow - 5, WAIT_SECONDS.length - 1)];
        }

        private long fullWindow(int most, long window) {
            return failures.size() < most ? 0 : last(most) + window;
        }

        private long pauseAfterTenInADay() {
            return failures.size() >= 10 && last(1) - last(10) < DAY ? last(1) + DAY : 0;
        }

        private long last(int nth) {
            return failures.get(failures.size() - nth);
        }
    }
}
