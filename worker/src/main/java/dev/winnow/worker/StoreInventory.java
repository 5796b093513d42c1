package dev.winnow.worker;

import dev.winnow.db.inventory.AccountStore;
import dev.winnow.db.inventory.HarvestWriter;
import dev.winnow.db.inventory.ResourceSearch;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Inventory;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceDescription;
import dev.winnow.plugin.spi.query.DbObjects;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.util.List;
import java.util.Optional;

/** The inventory in MySQL, as one job sees it. */
record StoreInventory(long jobId, AccountStore accountStore, ResourceSearch search,
        HarvestWriter writer) implements Inventory {
    @Override
    public Optional<CloudAccount> account(long id) {
        return accountStore.find(id);
    }

    @Override
    public List<CloudAccount> accounts() {
        return accountStore.all();
    }

    @Override
    public Optional<Resource> resource(long id) {
        // The search is over live ones; a look-up by id would find deleted ones, too.
        return search.find(ResourceQuery.all().where(DbObjects.Resource.ID.equalTo(id)), null, 1).items().stream()
                .findFirst();
    }

    @Override
    public void save(CloudAccount account, String resourceType, ResourceDescription resource) {
        writer.save(account, resource.region(), resourceType, jobId, List.of(resource));
    }
}
