package io.mfaengine.web.operator;

import com.google.common.hash.Hashing;
import io.mfaengine.model.Settings;
import io.mfaengine.web.view.Words;
import io.mfaengine.web.view.portal.SettingField;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A part of the settings that one form shows and changes. */
interface Part {
    /** Names it: {@code types/SMS}. */
    String place();

    /** What its page is called. */
    String title(Words words);

    /** What is set. */
    List<SettingField> fields(Settings now);

    /** The fields to draw for what was typed: where one choice brings other fields. */
    default List<SettingField> fields(Settings now, Typed typed) {
        return fields(now);
    }

    /**
     * What is to be set; what is wrong is told to {@code typed}, and nothing is saved then.
     *
     * @throws IllegalArgumentException if there is no room for it
     */
    Settings change(Settings before, Typed typed);

    /** What is set, so short that a form can carry it: two operators' changes are told apart by it. */
    default String mark(Settings now) {
        StringBuilder all = new StringBuilder();
        fields(now)
                .forEach(field -> all.append(field.name())
                        .append('\n')
                        .append(field.mark())
                        .append('\u0000'));
        return digest(all.toString());
    }

    static String digest(String text) {
        byte[] hash = Hashing.sha256().hashString(text, StandardCharsets.UTF_8).asBytes();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
    }
}
