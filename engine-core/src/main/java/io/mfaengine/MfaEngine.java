package io.mfaengine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionId;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Response;
import io.mfaengine.model.Secret;
import io.mfaengine.model.User;
import io.mfaengine.store.MfaStore;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The application's side: trusted code. One for each tenant; thread-safe; any number of engines, in any number of
 * processes, may share a store. Nothing leaves it before it is committed.
 *
 * <p>Every method that reads or writes throws {@link MfaException} if the store fails: <em>outcome unknown</em>, never a
 * success, and safe to ask again. A {@code userId} is 1 to 128 characters of well-formed Unicode without control
 * characters, at most 255 bytes in UTF-8, else {@link IllegalArgumentException}; so are idempotency keys.
 */
public final class MfaEngine implements AutoCloseable {
    private static final int MAX_NAME = 128;

    private final Wiring wiring;
    private final Partition partition;
    private final Access access;
    private final Enrolling enrolling;
    private final Managing managing;
    private final Users users;
    private final Validating.Claiming claiming;

    MfaEngine(Wiring wiring) {
        this.wiring = wiring;
        this.partition = new Partition(wiring);
        this.access = new Access(wiring);
        this.enrolling = new Enrolling(wiring, partition, access);
        this.managing = new Managing(wiring, partition, access);
        this.users = new Users(wiring, partition, access, enrolling);
        this.claiming = new Validating.Claiming(wiring, partition, access, enrolling);
    }

    /**
     * Begins to build an engine.
     *
     * @param store where it keeps what it knows
     * @param keys what it seals with; no default exists
     * @return a builder
     */
    public static MfaEngineBuilder builder(MfaStore store, KeyRing keys) {
        return new MfaEngineBuilder(store, keys);
    }

    /**
     * Tracks an action: whether this may go on, and what to do next. Brings a user who is unknown into being. The same
     * idempotency key and details give the same action again.
     *
     * @param intent what the user wants to do
     * @return the decision
     * @throws IdempotencyConflict if the key was tracked before with other details
     * @throws IllegalArgumentException if the action's settings demand a detail that is missing
     */
    public Decision track(Intent intent) {
        return track(TrackRequest.of(intent));
    }

    /**
     * Tracks an action with its circumstances.
     *
     * @param request what the user wants to do, and how
     * @return the decision
     * @throws IdempotencyConflict if the key was tracked before with other details
     * @throws IllegalArgumentException if the action's settings demand a detail that is missing
     */
    public Decision track(TrackRequest request) {
        return new Tracking(wiring, partition).track(Objects.requireNonNull(request, "request"));
    }

    /**
     * Opens the person's side of an action. Costs no call to the store.
     *
     * @param token from {@link Decision#token()}
     * @return the session; empty if the token is forged or over
     */
    public Optional<ActionSession> session(Handle token) {
        return wiring.handles()
                .openToken(Objects.requireNonNull(token, "token"))
                .filter(locator -> wiring.now() < locator.expiresAt())
                .map(locator -> new ActionSession(wiring, partition, access, enrolling, managing, locator));
    }

    /**
     * Asks whether the challenge of an intent was passed, and spends the proof: it is valid once, unless the action's
     * settings say otherwise, and for 2 minutes by default.
     *
     * @param token what the person came back with
     * @param expected the intent that is about to be carried out
     * @return the answer
     */
    public Validation validateChallenge(Handle token, Intent expected) {
        return new Validating(wiring, partition, access)
                .validate(Objects.requireNonNull(token, "token"), Objects.requireNonNull(expected, "expected"), null);
    }

    /**
     * Asks the same so that the question can be repeated: the same request id gets the same answer again.
     *
     * @param token what the person came back with
     * @param expected the intent that is about to be carried out
     * @param requestId names this request: 1 to 128 characters of well-formed Unicode without control characters
     * @return the answer
     * @throws IllegalArgumentException if the request id is out of these bounds
     */
    public Validation validateChallenge(Handle token, Intent expected, String requestId) {
        return new Validating(wiring, partition, access)
                .validate(
                        Objects.requireNonNull(token, "token"),
                        Objects.requireNonNull(expected, "expected"),
                        Bounds.text("requestId", requestId, MAX_NAME));
    }

    /**
     * What a reply handle is about: for the page that a link opens. Reads, spends nothing, and never counts.
     *
     * @param reply the handle that was in a message
     * @return where the action is; empty if the question is no longer open, or the handle is none of ours
     * @throws MfaException if the store fails
     */
    public Optional<ActionStatus> opened(Handle reply) {
        return new StatusReading(wiring, access).opened(partition, Objects.requireNonNull(reply, "reply"));
    }

