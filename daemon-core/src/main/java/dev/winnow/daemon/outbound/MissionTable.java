package dev.winnow.daemon.outbound;

import java.util.List;
import java.util.Optional;

/** The nine connections of the product that Winnow is modelled on, row by row. */
public final class MissionTable {
    public static final List<MissionRow> ROWS = List.of(
            new MissionRow("the vendor's licensing server", "licensing", Optional.empty(),
                    "None. Winnow has no licence key and asks nobody whether it may run."),
            new MissionRow("the vendor's back office", "distribution of insights", Optional.empty(),
                    "None. Insights come with plugins or are made in the console; the sources of plugins are yours."),
            new MissionRow("`*.amazonaws.com`", "Amazon Web Services API endpoints",
                    Optional.of(OutboundConnection.AWS_EC2),
                    "The endpoints of the regions of your accounts, only where there is such an account."),
            new MissionRow("a bucket of the vendor", "usage metrics and reporting (optional)", Optional.empty(),
                    "None. No usage is reported to anybody, and nothing can switch that on."),
            new MissionRow("`management.azure.com`", "Microsoft Azure API endpoints",
                    Optional.of(OutboundConnection.PLUGINS_OWN),
                    "None of Winnow's own. A plugin that harvests Azure opens it, by the proxy that it is handed."),
            new MissionRow("`www.googleapis.com/*`", "Google Cloud Platform API endpoints",
                    Optional.of(OutboundConnection.STACKDRIVER),
                    "`monitoring.googleapis.com` for metrics, where switched on. Harvesting is a plugin's."),
            new MissionRow("`*.sentry.io`", "error reporting (optional)", Optional.of(OutboundConnection.SENTRY),
                    "The host of your own `SENTRY_DSN`; without one, none."),
            new MissionRow("`*.aliyuncs.com`", "Alibaba Cloud API endpoints",
                    Optional.of(OutboundConnection.PLUGINS_OWN),
                    "None of Winnow's own. A plugin that harvests Alibaba Cloud opens it."),
            new MissionRow("the vendor's support desk", "a support widget in the browser", Optional.empty(),
                    "None. The console loads everything from the interface server; its content policy forbids the rest."));

    private MissionTable() {
    }
}
