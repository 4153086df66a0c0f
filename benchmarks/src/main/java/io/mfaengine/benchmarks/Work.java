package io.mfaengine.benchmarks;

/** What is measured on a database. */
enum Work {
    TRACK("track"),
    RIGHT("verify, right code"),
    WRONG("verify, wrong code"),
    VALIDATE("validateChallenge"),
    READ("getUser"),
    /** All that one step-up takes. */
    ALL("track, verify, validate");

    private final String label;

    Work(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
