package dev.winnow.harvester.aws;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Harvester;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.ResourceSink;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Reservation;

/** Reads the EC2 instances of one region, page by page. */
final class Ec2InstanceHarvester implements Harvester {
    /** The most that the API gives at once. */
    private static final int LARGEST_PAGE = 1000;

    private final int page;

    Ec2InstanceHarvester() {
        this(LARGEST_PAGE);
    }

    /** For tests, since an emulator counts reservations where the service counts instances. */
    Ec2InstanceHarvester(int page) {
        this.page = page;
    }

    @Override
    public String name() {
        return "aws.instance";
    }

    @Override
    public String provider() {
        return AwsProvider.NAME;
    }

    @Override
    public String resourceType() {
        return AwsPlugin.INSTANCE;
    }

    @Override
    public void harvest(CloudAccount account, String region, ResourceSink sink, JobContext context) {
        long seen = 0;
        int pages = 0;
        try (Ec2Client ec2 = new AwsClients(account, context.plugin()).ec2(region)) {
            for (DescribeInstancesResponse answer : ec2
                    .describeInstancesPaginator(request -> request.maxResults(page))) {
                context.checkCancelled();
                for (Reservation reservation : answer.reservations()) {
                    for (Instance instance : reservation.instances()) {
                        sink.accept(InstanceMapping.map(SdkTree.of(instance), region));
                        seen++;
                    }
                }
                pages++;
                context.progress(seen, 0, seen + " instances in " + pages + " pages");
            }
            context.log(seen + " instances in " + pages + " pages of " + region);
        } catch (RuntimeException e) {
            throw AwsFailures.explain("the instances of account '" + account.name() + "' in " + region
                    + " cannot be read", e);
        }
    }
}
