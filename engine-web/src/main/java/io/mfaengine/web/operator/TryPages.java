package io.mfaengine.web.operator;

import io.mfaengine.delivery.Delivery;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.view.Frame.Notice;

/** What an operator tries before people depend on it: credentials, and a message. */
final class TryPages {
    private static final int LONGEST_ADDRESS = 254;

    HttpResponse check(Call call) {
        TypePart part = SettingPages.type(call);
        if (call.operator().settings().type(part.type()).provider() == null) {
            return back(call, part, Notice.Kind.WARN, "No provider is chosen yet. Save one first.");
        }
        call.log("log.settings.checked", part.place(), "", "");
        return back(call, part, call.operator().checkProvider(part.type()), "The credentials are good.");
    }

    HttpResponse test(Call call) {
        TypePart part = SettingPages.type(call);
        String to = call.typed("to", LONGEST_ADDRESS);
        if (to.isEmpty()) {
            return back(call, part, Notice.Kind.WARN, "Say where the test message should go.");
        }
        call.log("log.settings.tested", part.place(), "", "");
        return back(
                call,
                part,
                call.operator().sendTest(part.type(), to),
                "The provider took the test message. It should arrive in a minute.");
    }

    private static HttpResponse back(Call call, TypePart part, Delivery delivery, String good) {
        return delivery.isAccepted()
                ? back(call, part, Notice.Kind.OK, good)
                : back(call, part, Notice.Kind.BAD, why(delivery.cause()));
    }

    private static HttpResponse back(Call call, TypePart part, Notice.Kind kind, String told) {
        return call.go(call.at("/settings/authenticators/" + part.type().name()), kind, told);
    }

    /** Never what a provider says itself: it may hold anything. */
    private static String why(Delivery.Cause cause) {
        return switch (cause) {
            case MISCONFIGURED -> "The provider refused the credentials or the settings. Check them, and try again.";
            case BAD_ADDRESS -> "No message gets to that address. Check it, and the countries.";
            case REFUSED -> "The provider refused the message, its sender or its country.";
            case UNPAID -> "The account at the provider has no money left.";
            case THROTTLED -> "The provider has had too many messages for now. Try again in a minute.";
            case UNAVAILABLE, NO_ANSWER -> "The provider could not be reached. Try again in a minute.";
            case BAD_ANSWER -> "The provider’s answer made no sense. Check its address.";
            case UNSAID -> "It did not work. Is a provider set?";
        };
    }
}
