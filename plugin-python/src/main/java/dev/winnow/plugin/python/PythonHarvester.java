package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Harvester;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.ResourceSink;
import java.util.Map;

/** A harvester written in Python. */
record PythonHarvester(PluginCalls plugin, String name, String provider, String resourceType) implements Harvester {
    @Override
    public void harvest(CloudAccount account, String region, ResourceSink sink, JobContext context) {
        String facts = Json.write(Map.of("account", InventoryCalls.facts(account), "region", region, "job",
                JobCalls.known(context, Map.of())));
        plugin.run("harvester", name, context, new Work(context, sink, account),
                interpreter -> interpreter.call("harvest", name, facts));
    }
}
