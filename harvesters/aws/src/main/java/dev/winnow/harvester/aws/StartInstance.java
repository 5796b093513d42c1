package dev.winnow.harvester.aws;

import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.waiters.Ec2Waiter;

/** Starts an instance. */
final class StartInstance extends InstanceAction {
    StartInstance() {
        super("start", "Start", Set.of("stopped"), false);
    }

    @Override
    void ask(Ec2Client ec2, String instanceId) {
        ec2.startInstances(request -> request.instanceIds(instanceId));
    }

    @Override
    void await(Ec2Waiter waiter, String instanceId) {
        waiter.waitUntilInstanceRunning(request -> request.instanceIds(instanceId), InstanceAction::patience);
    }
}
