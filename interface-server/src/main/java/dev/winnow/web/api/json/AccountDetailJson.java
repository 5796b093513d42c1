package dev.winnow.web.api.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.winnow.db.inventory.AccountStore;
import dev.winnow.plugin.spi.CloudAccount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cloud account with how its harvests stand. */
public record AccountDetailJson(@JsonUnwrapped AccountJson account, List<Harvest> harvests) {
    public static AccountDetailJson of(CloudAccount account, List<AccountStore.HarvestStatus> harvests) {
        return new AccountDetailJson(AccountJson.of(account), harvests.stream().map(Harvest::of).toList());
    }

    /** The harvest of one region and type. */
    public record Harvest(String region, String type, String lastJobId, Instant lastStartedAt,
            @Nullable Instant lastSucceededAt, long resources, @Nullable String problem) {
        static Harvest of(AccountStore.HarvestStatus status) {
            return new Harvest(status.region(), status.type(), Long.toString(status.lastJobId()),
                    status.lastStartedAt(), status.lastSucceededAt(), status.resources(), status.problem());
        }
    }
}
