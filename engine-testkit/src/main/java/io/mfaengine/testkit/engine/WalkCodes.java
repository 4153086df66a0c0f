package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;

import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.testkit.engine.ModelUser.ModelAuthenticator;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What is typed: right and wrong codes, of this step and others, of others, and what is no code. */
final class WalkCodes {
    private static final int MOOD = 600;
    private static final List<String> MALFORMED = List.of(
            "", " ", "12345", "1234567", "+12345", "١٢٣٤٥٦", "１２３４５６", "null", "x".repeat(65), "0".repeat(10_000));

    private final SplittableRandom random;
    private final Model model;

    WalkCodes(SplittableRandom random, Model model) {
        this.random = random;
        this.model = model;
    }

    String some(String userId, AuthenticatorType type, ModelAction action) {
        // now and then somebody guesses for a while
        boolean guesses = (model.step / MOOD) % 4 == 3;
        int dice = random.nextInt(100);
        if (dice < 5) {
            return MALFORMED.get(random.nextInt(MALFORMED.size()));
        }
        if (dice < 10) {
            return any(List.copyOf(model.users.values()), type, action, dice);
        }
        if (dice < (guesses ? 95 : 35)) {
            return wrong(userId, type);
        }
        ModelUser user = model.users.get(userId);
        return any(user == null ? List.of() : List.of(user), type, action, dice);
    }

    private String any(List<ModelUser> users, AuthenticatorType type, ModelAction action, int dice) {
        List<ModelAuthenticator> mine = new ArrayList<>();
        users.forEach(user -> mine.addAll(user.of(type)));
        ModelAction.Question question = action.questions.get(type);
        if (question != null && question.pending != null && dice % 3 > 0) {
            mine.clear();
            mine.add(question.pending);
        }
        if (mine.isEmpty()) {
            return "000000";
        }
        ModelAuthenticator chosen = mine.get(random.nextInt(mine.size()));
        if (chosen.phone == null) {
            String code = chosen.codes.get(random.nextInt(chosen.codes.size()));
            return dice % 2 == 0
                    ? code
                    : code.toLowerCase(java.util.Locale.ROOT).replace('0', 'o') + " ";
        }
        int steps = dice % 4 == 0 ? random.nextInt(7) - 3 : 0;
        String code = chosen.phone.code(steps);
        return dice % 5 == 0 ? code.substring(0, 3) + " " + code.substring(3) : code;
    }

    private String wrong(String userId, AuthenticatorType type) {
        if (type.equals(RECOVERY_CODE)) {
            return "0123-4567-89AB-CDEF";
        }
        ModelUser user = model.users.get(userId);
        List<ModelAuthenticator> mine = user == null ? List.of() : user.of(AUTHENTICATOR_APP);
        PhoneApp phone = mine.isEmpty() ? null : mine.get(0).phone;
        return phone == null ? "123456" : phone.wrongCode();
    }

    /** Chance that comes again, for tests that are to be walked again. Not thread-safe. */
    static final class SeededRandom extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final transient SplittableRandom random;

        SeededRandom(long seed) {
            this.random = new SplittableRandom(seed);
        }

        @Override
        public void nextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }
    }
}
