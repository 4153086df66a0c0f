package io.mfaengine.store;

/**
 * A value that one user of a tenant holds, or, as an index of a user record, one that several may share.
 *
 * @param tenant the namespace of an engine
 * @param name the value, already hashed by the engine
 */
public record Claim(String tenant, String name) implements Comparable<Claim> {
    /**
     * Checks both: well-formed Unicode without NUL, 1 to 255 bytes in UTF-8, to be compared by bytes. {@inheritDoc}
     *
     * @throws IllegalArgumentException if one is out of these bounds
     */
    public Claim {
        Keys.check("tenant", tenant);
        Keys.check("name", name);
    }

    @Override
    public int compareTo(Claim other) {
        int byTenant = Keys.compare(tenant, other.tenant);
        return byTenant != 0 ? byTenant : Keys.compare(name, other.name);
    }
}
