package io.mfaengine.web.tenant;

import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.model.Handle;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All tenants of a surface: finds whose request it is by what proves it. */
public final class Tenants {
    private static final int LONGEST_CREDENTIALS = 4_096;

    private final List<Tenant> all;

    /**
     * A person who holds an action's token.
     *
     * @param tenant whose
     * @param token the token
     * @param session what they may do
     */
    public record Person(Tenant tenant, Handle token, ActionSession session) {}

    /**
     * Some tenants.
     *
     * @param all the tenants, at least one
     * @throws IllegalArgumentException if there is none, or two have one name
     */
    public Tenants(List<Tenant> all) {
        Set<String> names = new HashSet<>();
        if (all.isEmpty()
                || !all.stream().allMatch(tenant -> names.add(tenant.engine().tenant()))) {
            throw new IllegalArgumentException("tenants must be at least one, and each have a name of its own");
        }
        this.all = List.copyOf(all);
    }

    /**
     * Whose secret key it is. All keys of all tenants are looked at, whichever it is.
     *
     * @param authorization the header, HTTP Basic with the key as user name and an empty password (RFC 7617); null: it
     *     didn't come
     * @return the tenant; empty if it is nobody's
     */
    public Optional<Tenant> bySecretKey(@Nullable String authorization) {
        String key = user(authorization);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Tenant found = null;
        for (Tenant tenant : all) {
            if (tenant.accepts(key)) {
                found = tenant;
            }
        }
        return Optional.ofNullable(found);
    }

    /**
     * Who calls with Basic and a tenant's name: before anybody has a token.
     *
     * @param authorization the header, with or without the colon behind the name; null: it didn't come
     * @return the tenant; empty if there is none
     */
    public Optional<Tenant> byName(@Nullable String authorization) {
        String name = user(authorization);
        return all.stream()
                .filter(tenant -> tenant.engine().tenant().equals(name))
                .findFirst();
    }

    /**
     * Whose action's token it is. Who stands for an address is no person: browsers see its challenge's id, and nobody
     * should enrol anything there with it.
     *
     * @param authorization the header, {@code Bearer} (RFC 6750); null: it didn't come
     * @return the person; empty if the token is forged or over, or nobody's
     */
    public Optional<Person> byToken(@Nullable String authorization) {
        return credentials("bearer", authorization).flatMap(token -> holding(Handle.of(token)));
    }

    /**
     * Whose action's token it is; no address's, as above.
     *
     * @param token the token
     * @return the person; empty if the token is forged or over, or nobody's
     */
    public Optional<Person> holding(Handle token) {
        return all.stream()
                .flatMap(tenant -> tenant.engine().session(token).stream()
                        .filter(session -> !MfaEngine.isAddressUser(session.id().userId()))
                        .map(session -> new Person(tenant, token, session)))
                .findFirst();
    }

    /**
     * All of them.
     *
     * @return an unmodifiable list, the first one first
     */
    public List<Tenant> all() {
        return all;
    }

    /**
     * Whether a token that opens nothing is one that was given out. Costs no call to a store if it is forged.
     *
     * @param authorization the header, {@code Bearer} (RFC 6750); null: it didn't come
     * @return whether it is, and the action is still there
     */
    public boolean knewToken(@Nullable String authorization) {
        return credentials("bearer", authorization)
                .map(Handle::of)
                .filter(token -> all.stream()
                        .flatMap(tenant -> tenant.engine().getAction(token).stream())
                        .anyMatch(action -> !MfaEngine.isAddressUser(action.id().userId())))
                .isPresent();
    }

    /**
     * The origins that any of them lists: before a browser sent a token, it isn't known whose it is.
     *
     * @return an unmodifiable set
     */
    public Set<String> origins() {
        return all.stream().flatMap(tenant -> tenant.origins().stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static String user(@Nullable String authorization) {
        return credentials("basic", authorization)
                .map(encoded -> {
                    try {
                        String decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
                        String name = decoded.endsWith(":") ? decoded.substring(0, decoded.length() - 1) : decoded;
                        return name.contains(":") ? "" : name;
                    } catch (IllegalArgumentException e) {
                        return "";
                    }
                })
                .orElse("");
    }

    private static Optional<String> credentials(String scheme, @Nullable String authorization) {
        if (authorization == null || authorization.length() > LONGEST_CREDENTIALS) {
            return Optional.empty();
        }
        String[] parts = authorization.strip().split(" +", 2);
        return parts.length == 2 && parts[0].toLowerCase(Locale.ROOT).equals(scheme)
                ? Optional.of(parts[1])
                : Optional.empty();
    }
}
