package dev.winnow.harvester.aws;

import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.waiters.Ec2Waiter;

/** Stops an instance. */
final class StopInstance extends InstanceAction {
    StopInstance() {
        super("stop", "Stop", Set.of("pending", "running"), true);
    }

    @Override
    void ask(Ec2Client ec2, String instanceId) {
        ec2.stopInstances(request -> request.instanceIds(instanceId));
    }

    @Override
    void await(Ec2Waiter waiter, String instanceId) {
        waiter.waitUntilInstanceStopped(request -> request.instanceIds(instanceId), InstanceAction::patience);
    }
}
