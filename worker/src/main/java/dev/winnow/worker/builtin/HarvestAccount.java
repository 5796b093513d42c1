package dev.winnow.worker.builtin;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.plugin.registry.PluginRegistry;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.CloudProvider;
import dev.winnow.plugin.spi.Harvester;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobRequest.UniqueUntil;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.NoRetryException;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;

/** Asks an account's provider for its regions, and for a harvest of each type in each of them. */
final class HarvestAccount implements JobHandler {
    private final ObjectProvider<PluginHost> plugins;

    HarvestAccount(ObjectProvider<PluginHost> plugins) {
        this.plugins = plugins;
    }

    @Override
    public String name() {
        return Types.HARVEST_ACCOUNT;
    }

    @Override
    public JobResult run(JobContext context) throws Exception {
        CloudAccount account = Accounts.of(context, context.arguments(Arguments.class).account());
        PluginRegistry registry = plugins.getObject().registry();
        Registered<CloudProvider> provider = registry.find(CloudProvider.class, account.provider())
                .orElseThrow(() -> new NoRetryException("account '" + account.name() + "' is of provider '"
                        + account.provider() + "', which no loaded plugin brings: install the plugin and restart, or "
                        + "remove the account"));
        List<String> regions = provider.extension().regions(account, provider.context());
        List<Harvester> harvesters = registry.all(Harvester.class).stream().map(Registered::extension)
                .filter(harvester -> harvester.provider().equals(account.provider())).toList();
        int asked = 0;
        for (String region : regions) {
            for (Harvester harvester : harvesters) {
                context.request(harvest(context, account.id(), region, harvester.resourceType()));
                context.progress(++asked, (long) regions.size() * harvesters.size(), region);
            }
        }
        if (harvesters.isEmpty()) {
            context.log("No loaded plugin has a harvester for provider '" + account.provider() + "'.");
        }
        return JobResult.of("regions", regions.size()).with("jobs", asked);
    }

    private static JobRequest harvest(JobContext context, long account, String region, String type) {
        return JobRequest
                .of(Types.HARVEST_REGION, context.priority(),
                        Map.of("account", account, "region", region, "type", type))
                .withUniqueKey(Types.HARVEST_REGION + ":" + account + ":" + region + ":" + type, UniqueUntil.DONE);
    }

    /** Its arguments. */
    record Arguments(long account) {
    }
}