    /**
     * Answers a question from elsewhere: a link's page, an approving phone.
     *
     * @param reply the reply handle, which only the message held
     * @param response the response
     * @return what came of it; recovery codes that an enrolment brings are shown in the session, not here
     */
    public Verification respond(Handle reply, Response.OutOfBand response) {
        Objects.requireNonNull(reply, "reply");
        Objects.requireNonNull(response, "response");
        return Verifying.respond(wiring, partition, access, enrolling, reply, response);
    }

    /**
     * The id of who stands for an address until it is known whose it is. Tracked and challenged as any user, the address
     * proves itself, under limits of its own; {@link #claimChallenge} then gives the proof to a user.
     *
     * @param type a registered type that sends codes: {@code SMS}, {@code WHATSAPP} or {@code EMAIL_OTP}
     * @param address a number in international form, or an e-mail address
     * @return the id, which tells nothing of the address
     * @throws IllegalArgumentException if it is no address of the type, or the type has no method
     */
    public String addressUser(AuthenticatorType type, String address) {
        return claiming.user(Objects.requireNonNull(type, "type"), Objects.requireNonNull(address, "address"));
    }

    /**
     * Whether an id stands for an address and not for a person.
     *
     * @param userId the id
     * @return whether {@link #addressUser} gave it
     */
    public static boolean isAddressUser(String userId) {
        return Validating.Claiming.isAddress(userId);
    }

    /**
     * Gives what an address has proved to the user whom the application found behind it: one user, whoever else asks; the
     * same user again gets the same. It passes their action of the same code and key. A user who holds nothing has the
     * address enrolled by that; one who is bound has to hold it already.
     *
     * @param challenge the token of the address's action, whose challenge was passed in the last 2 minutes
     * @param userId the application's id
     * @return the decision about the user's action, usually VALIDATE; empty if nothing was proved, another user has it, or
     *     this user can't have it
     */
    public Optional<Decision> claimChallenge(Handle challenge, String userId) {
        return claiming.claim(Objects.requireNonNull(challenge, "challenge"), checked(userId));
    }

    /**
     * Takes what a carrier calls back with: whose it is, the sender of its message finds out.
     *
     * @param about {@link Delivery.About#receipt}, from the query of the call
     * @param callback the call, of which nothing is believed yet
     * @return false if the handle is none of ours, the call is not by the carrier, or the action is gone
     */
    @CanIgnoreReturnValue
    public boolean received(Handle about, Delivery.Callback callback) {
        return new Sending.Receiving(wiring, partition)
                .received(Objects.requireNonNull(about, "about"), Objects.requireNonNull(callback, "callback"));
    }

    /**
     * Notes what a carrier tells of a message that it took: an event {@code message.receipt}, of which repeats within ten
     * minutes are one, and the health of senders. Changes no action, and verifies nothing (R41).
     *
     * @param about {@link Delivery.About#receipt}, which came back with it
     * @param receipt what it tells; its origin was checked
     * @return false if the handle is none of ours, or the action is gone
     */
    @CanIgnoreReturnValue
    public boolean received(Handle about, Delivery.Receipt receipt) {
        return new Sending.Receiving(wiring, partition)
                .received(Objects.requireNonNull(about, "about"), Objects.requireNonNull(receipt, "receipt"));
    }

    /**
     * Reads a user. One who is unknown is not enrolled, and no error.
     *
     * @param userId the application's id
     * @return the user
     */
    public User getUser(String userId) {
        return users.get(checked(userId));
    }

    /**
     * Changes what is known of a user, and brings one who is unknown into being.
     *
     * @param userId the application's id
     * @param update what to change
     * @return the user as they are now
     */
    public User updateUser(String userId, UserUpdate update) {
        return users.update(checked(userId), Objects.requireNonNull(update, "update"));
    }

    /**
     * Erases a user, with all their authenticators, actions and counts. Events stay, with the opaque id only.
     *
     * @param userId the application's id
     * @return false if there was no such user
     */
    public boolean deleteUser(String userId) {
        return users.delete(checked(userId), "host");
    }

    /**
     * Lists users. May lag behind what was just written.
     *
     * @param query which
     * @return the users, by their id
     * @throws IllegalStateException if the store can't list
     */
    public List<User> queryUsers(UserQuery query) {
        return users.query(Objects.requireNonNull(query, "query"));
    }

