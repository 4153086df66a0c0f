package io.mfaengine.web.operator;

import io.mfaengine.delivery.EmailAddress;
import io.mfaengine.delivery.PhoneNumber;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionId;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.web.route.Percent;
import io.mfaengine.web.view.Words;
import io.mfaengine.web.view.portal.ActionRow;
import io.mfaengine.web.view.portal.PortalFrame.Tag;
import org.jspecify.annotations.Nullable;

/** How users, what they hold and actions look to operators: addresses are masked, whoever looks (R85). */
final class Portraying {
    private Portraying() {}

    static String path(Call call, String user) {
        return call.at("/users/" + Percent.encode(user));
    }

    static String path(Call call, ActionId id) {
        return call.at("/actions/" + Percent.encode(id.userId()) + "/" + id.action() + "/"
                + Percent.encode(id.idempotencyKey()));
    }

    static ActionRow row(Call call, Action action) {
        AuthenticatorType type = action.passedWith();
        return new ActionRow(
                Times.brief(action.createdAt()),
                action.id().action(),
                path(call, action.id()),
                action.id().userId(),
                path(call, action.id().userId()),
                state(call.words(), action.state()),
                type == null ? "" : call.words().type(type.name()));
    }

    static Tag state(Words words, ActionState state) {
        String tone = switch (state) {
            case ALLOW, REVIEW_SUCCEEDED, CHALLENGE_SUCCEEDED -> "ok";
            case BLOCK, REVIEW_FAILED, CHALLENGE_FAILED -> "bad";
            case REVIEW_REQUIRED -> "warn";
            case CHALLENGE_REQUIRED -> "plain";
        };
        return new Tag(words.text("state." + state.name()), tone);
    }

    /** Where an authenticator is, masked; else what the person calls it; nothing if that is what its type is called. */
    static String where(Authenticator one, String type) {
        String address = one.address();
        String named = one.label().startsWith(type) ? "" : one.label();
        return address == null ? named : masked(address);
    }

    static String masked(@Nullable String address) {
        if (address == null) {
            return "";
        }
        return address.contains("@")
                ? EmailAddress.parse(address).map(EmailAddress::masked).orElse("")
                : PhoneNumber.parse(address).map(PhoneNumber::masked).orElse("");
    }
}
