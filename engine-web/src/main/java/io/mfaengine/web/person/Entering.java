package io.mfaengine.web.person;

import io.mfaengine.ActionStatus.Choice;
import io.mfaengine.Challenge;
import io.mfaengine.Refused;
import io.mfaengine.delivery.PhoneNumber;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Refusal;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.view.AddressField;
import io.mfaengine.web.view.AddressField.Country;
import io.mfaengine.web.view.Words;
import java.text.Collator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where to: a number or an e-mail address, for a new authenticator or in place of another one's. */
final class Entering {
    /** The longest address that is kept for the next page. */
    private static final int LONGEST = 254;

    private final Desk desk;

    Entering(Desk desk) {
        this.desk = desk;
    }

    HttpResponse show(Turn turn) {
        return turn.status().mayEnroll()
                ? turn.choice(turn.type())
                        .filter(Entering::asksForAddress)
                        .map(choice ->
                                field(turn, choice, "/enter/" + choice.type().name()))
                        .orElseThrow(Problem::notFound)
                : turn.see("");
    }

    HttpResponse showEdit(Turn turn) {
        Authenticator old = turn.authenticator().orElseThrow(Problem::notFound);
        return turn.status().manageUntil() != null
                ? turn.choice(old.type())
                        .filter(Entering::asksForAddress)
                        .map(choice -> field(turn, choice, "/edit/" + old.id().value()))
                        .orElseThrow(Problem::notFound)
                : turn.see("");
    }

    static boolean asksForAddress(Choice choice) {
        return !(choice.address() instanceof Prompt.Address.None);
    }

    private HttpResponse field(Turn turn, Choice choice, String action) {
        Words words = turn.words();
        String type = choice.type().name();
        String error = turn.error();
        String typed = turn.flash().map(Flash::typed).orElse("");
        String where = turn.flash().map(Flash::country).orElse("");
        boolean phone = choice.address() instanceof Prompt.Address.Phone;
        String what = phone ? "number" : "mail";
        AddressField field = new AddressField(
                words.text(words.of(what + ".lead", type)),
                turn.path(action),
                choice.address() instanceof Prompt.Address.Phone number
                        ? countries(turn, number.countries(), where)
                        : List.of(),
                typed,
                error,
                words.text(words.of("ask.go", type)),
                action.startsWith("/edit/") ? null : turn.path("/choose"));
        return desk.sheet(turn)
                .title(words.text(words.of(what + ".title", type)))
                .faulty(error != null)
                .exit("back", turn.path(action.startsWith("/edit/") ? "/settings" : "/choose"))
                .draw((out, frame) -> Templates.address(out, frame, field));
    }

    /** Those that are served, in the order of the page's language; the one chosen before, or that of the language. */
    private static List<Country> countries(Turn turn, Set<String> codes, String chosen) {
        Words words = turn.words();
        List<String> sorted = new ArrayList<>(codes);
        Collator order = Collator.getInstance(words.locale());
        sorted.sort((one, other) -> order.compare(words.country(one), words.country(other)));
        String first = codes.contains(chosen)
                ? chosen
                : Optional.of(turn.preferredCountry()).filter(codes::contains).orElse(sorted.get(0));
        List<Country> countries = new ArrayList<>();
        for (String code : sorted) {
            countries.add(new Country(
                    code, words.country(code), Integer.toString(PhoneNumber.callingCode(code)), code.equals(first)));
        }
        return countries;
    }

    HttpResponse enter(Turn turn) {
        Choice choice =
                turn.choice(turn.type()).filter(Entering::asksForAddress).orElse(null);
        return choice == null
                ? turn.go("")
                : enroll(turn, choice, "/enter/" + choice.type().name(), "");
    }

    HttpResponse edit(Turn turn) {
        Authenticator old = turn.authenticator().orElse(null);
        Choice choice = old == null
                ? null
                : turn.choice(old.type()).filter(Entering::asksForAddress).orElse(null);
        return old == null || choice == null || turn.status().manageUntil() == null
                ? turn.go("")
                : enroll(turn, choice, "/edit/" + old.id().value(), old.id().value());
    }

    private static HttpResponse enroll(Turn turn, Choice choice, String at, String replaces) {
        AuthenticatorType type = choice.type();
        String typed = turn.typed("address", LONGEST).strip();
        String country = turn.typed("country", 2);
        String address = typed;
        if (choice.address() instanceof Prompt.Address.Phone phone) {
            if (!phone.countries().contains(country)) {
                return no(turn, at, turn.words().text("error.notServed"), typed, country);
            }
            Optional<PhoneNumber> number = PhoneNumber.parse(typed, country);
            if (number.isEmpty()) {
                String name = turn.words().country(country);
                return no(turn, at, turn.words().text("error.number", "country", name), typed, country);
            }
            address = number.get().canonical();
        }
        Challenge asked = turn.session().enroll(type, address);
        if (asked instanceof Challenge.Open question) {
            return turn.go(
                    "/answer/" + type.name(), turn.visit().asked(type, Asked.of(question, true, address, replaces)));
        }
        Refused refused = asked.refused();
        return no(turn, at, text(turn, choice, refused), typed, country);
    }

    private static String text(Turn turn, Choice choice, Refused refused) {
        boolean phone = choice.address() instanceof Prompt.Address.Phone;
        if (refused.reason() == Refusal.MALFORMED && !phone) {
            return turn.words().text("error.mail");
        }
        return refused.reason() == Refusal.NOT_PERMITTED && phone
                ? turn.words().text("error.notServed")
                : Refusals.of(turn, choice.type(), refused);
    }

    private static HttpResponse no(Turn turn, String at, String text, String typed, String country) {
        return turn.go(at, turn.visit().flash(Flash.error(at, text).typed(typed, country)));
    }
}
