package io.mfaengine.web.pages;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How an action is told to the person in one language, on the slip above every question.
 *
 * @param sentence what they are confirming, with the names of details in braces: <code>Pay {amount} to {payee}</code>
 * @param button what the button of the challenge says, verb and object: {@code Confirm payment}
 * @param labels what to call the other details, by the detail's name; one without a label is not shown
 */
public record Deed(String sentence, String button, Map<String, String> labels) {
    /**
     * Copies the map. {@inheritDoc}
     *
     * @throws IllegalArgumentException if the sentence or the button is blank or longer than 200 characters
     */
    public Deed {
        sentence = checked("sentence", sentence);
        button = checked("button", button);
        labels = Map.copyOf(labels);
    }

    /**
     * An action without other details.
     *
     * @param sentence what they are confirming
     * @param button what the button says
     * @return how it is told
     * @throws IllegalArgumentException if one is blank or longer than 200 characters
     */
    public static Deed of(String sentence, String button) {
        return new Deed(sentence, button, Map.of());
    }

    /**
     * Shows one more detail.
     *
     * @param detail its name
     * @param label what to call it
     * @return a changed copy
     */
    public Deed label(String detail, String label) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(Objects.requireNonNull(detail, "detail"), checked("label", label));
        return new Deed(sentence, button, more);
    }

    private static String checked(String name, String text) {
        if (text.isBlank() || text.length() > 200 || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(name + " must be one line of 1 to 200 characters");
        }
        return text;
    }
}
