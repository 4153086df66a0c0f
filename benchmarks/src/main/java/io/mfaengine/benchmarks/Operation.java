package io.mfaengine.benchmarks;

import java.util.List;

/**
 * A line of the table: an operation, what it is measured by and how far from its floor it may be.
 *
 * @param name what the table calls it
 * @param ours the benchmark
 * @param floor its floor
 * @param gate the ratio that must hold; infinite: none
 * @param goal the ratio that is aimed at
 * @param overUsers whether it is measured over users, and so in batches, by one thread and by two
 */
record Operation(String name, String ours, String floor, double gate, double goal, boolean overUsers) {
    private static final double NONE = Double.POSITIVE_INFINITY;

    static final List<Operation> ALL = List.of(
            over("track", "Tracking.track", 2, 1.25),
            over("verify, right code", "Verifying.right", 2, 1.05),
            over("verify, wrong code", "Failing.wrong", 2, 1.05),
            over("verify, locked", "Locked.locked", 2, 1.05),
            over("validateChallenge", "Validating.validate", 2, 1.25),
            over("getUser", "Reading.getUser", NONE, NONE),
            new Operation("TOTP check / 3 HMACs", "Codes.check", "Codes.threeHmacs", 1.25, 1.05, false),
            new Operation("TOTP check / java-otp", "Codes.check", "Codes.javaOtp", 1, 1, false),
            alone("seal", "Sealings.seal", NONE, 1.15),
            alone("open", "Sealings.open", NONE, 1.15),
            alone("handle, make", "Tokens.make", NONE, 1.15),
            alone("handle, open", "Tokens.open", NONE, 1.15));

    boolean isGated() {
        return gate < NONE;
    }

    private static Operation over(String name, String benchmark, double gate, double goal) {
        return new Operation(name, benchmark, benchmark + "Floor", gate, goal, true);
    }

    private static Operation alone(String name, String benchmark, double gate, double goal) {
        return new Operation(name, benchmark, benchmark + "Floor", gate, goal, false);
    }
}
