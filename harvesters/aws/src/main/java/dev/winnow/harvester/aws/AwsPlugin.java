package dev.winnow.harvester.aws;

import dev.winnow.plugin.spi.Plugin;
import dev.winnow.plugin.spi.PluginContext;

/** Registers two providers with their harvesters, and the actions on instances. Touches no AWS class while loading. */
public final class AwsPlugin implements Plugin {
    static final String INSTANCE = "instance";

    @Override
    public void load(PluginContext context) {
        context.register(new AwsProvider());
        context.register(new Ec2InstanceHarvester());
        context.register(new StartInstance());
        context.register(new StopInstance());
        context.register(new AwsFileProvider());
        context.register(new FileInstanceHarvester());
    }
}