    /**
     * Reads an action.
     *
     * @param id its id
     * @return the action; empty if it is unknown
     */
    public Optional<Action> getAction(ActionId id) {
        return new Listing(wiring, partition).action(Objects.requireNonNull(id, "id"));
    }

    /**
     * Reads the action that a token was given out for, even after the token is over.
     *
     * @param token the token
     * @return the action; empty if the token is forged or the action gone
     */
    public Optional<Action> getAction(Handle token) {
        return new Listing(wiring, partition).action(Objects.requireNonNull(token, "token"));
    }

    /**
     * Settles a review, or makes an action's state stricter. Nothing makes a success of a challenge.
     *
     * @param id the action
     * @param ruling what to impose
     * @return the action as it is now; empty if it is unknown, or this is not possible from its state
     */
    public Optional<Action> updateAction(ActionId id, Action.Ruling ruling) {
        return new Ruling(wiring, partition)
                .rule(Objects.requireNonNull(id, "id"), Objects.requireNonNull(ruling, "ruling"), "host");
    }

    /**
     * Lists actions. May lag behind what was just written.
     *
     * @param query which
     * @return the actions, the newest first
     * @throws IllegalStateException if the store can't list
     */
    public List<Action> queryActions(ActionQuery query) {
        return new Listing(wiring, partition).actions(Objects.requireNonNull(query, "query"));
    }

    /**
     * Lists what a user holds, recovery codes too.
     *
     * @param userId the application's id
     * @return the authenticators, the oldest first
     */
    public List<Authenticator> getAuthenticators(String userId) {
        return partition.look(wiring.user(checked(userId)), null, view -> Portraits.addressed(wiring, view));
    }

    /**
     * Enrols what another system has proved: for {@code AUTHENTICATOR_APP} the {@code otpauth} URI, of a seed of at
     * least 128 bits. No message is sent. The trail names the application as its origin.
     *
     * @param userId the application's id
     * @param type the type
     * @param proved what was proved
     * @param overrides ADD_AUTHENTICATORS to add to what a bound user holds; without it that is refused
     * @return Accepted, with recovery codes if they were issued; or why not
     * @throws IllegalArgumentException if what was proved is out of bounds, naming the bound and not the secret, or the
     *     type has no method
     */
    public Verification enrollVerifiedAuthenticator(
            String userId, AuthenticatorType type, Secret proved, TrackRequest.Scope... overrides) {
        if (wiring.methods().of(Objects.requireNonNull(type, "type")).isEmpty()) {
            throw new IllegalArgumentException("no method is registered for type " + type);
        }
        return enrolling.adopt(
                checked(userId), type, Objects.requireNonNull(proved, "proved"), TrackRequest.set(overrides));
    }

    /**
     * Chooses the authenticator that a user is asked for first.
     *
     * @param userId the application's id
     * @param id the authenticator
     * @return false if it is not this user's
     */
    public boolean setDefaultAuthenticator(String userId, AuthenticatorId id) {
        return managing.setDefault(checked(userId), Objects.requireNonNull(id, "id"), "host");
    }

    /**
     * Removes an authenticator. After the last one, enrolment is free again, and the trail says so.
     *
     * @param userId the application's id
     * @param id the authenticator
     * @return false if it is not this user's
     */
    public boolean deleteAuthenticator(String userId, AuthenticatorId id) {
        return managing.delete(checked(userId), Objects.requireNonNull(id, "id"), "host");
    }

    /**
     * The operator's side.
     *
     * @param actor who it is, for the trail: {@code jane@acme}, 1 to 128 characters of well-formed Unicode
     *     without control characters
     * @return the operator's side, in this name
     * @throws IllegalArgumentException if the name is out of these bounds
     */
    public Operator operator(String actor) {
        return new Operator(wiring, partition, managing, users, Bounds.text("actor", actor, MAX_NAME));
    }

    /**
     * Whose engine it is.
     *
     * @return its namespace in the store
     */
    public String tenant() {
        return wiring.tenant();
    }

    /**
     * What its clock shows: whoever tells how long something still takes has to ask the clock that it was decided by.
     *
     * @return the instant, in milliseconds
     */
    public Instant now() {
        return Instant.ofEpochMilli(wiring.now());
    }

    /** Closes the store. */
    @Override
    public void close() {
        wiring.store().close();
    }

    /** The bounds of a user id. */
    static String checked(String userId) {
        return Intent.user(userId).action("check").userId();
    }
}
