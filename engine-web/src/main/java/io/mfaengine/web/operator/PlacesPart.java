package io.mfaengine.web.operator;

import io.mfaengine.model.Settings;
import io.mfaengine.web.tenant.StoredAccess;
import io.mfaengine.web.view.Words;
import io.mfaengine.web.view.portal.SettingField;
import io.mfaengine.web.view.portal.SettingField.Kind;
import java.util.List;
import java.util.function.Function;

/** Where people may be sent back to, and whose pages may call. */
final class PlacesPart implements Part {
    @Override
    public String place() {
        return "places";
    }

    @Override
    public String title(Words words) {
        return "Addresses";
    }

    @Override
    public List<SettingField> fields(Settings now) {
        StoredAccess access = StoredAccess.of(now);
        return List.of(
                SettingField.of(
                        Kind.LINES,
                        "redirectUrls",
                        "Redirect addresses",
                        String.join("\n", access.redirectUrls()),
                        "One a line: where people may be sent back to, without ? and #. They are compared exactly."),
                SettingField.of(
                        Kind.LINES,
                        "origins",
                        "Origins",
                        String.join("\n", access.origins()),
                        "One a line, such as https://shop.example: whose pages may call the Client API and frame ours."));
    }

    @Override
    public Settings change(Settings before, Typed typed) {
        StoredAccess access = StoredAccess.of(before);
        access = set(typed, "redirectUrls", access, access::redirectUrls);
        access = set(typed, "origins", access, access::origins);
        return access.in(before);
    }

    /** Says which line is wrong, and then what the bounds are. */
    private static StoredAccess set(
            Typed typed, String name, StoredAccess before, Function<List<String>, StoredAccess> change) {
        List<String> lines = typed.lines(name)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        for (String line : lines) {
            try {
                StoredAccess unused = change.apply(List.of(line));
            } catch (IllegalArgumentException e) {
                typed.fault(
                        name,
                        "Not " + Typed.shortened(line, 80) + ": "
                                + (name.equals("origins")
                                        ? "an origin is https:// and a host in lower case, with nothing behind it."
                                        : "it must be a whole http or https address, without ?, #, a user name, // or .. in it."));
                return before;
            }
        }
        if (lines.size() > StoredAccess.MAX_PLACES) {
            typed.fault(name, "At most " + StoredAccess.MAX_PLACES + " lines, these are " + lines.size() + ".");
            return before;
        }
        return change.apply(lines);
    }
}
