package io.mfaengine.web.portal;

import io.mfaengine.crypto.KeyRing;
import io.mfaengine.web.tenant.Tenant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How the operator's portal is set up, for {@code MfaHttp.Builder.portal}. Operators are users of the first tenant of the
 * surface, which is theirs alone, so that no setting of an application's tenant locks them out; its engine needs e-mail
 * links, an authenticator app, and {@code pages(…)}. What a browser keeps of an operator is sealed in a cookie. Immutable:
 * what looks like a setter gives a changed copy.
 */
public final class Portal {
    private static final int LONGEST_NAME = 64;

    private final KeyRing keys;
    private final List<Tenant> applications;
    private final Map<String, Name> names;
    private final @Nullable Executor executor;

    /**
     * What the bar of a tenant's pages says.
     *
     * @param application what the application is called
     * @param environment such as {@code live} or {@code test}; empty: nothing
     */
    public record Name(String application, String environment) {
        /**
         * Checks the bounds. {@inheritDoc}
         *
         * @throws IllegalArgumentException if one has more than 64 characters or the application none
         */
        public Name {
            if (application.isBlank() || application.length() > LONGEST_NAME || environment.length() > LONGEST_NAME) {
                throw new IllegalArgumentException("application must be 1 to 64 characters, environment at most 64");
            }
        }
    }

    private Portal(KeyRing keys, List<Tenant> applications, Map<String, Name> names, @Nullable Executor executor) {
        this.keys = keys;
        this.applications = applications;
        this.names = names;
        this.executor = executor;
    }

    /**
     * A portal.
     *
     * @param keys what cookies are sealed with: the engine's ring, or one of their own; the same on every server
     * @param applications the tenants that operators see, at least one; no other one can be reached
     * @return the set-up
     * @throws IllegalArgumentException if there is none, or two have one name
     */
    public static Portal of(KeyRing keys, Tenant... applications) {
        Set<String> tenants = new HashSet<>();
        if (applications.length == 0
                || !Arrays.stream(applications)
                        .allMatch(each -> tenants.add(each.engine().tenant()))) {
            throw new IllegalArgumentException("applications must be at least one, and each have a name of its own");
        }
        return new Portal(
                Objects.requireNonNull(keys, "keys"), List.copyOf(Arrays.asList(applications)), Map.of(), null);
    }

    /**
     * Says what a tenant is called; by default by its own name.
     *
     * @param tenant the tenant's name
     * @param name what the bar says
     * @return a changed copy
     */
    public Portal named(String tenant, Name name) {
        Map<String, Name> more = new LinkedHashMap<>(names);
        more.put(Objects.requireNonNull(tenant, "tenant"), Objects.requireNonNull(name, "name"));
        return new Portal(keys, applications, Map.copyOf(more), executor);
    }

    /**
     * Sets what sends the links with which operators sign in: apart from the request, so that nobody can tell by the time
     * that it takes whether an address is an operator's.
     *
     * @param executor runs it; by default one thread, of which at most 64 wait, and those beyond are dropped
     * @return a changed copy
     */
    public Portal executor(Executor executor) {
        return new Portal(keys, applications, names, Objects.requireNonNull(executor, "executor"));
    }

    /**
     * What cookies are sealed with.
     *
     * @return the keys
     */
    public KeyRing keys() {
        return keys;
    }

    /**
     * The tenants that operators see.
     *
     * @return an unmodifiable list
     */
    public List<Tenant> applications() {
        return applications;
    }

    /**
     * What a tenant is called.
     *
     * @param tenant the tenant's name
     * @return its name
     */
    public Name name(String tenant) {
        Name name = names.get(tenant);
        return name == null ? new Name(shortened(tenant), "") : name;
    }

    private static String shortened(String tenant) {
        return tenant.length() <= LONGEST_NAME ? tenant : tenant.substring(0, LONGEST_NAME);
    }

    /**
     * What sends links.
     *
     * @return the executor; empty: the standard one
     */
    public Optional<Executor> executor() {
        return Optional.ofNullable(executor);
    }
}
