package io.mfaengine.store;

/**
 * The settings of one tenant.
 *
 * @param tenant whose they are
 * @param version the update that wrote them
 * @param payload what the engine keeps
 */
public record SettingsRecord(String tenant, Version version, Payload payload) {
    /**
     * Checks the bounds. {@inheritDoc}
     *
     * @throws IllegalArgumentException if the tenant is out of the bounds of a key, or the version ABSENT
     */
    public SettingsRecord {
        Keys.present("version", version);
        Keys.check("tenant", tenant);
    }
}
