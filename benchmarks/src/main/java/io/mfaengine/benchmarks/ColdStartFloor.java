package io.mfaengine.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * The floor of {@link ColdStart}: a seed is drawn and sealed and put into a map, a token sealed as text and opened, the
 * seed opened, a code compared with three, and a MAC chained; nothing but the JDK is loaded.
 */
public final class ColdStartFloor {
    private ColdStartFloor() {}

    /** Verifies once. */
    public static void main(String[] arguments) {
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[32];
        random.nextBytes(key);
        BareCrypto crypto = new BareCrypto(key);
        byte[] ivs = new byte[2 * BareCrypto.IV_BYTES];
        random.nextBytes(ivs);
        byte[] seed = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
        byte[] place = "user".getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> users = new HashMap<>();
        users.put("user", crypto.seal(seed, seed.length, ivs, 0, place));
        crypto.put("user");
        byte[] token =
                crypto.seal(crypto.message.array(), crypto.message.position(), ivs, BareCrypto.IV_BYTES, new byte[0]);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        byte[] opened = crypto.open(Base64.getUrlDecoder().decode(text), new byte[0]);
        String user = new String(opened, 1, opened[0], StandardCharsets.UTF_8);
        long step = Instant.now().getEpochSecond() / 30;
        byte[] stored = crypto.open(users.getOrDefault(user, new byte[0]), place);
        int matches = crypto.codes.matches(stored, new BareCodes().code(seed, step), step - 1, 3);
        if (matches == 0 || crypto.chain().length != 32 || !Arrays.equals(seed, stored)) {
            throw new IllegalStateException("the code was not accepted");
        }
    }
}
