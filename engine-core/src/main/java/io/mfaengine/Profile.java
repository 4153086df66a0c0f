package io.mfaengine;

import io.mfaengine.method.Data;
import io.mfaengine.method.Field;

/** What the application told of a user, sealed in their record. */
final class Profile {
    static final Field<String> USERNAME = Field.text("username");
    static final Field<String> DISPLAY_NAME = Field.text("displayName");
    static final Field<String> LOCALE = Field.text("locale");
    /** Where it is sealed, with the user. */
    static final String PLACE = "profile";

    private Profile() {}

    static Data open(Wiring wiring, View view, StoredUser user) {
        return wiring.vault().open(user.profile(), view.key().userId(), PLACE);
    }
}
