package io.mfaengine.web.operator;

import io.mfaengine.MfaEngine;
import io.mfaengine.UserQuery;
import io.mfaengine.UserUpdate;
import io.mfaengine.model.ActionSettings;
import io.mfaengine.model.ActionSettings.WhenNotEnrolled;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Outcome;
import io.mfaengine.model.Secret;
import io.mfaengine.model.Settings;
import io.mfaengine.model.User;
import io.mfaengine.model.User.CustomValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The operators, as users of an engine of their own. A mailbox is a user beside them, so that the first authenticator app
 * of an operator is a first enrolment, and the link to the mailbox comes before it.
 */
final class Members {
    static final String SIGN_IN = "portalSignIn";
    static final String APP = "portalApp";
    static final String STEP_UP = "portalStepUp";
    static final String STEPS = "portalSteps";
    static final String LOG = "portalLog";

    private static final String ROLE = "portalRole";
    private static final String SIGNED_OUT = "portalSignedOut";
    private static final String MAILBOX = ".mailbox";
    private static final int PAGE = 100;

    private final MfaEngine engine;
    private final Supplier<String> ids;
    private volatile boolean prepared;

    Members(MfaEngine engine, Supplier<String> ids) {
        this.engine = engine;
        this.ids = ids;
    }

    MfaEngine engine() {
        return engine;
    }

    /** Sets the operators' tenant up, once in a process. */
    void prepare() {
        if (!prepared) {
            Settings now = engine.operator("portal").settings();
            if (!now.actions().equals(prepared(now).actions())
                    || !now.isOn(AuthenticatorType.EMAIL_MAGIC_LINK)
                    || !now.isOn(AuthenticatorType.AUTHENTICATOR_APP)) {
                Settings unused = engine.operator("portal").updateSettings(Members::prepared);
            }
            prepared = true;
        }
    }

    private static Settings prepared(Settings settings) {
        return settings.on(AuthenticatorType.EMAIL_MAGIC_LINK)
                .on(AuthenticatorType.AUTHENTICATOR_APP)
                .action(
                        SIGN_IN,
                        action -> ActionSettings.STANDARD
                                .permit(AuthenticatorType.EMAIL_MAGIC_LINK)
                                .whenNotEnrolled(WhenNotEnrolled.BLOCK))
                .action(APP, action -> byApp())
                .action(STEP_UP, action -> byApp().whenNotEnrolled(WhenNotEnrolled.BLOCK))
                .action(STEPS, action -> byApp())
                .action(LOG, action -> ActionSettings.STANDARD.outcome(Outcome.ALLOW));
    }

    private static ActionSettings byApp() {
        return ActionSettings.STANDARD.permit(AuthenticatorType.AUTHENTICATOR_APP, AuthenticatorType.RECOVERY_CODE);
    }

    static String mailbox(Member member) {
        return member.id() + MAILBOX;
    }

    Optional<Member> find(String id) {
        return member(engine.getUser(id));
    }

    /** Whose address it is; empty if it is nobody's, or none. */
    Optional<Member> byEmail(String address) {
        return engine.queryUsers(UserQuery.email(address)).stream()
                .flatMap(user -> member(user).stream())
                .findFirst();
    }

    List<Member> all() {
        List<Member> all = new ArrayList<>();
        UserQuery query = UserQuery.all().limit(PAGE);
        List<User> page;
        do {
            page = engine.queryUsers(query);
            page.stream().flatMap(user -> member(user).stream()).forEach(all::add);
            query = page.isEmpty() ? query : query.after(page.get(page.size() - 1));
        } while (page.size() == PAGE);
        return List.copyOf(all);
    }

    boolean isOwned() {
        return all().stream().anyMatch(member -> member.role() == Role.OWNER);
    }

    private static Optional<Member> member(User user) {
        String email = user.email();
        return user.custom().get(ROLE) instanceof CustomValue.Text role && email != null
                ? Role.of(role.text()).map(known -> new Member(user.userId(), email, known, signedOut(user)))
                : Optional.empty();
    }

    /** Sessions from before they were added are those of somebody who had this id before. */
    private static long signedOut(User user) {
        long before = user.createdAt() == null ? 0 : user.createdAt().toEpochMilli() - 1;
        return user.custom().get(SIGNED_OUT) instanceof CustomValue.Numeric at
                ? Math.max(before, (long) at.number())
                : before;
    }

    /**
     * A new operator, by an address that is theirs: they sign in with a link to it.
     *
     * @throws IllegalArgumentException if it is no address
     */
    Member add(String email, Role role) {
        return add("op-" + ids.get(), email, role);
    }

    /** The mailbox first, and anew: whoever is an operator can sign in, also where an attempt before ended half way. */
    private Member add(String id, String email, Role role) {
        boolean unused = engine.deleteUser(id + MAILBOX);
        engine.enrollVerifiedAuthenticator(id + MAILBOX, AuthenticatorType.EMAIL_MAGIC_LINK, Secret.of(email))
                .accepted();
        User user = engine.updateUser(
                id, UserUpdate.nothing().verifiedEmail(email).custom(ROLE, new CustomValue.Text(role.code())));
        return member(user).orElseThrow(() -> new IllegalStateException("the operator is gone already"));
    }

    /** The same link makes the same operator, however often it is used at once, and nobody else's. */
    Member addFirst(String email) {
        return add("op-" + Part.digest(email), email, Role.OWNER);
    }

    void change(Member member, Role role) {
        User unused =
                engine.updateUser(member.id(), UserUpdate.nothing().custom(ROLE, new CustomValue.Text(role.code())));
    }

    /** Ends all their sessions. */
    void signOut(Member member) {
        double now = engine.now().toEpochMilli();
        User unused =
                engine.updateUser(member.id(), UserUpdate.nothing().custom(SIGNED_OUT, new CustomValue.Numeric(now)));
    }

    void remove(Member member) {
        boolean unused = engine.deleteUser(mailbox(member));
        unused = engine.deleteUser(member.id());
    }
}
