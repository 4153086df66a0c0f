package io.mfaengine.delivery;

import io.mfaengine.model.ProviderSettings;
import io.mfaengine.model.Secret;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A kind of sender that an operator chooses and sets while engines run. It describes its fields, so that a form can be drawn
 * from it. Thread-safe.
 *
 * @param <S> {@link SmsSender} or {@link EmailSender}
 */
public interface Provider<S> {
    /**
     * By which name it is chosen.
     *
     * @return 1 to 32 letters, digits, {@code _} or {@code -}
     */
    String name();

    /**
     * What is to be set.
     *
     * @return in the order of a form; names are unique
     */
    List<Field> fields();

    /**
     * Makes a sender. Called again when what is set has changed.
     *
     * @param values what is set: each required field, each value matching its pattern
     * @return the sender
     * @throws IllegalArgumentException if the values don't go together, naming a field, without its value
     */
    S sender(Values values);

    /**
     * Proves the credentials, without a message. May take its time.
     *
     * @param values what is set
     * @return accepted if they are good; else why not
     */
    Delivery check(Values values);

    /**
     * One thing to set.
     *
     * @param name 1 to 64 letters, digits, {@code _} or {@code -}
     * @param secret whether it is kept sealed, and never given back
     * @param required whether it must be set
     * @param pattern what all of a value has to match
     * @param help one line that says what it is and where to find it, in English
     * @param target whether it says where the secrets are sent
     */
    record Field(String name, boolean secret, boolean required, Pattern pattern, String help, boolean target) {
        /**
         * A field whose value may be seen.
         *
         * @param name its name
         * @param pattern a regular expression
         * @param help what it is
         * @return the field, required
         */
        public static Field of(String name, String pattern, String help) {
            return new Field(name, false, true, Pattern.compile(pattern), help, false);
        }

        /**
         * A field whose value is kept sealed.
         *
         * @param name its name
         * @param help what it is
         * @return the field, required: 1 to 512 characters
         */
        public static Field secret(String name, String help) {
            return new Field(name, true, true, Pattern.compile("[^\\p{Cntrl}]{1,512}"), help, false);
        }

        /**
         * Lets it be left out.
         *
         * @return a changed copy
         */
        public Field optional() {
            return new Field(name, secret, false, pattern, help, target);
        }

        /**
         * Says where the secrets are sent, such as the name of a host: whoever changes it has to give them anew, so that
         * nobody who may not see a secret can have it sent to themselves.
         *
         * @return a changed copy
         */
        public Field targeting() {
            return new Field(name, secret, required, pattern, help, true);
        }
    }

    /**
     * What is set, with the secrets opened. Printing it shows none.
     *
     * @param settings what an operator set
     * @param secrets the secrets, by the field's name
     */
    record Values(ProviderSettings settings, Map<String, Secret> secrets) {
        /** Copies the map. {@inheritDoc} */
        public Values {
            secrets = Map.copyOf(secrets);
        }

        /**
         * What a field is set to.
         *
         * @param name the field's name
         * @return the value; empty if it isn't set
         */
        public Optional<String> find(String name) {
            return Optional.ofNullable(settings.fields().get(name));
        }

        /**
         * What a required field is set to.
         *
         * @param name the field's name
         * @return the value
         * @throws IllegalArgumentException if it isn't set
         */
        public String text(String name) {
            return find(name).orElseThrow(() -> new IllegalArgumentException(name + " must be set"));
        }

        /**
         * What a secret field is set to.
         *
         * @param name the field's name
         * @return the value; empty if it isn't set
         */
        public Optional<Secret> findSecret(String name) {
            return Optional.ofNullable(secrets.get(name));
        }

        /**
         * What a required secret field is set to.
         *
         * @param name the field's name
         * @return the value
         * @throws IllegalArgumentException if it isn't set
         */
        public Secret secret(String name) {
            return findSecret(name).orElseThrow(() -> new IllegalArgumentException(name + " must be set"));
        }
    }

    /**
     * Checks what an operator wants to set.
     *
     * @param settings what is to be set; secrets that are sealed already were checked when they came
     * @throws IllegalArgumentException if a field is unknown, missing, of the other kind, or doesn't match its pattern, naming
     *     it, without its value
     */
    default void verify(ProviderSettings settings) {
        for (String given : settings.fields().keySet()) {
            known(given, false);
        }
        for (String given : settings.secrets().keySet()) {
            known(given, true);
        }
        for (Field field : fields()) {
            ProviderSettings.Kept kept = settings.secrets().get(field.name());
            String value = kept == null || kept.fresh() == null
                    ? settings.fields().get(field.name())
                    : kept.fresh().reveal();
            if (field.required() && value == null && kept == null) {
                throw new IllegalArgumentException(name() + ": " + field.name() + " must be set");
            }
            if (value != null && !field.pattern().matcher(value).matches()) {
                throw new IllegalArgumentException(name() + ": " + field.name() + " must match " + field.pattern());
            }
        }
    }

    /**
     * Which fields would have a kept secret sent elsewhere than before.
     *
     * @param before what is set
     * @param next what is to be set
     * @return the fields that say where to and change, in the order of the form; empty if no secret is kept, or none is
     *     of this provider
     */
    default List<Field> moved(ProviderSettings before, ProviderSettings next) {
        boolean keeps = next.secrets().values().stream().anyMatch(secret -> secret.fresh() == null);
        return !keeps || !before.name().equals(next.name())
                ? List.of()
                : fields().stream()
                        .filter(Field::target)
                        .filter(field -> !Objects.equals(
                                before.fields().get(field.name()), next.fields().get(field.name())))
                        .toList();
    }

    private void known(String given, boolean secret) {
        if (fields().stream().noneMatch(field -> Objects.equals(field.name(), given) && field.secret() == secret)) {
            throw new IllegalArgumentException(name() + " has no " + (secret ? "secret " : "") + "field " + given);
        }
    }
}
