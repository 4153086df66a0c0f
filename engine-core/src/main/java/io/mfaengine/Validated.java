package io.mfaengine;

/**
 * That the application has validated an action.
 *
 * @param at when, in milliseconds
 * @param request the hash of its request id, in base64url; empty if it gave none
 */
record Validated(long at, String request) {}
