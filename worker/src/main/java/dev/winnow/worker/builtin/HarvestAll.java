package dev.winnow.worker.builtin;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobResult;
import java.util.List;
import java.util.Map;

/** Asks for a harvest of each account, of its own priority. */
final class HarvestAll implements JobHandler {
    @Override
    public String name() {
        return Types.HARVEST_ALL;
    }

    @Override
    public JobResult run(JobContext context) {
        List<CloudAccount> accounts = context.inventory().accounts();
        for (CloudAccount account : accounts) {
            context.request(JobRequest.of(Types.HARVEST_ACCOUNT, context.priority(), Map.of("account", account.id())));
        }
        if (accounts.isEmpty()) {
            context.log("There is no cloud account yet: add one under Settings, Cloud accounts.");
        }
        return JobResult.of("accounts", accounts.size());
    }
}
