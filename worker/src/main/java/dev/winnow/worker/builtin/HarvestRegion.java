package dev.winnow.worker.builtin;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.db.inventory.HarvestWriter;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Harvester;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobRequest.UniqueUntil;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.NoRetryException;
import dev.winnow.plugin.spi.Priority;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;

/** Harvests one type of resources in one region of an account, and asks for compliance to be computed anew. */
final class HarvestRegion implements JobHandler {
    private final ObjectProvider<PluginHost> plugins;
    private final HarvestWriter writer;
    private final HarvestMeters meters;

    HarvestRegion(ObjectProvider<PluginHost> plugins, HarvestWriter writer, HarvestMeters meters) {
        this.plugins = plugins;
        this.writer = writer;
        this.meters = meters;
    }

    @Override
    public String name() {
        return Types.HARVEST_REGION;
    }

    @Override
    public JobResult run(JobContext context) throws Exception {
        Arguments arguments = context.arguments(Arguments.class);
        CloudAccount account = Accounts.of(context, arguments.account());
        Registered<Harvester> harvester = harvester(account.provider(), arguments.type());
        JobResult result = harvest(context, account, arguments, harvester);
        context.request(JobRequest.of(Types.COMPLIANCE_ALL, Priority.P1, Map.of())
                .withUniqueKey(Types.COMPLIANCE_ALL, UniqueUntil.START));
        return result;
    }

    private JobResult harvest(JobContext context, CloudAccount account, Arguments arguments,
            Registered<Harvester> harvester) throws Exception {
        String region = arguments.region();
        String type = arguments.type();
        long job = context.jobId();
        writer.begin(account, region, type, job);
        try {
            BatchingSink sink = new BatchingSink(batch -> writer.save(account, region, type, job, batch), context);
            harvester.extension().harvest(account, region, sink, new PluginScopedContext(context, harvester.context()));
            long found = sink.finish();
            long gone = writer.complete(account, region, type, job);
            meters.succeeded(account.provider(), found, gone);
            context.log(found + " resources found, " + gone + " are gone.");
            return JobResult.of("found", found).with("gone", gone);
        } catch (Throwable failure) {
            // A job that is to stop writes nothing: another attempt may be at it already.
            if (!context.isCancelled() && !(failure instanceof OutOfMemoryError)) {
                String problem = Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
                meters.failed(account.provider());
                writer.failed(account, region, type, job, problem);
            }
            throw failure;
        }
    }

    private Registered<Harvester> harvester(String provider, String type) {
        return plugins.getObject().registry().all(Harvester.class).stream()
                .filter(candidate -> candidate.extension().provider().equals(provider)
                        && candidate.extension().resourceType().equals(type))
                .findFirst().orElseThrow(() -> new NoRetryException("no loaded plugin harvests resources of type '"
                        + type + "' of provider '" + provider + "': install the plugin and restart this worker"));
    }

    /** Its arguments. */
    record Arguments(long account, String region, String type) {
    }
}
