package io.mfaengine;

import io.mfaengine.model.AuthenticatorType;
import java.util.Map;
import java.util.Set;

/**
 * That an action's challenge was passed.
 *
 * @param authenticator by which authenticator
 * @param type of which type
 * @param at when, in milliseconds
 * @param enrolled whether it was its enrolment
 * @param owesCodes whether recovery codes are still to be issued, to the session that asks next
 * @param amr how it was proved, RFC 8176
 * @param wasThere whether the authenticator was active before the action began
 * @param unknown what another release keeps
 */
record Passed(
        long authenticator,
        AuthenticatorType type,
        long at,
        boolean enrolled,
        boolean owesCodes,
        Set<String> amr,
        boolean wasThere,
        Map<String, String> unknown) {
    Passed {
        amr = Set.copyOf(amr);
    }

    Passed codesIssued() {
        return new Passed(authenticator, type, at, enrolled, false, amr, wasThere, unknown);
    }
}
