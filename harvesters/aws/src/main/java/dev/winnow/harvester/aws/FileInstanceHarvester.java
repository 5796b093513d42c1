package dev.winnow.harvester.aws;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Harvester;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.NoRetryException;
import dev.winnow.plugin.spi.ResourceSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads instances from files. All files are read once without taking anything, so that a broken one changes nothing,
 * and then a second time. Both are streams: a file of any size takes the memory of one instance.
 */
final class FileInstanceHarvester implements Harvester {
    @Override
    public String name() {
        return "aws-file.instance";
    }

    @Override
    public String provider() {
        return AwsFileProvider.NAME;
    }

    @Override
    public String resourceType() {
        return AwsPlugin.INSTANCE;
    }

    @Override
    public void harvest(CloudAccount account, String region, ResourceSink sink, JobContext context) throws IOException {
        List<Path> files = InstanceFiles.list(account);
        long[] total = {0};
        try {
            for (Path file : files) {
                InstanceFiles.read(file, instance -> {
                    if (total[0]++ % 1000 == 0) {
                        context.checkCancelled();
                    }
                });
            }
            context.log(total[0] + " instances in " + files.size() + " files are well-formed");
            long[] seen = {0};
            for (Path file : files) {
                InstanceFiles.read(file, instance -> {
                    sink.accept(InstanceMapping.map(instance, ""));
                    if (++seen[0] % 1000 == 0) {
                        context.checkCancelled();
                        context.progress(seen[0], total[0], "reading " + file.getFileName());
                    }
                });
            }
            context.progress(seen[0], total[0], seen[0] + " instances");
        } catch (BrokenFileException e) {
            throw new NoRetryException(e.getMessage() + ". Nothing of account '" + account.name() + "' was changed.",
                    e);
        }
    }
}
