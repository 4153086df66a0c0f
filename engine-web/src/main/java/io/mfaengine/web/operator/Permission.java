package io.mfaengine.web.operator;

/** What a route takes at least. */
enum Permission {
    /** See users, actions, settings, the log. */
    READ,
    /** Unlock, rule on reviews, remove authenticators. */
    SUPPORT,
    /** Erase users. */
    USERS,
    /** Change settings, providers and keys. */
    SETTINGS,
    /** Invite, change and remove operators. */
    OPERATORS
}
