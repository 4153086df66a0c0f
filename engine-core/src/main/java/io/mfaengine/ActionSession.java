package io.mfaengine;

import io.mfaengine.Handles.Locator;
import io.mfaengine.model.ActionId;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The person's side: what the holder of one action's token may do, and no more. No parameter widens it: strong binding,
 * permitted types, limits and expiry are inside. Thread-safe; holds no state but the token's.
 *
 * <p>What was expected is a value: {@link Refused} says no and why. {@link MfaException} says <em>outcome unknown</em>.
 */
public final class ActionSession {
    private final Wiring wiring;
    private final Partition partition;
    private final Access access;
    private final Enrolling enrolling;
    private final Managing managing;
    private final Locator locator;

    ActionSession(
            Wiring wiring,
            Partition partition,
            Access access,
            Enrolling enrolling,
            Managing managing,
            Locator locator) {
        this.wiring = wiring;
        this.partition = partition;
        this.access = access;
        this.enrolling = enrolling;
        this.managing = managing;
        this.locator = locator;
    }

    /**
     * The action.
     *
     * @return its id
     */
    public ActionId id() {
        return Intent.user(locator.user().userId())
                .action(locator.action().action())
                .idempotencyKey(locator.action().idempotencyKey())
                .id();
    }

    /**
     * Where the action is. Reads, and never counts.
     *
     * @return the status
     */
    public ActionStatus status() {
        StatusReading reading = new StatusReading(wiring, access);
        return partition.look(locator.user(), locator.action(), view -> reading.read(view, locator));
    }

    /**
     * Begins to enrol an authenticator that needs no address, such as an app. What the user holds does not change until
     * {@code verify} confirms it.
     *
     * @param type the type
     * @return the question, or why there is none
     */
    public Challenge enroll(AuthenticatorType type) {
        return enroll(type, null);
    }

    /**
     * Begins to enrol an authenticator at an address.
     *
     * @param type the type
     * @param address a number, an e-mail address, what a plug-in asks for; at most 1,024 characters; null for none
     * @return the question, or why there is none
     */
    public Challenge enroll(AuthenticatorType type, @Nullable String address) {
        if (address != null && address.length() > 1_024) {
            return Refused.because(Refusal.MALFORMED);
        }
        return asking(Objects.requireNonNull(type, "type")).enroll(partition, address);
    }

    /**
     * Asks for an authenticator of a type, the preferred one first; again, it sends again, and the old code is dead.
     *
     * @param type the type
     * @return the question, or why there is none
     */
    public Challenge challenge(AuthenticatorType type) {
        return asking(Objects.requireNonNull(type, "type")).challenge(partition, 0);
    }

    /**
     * Asks for one authenticator.
     *
     * @param id the authenticator
     * @return the question, or why there is none
     */
    public Challenge challenge(AuthenticatorId id) {
        Long internal = StoredAuthenticator.internalId(Objects.requireNonNull(id, "id"));
        Optional<StoredUser> user =
                partition.look(locator.user(), locator.action(), view -> Optional.ofNullable(view.user()));
        StoredAuthenticator mine = internal == null
                ? null
                : user.flatMap(u -> u.authenticator(internal)).orElse(null);
        return mine == null
                ? Refused.because(Refusal.NOT_ENROLLED)
                : asking(mine.type()).challenge(partition, mine.id());
    }

    /**
     * Answers, with a typed code, the question of a type that the action has open: a challenge, or an enrolment to
     * confirm. Types that send nothing are open from the start.
     *
     * @param type the type
     * @param code as it was typed
     * @return what came of it
     */
    public Verification verify(AuthenticatorType type, String code) {
        return verify(type, Response.Code.of(code));
    }

    /**
     * Answers the question of a type that the action has open.
     *
     * @param type the type
     * @param response the response; {@link Response.Poll} asks what came back elsewhere, and never counts
     * @return what came of it
     */
    public Verification verify(AuthenticatorType type, Response.InBand response) {
        Objects.requireNonNull(response, "response");
        return partition.run(
                locator.user(),
                locator.action(),
                "person",
                new Verifying(wiring, access, enrolling, locator, Objects.requireNonNull(type, "type"), response));
    }

    /**
     * Chooses the authenticator to be asked for first.
     *
     * @param id the authenticator
     * @return that it was done, or why not
     */
    public Change makeDefault(AuthenticatorId id) {
        return managing.makeDefault(locator, Objects.requireNonNull(id, "id"));
    }

    /**
     * Names an authenticator.
     *
     * @param id the authenticator
     * @param name 1 to 64 characters without control characters
     * @return that it was done, or why not
     * @throws IllegalArgumentException if the name is out of bounds
     */
    public Change rename(AuthenticatorId id, String name) {
        return managing.rename(locator, Objects.requireNonNull(id, "id"), name);
    }

    /**
     * Removes an authenticator; the last one can't be removed.
     *
     * @param id the authenticator
     * @return that it was done, or why not
     */
    public Change remove(AuthenticatorId id) {
        return managing.remove(locator, Objects.requireNonNull(id, "id"));
    }

    /**
     * Issues new recovery codes, and ends the old ones.
     *
     * @return the codes, shown once; or why not
     */
    public Change regenerateRecoveryCodes() {
        return managing.regenerateRecoveryCodes(locator);
    }

    private Asking asking(AuthenticatorType type) {
        return new Asking(wiring, access, enrolling, locator, type);
    }
}
