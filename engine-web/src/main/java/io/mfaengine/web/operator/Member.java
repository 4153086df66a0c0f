package io.mfaengine.web.operator;

/**
 * An operator: a user of the operators' own tenant.
 *
 * @param id their id there
 * @param email where their links go; what they are called in trails
 * @param role what they may do
 * @param signedOutAt sessions from before this instant are over, in milliseconds
 */
record Member(String id, String email, Role role, long signedOutAt) {
    private static final int LONGEST_ACTOR = 128;

    /** As the trails of the applications name them. */
    String actor() {
        return email.length() <= LONGEST_ACTOR ? email : id;
    }
}
