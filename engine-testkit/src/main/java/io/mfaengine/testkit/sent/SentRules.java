package io.mfaengine.testkit.sent;

/** What the groups of rules share. */
interface SentRules {
    /** A fresh post for each test: an empty store, an empty outbox. */
    Post post();
}
