package dev.winnow.plugin.spi;

import java.util.List;
import java.util.Optional;

/** What a job may read from and write to the inventory. */
public interface Inventory {
    /** A cloud account. */
    Optional<CloudAccount> account(long id);

    /** All cloud accounts, by name. */
    List<CloudAccount> accounts();

    /** A live resource. */
    Optional<Resource> resource(long id);

    /** Replaces what is known of one resource of this account and type, or adds it, outside a harvest. */
    void save(CloudAccount account, String resourceType, ResourceDescription resource);
}
