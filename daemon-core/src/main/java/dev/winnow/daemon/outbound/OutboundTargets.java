package dev.winnow.daemon.outbound;

import dev.winnow.daemon.settings.CloudWatchSettings;
import dev.winnow.daemon.settings.PluginSettings;
import dev.winnow.daemon.settings.RemoteSource;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.TraceSettings;
import dev.winnow.daemon.settings.Variables;
import dev.winnow.plugin.spi.CloudAccount;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the declared connections lead here, by the settings. */
public final class OutboundTargets {
    private static final String AWS = "aws";
    private static final String USUAL_REGION = "us-east-1";

    private OutboundTargets() {
    }

    /** Those that settings switch on, without the cloud accounts, which are in MySQL. */
    public static List<OutboundTarget> configured(SettingValues values) {
        List<OutboundTarget> targets = new ArrayList<>();
        for (RemoteSource source : PluginSettings.from(values).remotes()) {
            switch (source) {
                case RemoteSource.Http http -> targets.add(OutboundTarget.to(OutboundConnection.PLUGIN_HTTP,
                        http.url()));
                case RemoteSource.S3 s3 -> targets.addAll(bucket(s3));
            }
        }
        if (values.isOn(Variables.METRICS_CLOUDWATCH)) {
            targets.addAll(cloudWatch(CloudWatchSettings.from(values)));
        }
        if (values.isOn(Variables.METRICS_STACKDRIVER)) {
            targets.add(OutboundTarget.to(OutboundConnection.STACKDRIVER, URI.create(
                    OutboundConnection.STACKDRIVER.example())));
        }
        TraceSettings.from(values).endpoint()
                .ifPresent(collector -> targets.add(OutboundTarget.to(OutboundConnection.TRACES, collector)));
        values.find(Variables.SENTRY_DSN).flatMap(OutboundTargets::web).ifPresent(dsn -> targets.add(OutboundTarget.to(
                OutboundConnection.SENTRY, dsn)));
        return targets.stream().distinct().toList();
    }

    /** Where cloud accounts lead, each host once. */
    public static List<OutboundTarget> of(List<CloudAccount> accounts) {
        return accounts.stream().filter(account -> account.provider().equals(AWS)).map(CloudAccount::settings)
                .flatMap(settings -> aws(settings.text("endpoint"), settings.texts("regions")).stream()).distinct()
                .toList();
    }

    /**
     * Where a cloud account of type aws leads.
     *
     * @param endpoint that it has in place of Amazon's
     * @param regions that it names; none for all, of which the usual one stands here
     */
    public static List<OutboundTarget> aws(Optional<String> endpoint, List<String> regions) {
        Optional<URI> own = endpoint.flatMap(OutboundTargets::web);
        List<String> named = regions.isEmpty() ? List.of(USUAL_REGION) : regions;
        return named.stream().flatMap(region -> Stream.of(
                OutboundTarget.to(OutboundConnection.AWS_EC2, own.orElseGet(() -> amazon("ec2", region))),
                OutboundTarget.to(OutboundConnection.AWS_STS, own.orElseGet(() -> amazon("sts", region)))))
                .distinct().toList();
    }

    /** Each declared connection that is not among these, with an example of where it would lead. */
    public static List<OutboundTarget> withExamples(List<OutboundTarget> configured) {
        List<OutboundTarget> all = new ArrayList<>();
        for (OutboundConnection connection : OutboundConnection.values()) {
            List<OutboundTarget> own = configured.stream().filter(target -> target.connection() == connection).toList();
            all.addAll(own.isEmpty() ? List.of(OutboundTarget.example(connection)) : own);
        }
        return all;
    }

    private static List<OutboundTarget> bucket(RemoteSource.S3 source) {
        List<OutboundTarget> targets = new ArrayList<>();
        String region = source.region().orElse(USUAL_REGION);
        targets.add(OutboundTarget.to(OutboundConnection.PLUGIN_S3, source.endpoint().orElseGet(() -> amazon("s3",
                region))));
        source.role().ifPresent(role -> targets.add(OutboundTarget.to(OutboundConnection.PLUGIN_STS, role.endpoint()
                .orElseGet(() -> amazon("sts", region)))));
        return targets;
    }

    private static List<OutboundTarget> cloudWatch(CloudWatchSettings settings) {
        String region = settings.region().orElse(USUAL_REGION);
        List<OutboundTarget> targets = new ArrayList<>();
        targets.add(OutboundTarget.to(OutboundConnection.CLOUDWATCH, settings.endpoint().orElseGet(() -> amazon(
                "monitoring", region))));
        if (settings.roleArn().isPresent()) {
            targets.add(OutboundTarget.to(OutboundConnection.CLOUDWATCH, amazon("sts", region)));
        }
        return targets;
    }

    private static URI amazon(String service, String region) {
        return URI.create("https://" + service + "." + region.replaceAll("[^a-z0-9-]", "") + ".amazonaws.com"
                + (region.startsWith("cn-") ? ".cn" : "") + "/");
    }

    private static Optional<URI> web(String text) {
        try {
            URI uri = URI.create(text.strip());
            return uri.getRawAuthority() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
