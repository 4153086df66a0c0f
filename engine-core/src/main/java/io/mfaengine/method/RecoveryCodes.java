package io.mfaengine.method;

import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import io.mfaengine.model.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Recovery codes: a set of printed codes, each accepted once, for when all else is lost (NIST SP 800-63B section
 * 4.2.1.1). They are given out and never asked for; a new set ends the old one.
 *
 * <p>A code is kept as a keyed hash of PBKDF2-HMAC-SHA-512 with one salt per set, so an attempt costs one key
 * derivation: about 12 ms with the standard 20,000 rounds. Immutable and thread-safe: what looks like a setter gives a
 * changed copy.
 */
public final class RecoveryCodes implements AuthenticatorMethod {
    private static final String LABEL = "Recovery codes";
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final Parameter codes;
    private final Parameter symbols;
    private final Parameter rounds;

    private RecoveryCodes(Parameter codes, Parameter symbols, Parameter rounds) {
        this.codes = codes;
        this.symbols = symbols;
        this.rounds = rounds;
    }

    /**
     * Sets of 10 codes of 16 symbols, which is 80 bits, and 20,000 rounds.
     *
     * @return the method
     */
    public static RecoveryCodes of() {
        return new RecoveryCodes(
                new Parameter("codes", 10, 8, 16),
                new Parameter("symbols", 16, 13, 32),
                new Parameter("rounds", 20_000, 1_000, 1_000_000));
    }

    /**
     * Sets how many codes a new set has unless an operator sets it; 10 unless set.
     *
     * @param count 8 to 16
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of the range
     */
    public RecoveryCodes codes(int count) {
        return new RecoveryCodes(codes.standard(count), symbols, rounds);
    }

    /**
     * Sets how long the codes of a new set are unless an operator sets it; 16 unless set.
     *
     * @param count 13 to 32, in symbols of 5 bits
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of the range
     */
    public RecoveryCodes symbols(int count) {
        return new RecoveryCodes(codes, symbols.standard(count), rounds);
    }

    /**
     * Sets the rounds of PBKDF2 for a new set unless an operator sets it; 20,000 unless set. Sets that exist keep theirs.
     *
     * @param count 1,000 to 1,000,000
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of the range
     */
    public RecoveryCodes rounds(int count) {
        return new RecoveryCodes(codes, symbols, rounds.standard(count));
    }

    @Override
    public AuthenticatorType type() {
        return AuthenticatorType.RECOVERY_CODE;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(codes, symbols, rounds);
    }

    @Override
    public boolean standing() {
        return true;
    }

    @Override
    public Guessing guessing() {
        return Guessing.RECOVERY;
    }

    @Override
    public OptionalInt left(List<Held> held) {
        return OptionalInt.of(
                held.stream().mapToInt(set -> remaining(set.data())).sum());
    }

    @Override
    public Opening enroll(Context context, @Nullable String address) {
        return Opening.refuse(Refusal.NOT_PERMITTED);
    }

    @Override
    public Check confirm(Context context, Data asked, Response response) {
        return Check.reject(Refusal.NOT_PERMITTED);
    }

    @Override
    public Opening challenge(Context context) {
        int length = RecoverySet.read(context.held().get(0).data()).symbols();
        return Opening.ask(new Prompt.Enter(length), Data.empty(), LIFE);
    }

    @Override
    public Check check(Context context, Data asked, Response response) {
        Check.Rejected best = Check.reject(Refusal.MALFORMED);
        for (Held held : context.held()) {
            RecoverySet set = RecoverySet.read(held.data());
            String code = RecoverySymbols.parse(response, set.symbols());
            if (code == null) {
                continue;
            }
            int index = set.indexOf(code, context::hash);
            if (index >= 0 && !set.isUsed(index)) {
                return Check.accept(held, set.use(index, held.data())).amr("otp", "recovery");
            }
            if (best.why() != Refusal.ALREADY_USED) {
                best = Check.reject(index >= 0 ? Refusal.ALREADY_USED : Refusal.WRONG_RESPONSE);
            }
        }
        return best;
    }

    @Override
    public Optional<Issue> issue(Context context) {
        List<String> fresh = new ArrayList<>();
        int count = context.parameter(codes);
        int length = context.parameter(symbols);
        for (int i = 0; i < count; i++) {
            fresh.add(context.randomSymbols(length));
        }
        byte[] salt = context.randomBytes(RecoverySet.SALT_BYTES);
        Data keep = RecoverySet.make(fresh, salt, context.parameter(rounds), context::hash);
        List<Secret> shown =
                fresh.stream().map(RecoverySymbols::grouped).map(Secret::of).toList();
        return Optional.of(new Issue(shown, LABEL, keep));
    }

    /**
     * How many codes of a set are left.
     *
     * @param set what was kept of it
     * @return the number, at least 0
     */
    public static int remaining(Data set) {
        return RecoverySet.read(set).remaining();
    }
}
