package dev.winnow.harvester.aws;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.NoRetryException;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceAction;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.waiters.Ec2Waiter;

/**
 * Changes the state of one instance and waits until it has changed, so that the inventory shows it without a harvest.
 * Starting a started instance changes nothing: a second attempt does no harm.
 */
abstract sealed class InstanceAction implements JobHandler permits StartInstance, StopInstance {
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ResourceAction action;

    InstanceAction(String verb, String title, Set<String> states, boolean destructive) {
        this.action = new ResourceAction(verb, title, AwsProvider.NAME, AwsPlugin.INSTANCE, states, destructive);
    }

    /** Asks for the change. */
    abstract void ask(Ec2Client ec2, String instanceId);

    /** Waits for it. */
    abstract void await(Ec2Waiter waiter, String instanceId);

    /**
     * What the job is about.
     *
     * @param resource Winnow's id of the instance
     */
    record Arguments(long resource) {
    }

    @Override
    public final String name() {
        return "aws.instance." + action.action();
    }

    @Override
    public final Optional<ResourceAction> resourceAction() {
        return Optional.of(action);
    }

    @Override
    public final JobResult run(JobContext context) {
        long id = context.arguments(Arguments.class).resource();
        Resource resource = context.inventory().resource(id).orElseThrow(
                () -> new NoRetryException(
                        "resource " + id + " is not in the inventory: it was deleted or never harvested"));
        CloudAccount account = context.inventory().account(resource.accountId()).orElseThrow(
                () -> new NoRetryException("account " + resource.accountId() + " of resource " + id + " is gone"));
        if (!account.provider().equals(AwsProvider.NAME) || !resource.type().equals(AwsPlugin.INSTANCE)) {
            throw new NoRetryException(
                    "resource " + id + " is a " + resource.type() + " of provider '" + account.provider()
                            + "': only instances of provider 'aws' can be started or stopped");
        }
        String instanceId = resource.description().nativeId();
        String region = resource.description().region();
        try (Ec2Client ec2 = new AwsClients(account, context.plugin()).ec2(region)) {
            ask(ec2, instanceId);
            context.log(action.title() + " was asked of " + instanceId + " in " + region);
            save(ec2, account, region, instanceId, context);
            context.checkCancelled();
            try (Ec2Waiter waiter = ec2.waiter()) {
                await(waiter, instanceId);
            }
            return JobResult.of("state", save(ec2, account, region, instanceId, context));
        } catch (RuntimeException e) {
            throw AwsFailures.explain(action.title() + " of " + instanceId + " in " + region + " failed", e);
        }
    }

    static void patience(WaiterOverrideConfiguration.Builder waiter) {
        waiter.backoffStrategyV2(BackoffStrategy.fixedDelay(POLL)).waitTimeout(PATIENCE)
                .maxAttempts((int) PATIENCE.dividedBy(POLL));
    }

    private String save(Ec2Client ec2, CloudAccount account, String region, String instanceId, JobContext context) {
        DescribeInstancesResponse answer = ec2.describeInstances(request -> request.instanceIds(instanceId));
        Instance instance = answer.reservations().stream().flatMap(r -> r.instances().stream()).findFirst()
                .orElseThrow(() -> new NoRetryException("instance " + instanceId + " is gone from " + region));
        context.inventory().save(account, AwsPlugin.INSTANCE, InstanceMapping.map(SdkTree.of(instance), region));
        return String.valueOf(instance.state().nameAsString());
    }
}
