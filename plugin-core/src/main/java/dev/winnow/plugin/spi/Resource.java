package dev.winnow.plugin.spi;

import java.time.Instant;

/**
 * A resource in the inventory.
 *
 * @param id Winnow's id
 * @param accountId the {@link CloudAccount#id()}
 * @param provider for example {@code aws}
 * @param type for example {@code instance}
 * @param firstSeen when a harvest first saw it
 * @param lastSeen when a harvest last saw it
 * @param description what the provider said of it then
 */
public record Resource(long id, long accountId, String provider, String type, Instant firstSeen, Instant lastSeen,
        ResourceDescription description) {
}
