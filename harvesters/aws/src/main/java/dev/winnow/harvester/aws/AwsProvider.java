package dev.winnow.harvester.aws;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.CloudProvider;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.SettingField;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Accounts that are read over the EC2 API. */
final class AwsProvider implements CloudProvider {
    static final String NAME = "aws";
    static final String REGIONS = "regions";
    static final String ENDPOINT = "endpoint";
    static final String PROFILE = "profile";
    static final String ROLE_ARN = "role_arn";
    static final String EXTERNAL_ID = "external_id";
    static final String ACCESS_KEY = "access_key";
    static final String SECRET_KEY = "secret_key";
    static final String SESSION_TOKEN = "session_token";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Amazon Web Services";
    }

    @Override
    public List<SettingField> settings() {
        return List.of(
                SettingField.textList(REGIONS, "Regions",
                        "For example eu-central-1. Without any, all regions that are enabled for the account."),
                SettingField.text(PROFILE, "Profile", "A profile in the workers' AWS configuration files."),
                SettingField.text(ROLE_ARN, "Role to assume", "For example arn:aws:iam::123456789012:role/winnow."),
                SettingField.text(EXTERNAL_ID, "External id", "Handed over when the role is assumed."),
                SettingField.secret(ACCESS_KEY, "Access key id",
                        "A reference, env:NAME or file:/path, that the workers resolve. Without one, the default chain: environment, files, instance role."),
                SettingField.secret(SECRET_KEY, "Secret access key", "A reference: env:NAME or file:/path."),
                SettingField.secret(SESSION_TOKEN, "Session token", "A reference: env:NAME or file:/path."),
                SettingField.text(ENDPOINT, "Endpoint",
                        "The URL of a private endpoint or an emulator, used for every service and region."));
    }

    @Override
    public String test(CloudAccount account, PluginContext context) {
        AwsClients clients = new AwsClients(account, context);
        String home = account.settings().texts(REGIONS).stream().findFirst().orElse(AwsClients.HOME_REGION);
        try (StsClient sts = clients.sts(home)) {
            GetCallerIdentityResponse who = sts.getCallerIdentity();
            return "The credentials belong to " + who.arn() + " in account " + who.account() + "; "
                    + regions(account, context).size()
                    + " regions will be harvested.";
        } catch (RuntimeException e) {
            throw AwsFailures.explain("account '" + account.name() + "' cannot be used", e);
        }
    }

    @Override
    public List<String> regions(CloudAccount account, PluginContext context) {
        List<String> chosen = account.settings().texts(REGIONS);
        if (!chosen.isEmpty()) {
            return chosen.stream().map(String::strip).distinct().sorted().toList();
        }
        try (Ec2Client ec2 = new AwsClients(account, context).ec2(AwsClients.HOME_REGION)) {
            return ec2.describeRegions().regions().stream().map(Region::regionName).sorted().toList();
        } catch (RuntimeException e) {
            throw AwsFailures.explain("the regions of account '" + account.name()
                    + "' cannot be listed (name them in the account's settings to do without ec2:DescribeRegions)", e);
        }
    }
}
