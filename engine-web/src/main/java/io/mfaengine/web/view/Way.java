package io.mfaengine.web.view;

import org.jspecify.annotations.Nullable;

/**
 * One row to choose from.
 *
 * @param field the name of the form's field
 * @param value what it is set to
 * @param type the type's name
 * @param icon its icon
 * @param name what it is called
 * @param hint one line
 * @param tag a word on tint; null: none
 * @param open whether it can be chosen
 */
public record Way(
        String field,
        String value,
        String type,
        Icon icon,
        String name,
        String hint,
        @Nullable String tag,
        boolean open) {}
