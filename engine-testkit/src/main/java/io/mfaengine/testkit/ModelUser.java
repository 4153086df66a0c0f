package io.mfaengine.testkit;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;

import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.AuthenticatorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user of the model. */
final class ModelUser {
    final List<ModelAuthenticator> held = new ArrayList<>();
    final Map<AuthenticatorType, ModelGuesses> guesses = new LinkedHashMap<>();

    /** By action code and key. */
    final Map<String, ModelAction> actions = new LinkedHashMap<>();

    @Nullable
    ModelAuthenticator preferred;

    @Nullable
    String username;

    boolean isBound() {
        return held.stream().anyMatch(a -> !a.isRecovery());
    }

    List<ModelAuthenticator> of(AuthenticatorType type) {
        return held.stream().filter(a -> a.type.equals(type)).toList();
    }

    @Nullable
    ModelAuthenticator find(AuthenticatorId id) {
        return held.stream().filter(a -> id.equals(a.id)).findFirst().orElse(null);
    }

    ModelGuesses guesses(AuthenticatorType type) {
        return guesses.computeIfAbsent(type, t -> new ModelGuesses(t.equals(RECOVERY_CODE)));
    }

    void remove(ModelAuthenticator gone) {
        held.remove(gone);
        if (preferred == gone) {
            preferred = null;
        }
        if (of(gone.type).isEmpty()) {
            guesses(gone.type).enabled();
        }
    }

    boolean isLast(ModelAuthenticator mine) {
        return !mine.isRecovery() && of(AUTHENTICATOR_APP).size() == 1;
    }
}
