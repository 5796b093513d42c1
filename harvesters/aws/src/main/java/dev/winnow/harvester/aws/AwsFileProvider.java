package dev.winnow.harvester.aws;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.CloudProvider;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.SettingField;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Accounts that are read from what the AWS CLI printed: for people who may not hand out credentials. */
final class AwsFileProvider implements CloudProvider {
    static final String NAME = "aws-file";
    static final String PATH = "path";
    /** The one region of an account without regions: each instance names its own by its zone. */
    static final String ALL = "all";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "AWS CLI output files";
    }

    @Override
    public List<SettingField> settings() {
        return List.of(SettingField.text(PATH, "File or folder",
                "On the workers: a file that `aws ec2 describe-instances` printed, or a folder of such .json files.")
                .asRequired());
    }

    @Override
    public String test(CloudAccount account, PluginContext context) throws IOException {
        List<Path> files = InstanceFiles.list(account);
        long instances = 0;
        for (Path file : files) {
            instances += InstanceFiles.read(file, instance -> {
            });
        }
        return instances + " instances in " + files.size() + (files.size() == 1 ? " file." : " files.");
    }

    @Override
    public List<String> regions(CloudAccount account, PluginContext context) {
        return List.of(ALL);
    }
}
