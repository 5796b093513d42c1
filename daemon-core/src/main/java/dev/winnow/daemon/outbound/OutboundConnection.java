package dev.winnow.daemon.outbound;

import java.util.Locale;

/**
 * Every connection that the suite opens to somewhere else than its own MySQL and Redis. There is no other; each is off
 * until somebody sets what {@link #enabledBy} names. docs/network.md is held to this list by a test.
 */
public enum OutboundConnection {
    /** Plugins from a URL: fetches plugins when a scheduler starts or is asked to look. */
    PLUGIN_HTTP("Plugins from a URL", "Fetches plugins when a scheduler starts or is asked to look",
            "the host of each source's `url`", "`WINNOW_PLUGIN_REMOTES`, type `http`", "scheduler", "Apache HttpClient",
            "https://plugins.example.com/"),
    /** Plugins from a bucket: lists and fetches plugins when a scheduler starts or is asked to look. */
    PLUGIN_S3("Plugins from a bucket", "Lists and fetches plugins when a scheduler starts or is asked to look",
            "`s3.REGION.amazonaws.com`, `BUCKET.s3.REGION.amazonaws.com`, or the source's `endpoint`",
            "`WINNOW_PLUGIN_REMOTES`, type `s3`", "scheduler", "AWS SDK", "https://s3.us-east-1.amazonaws.com/"),
    /** Role for a bucket: assumes the role of a bucket's source. */
    PLUGIN_STS("Role for a bucket", "Assumes the role of a bucket's source",
            "`sts.REGION.amazonaws.com`, or the source's `sts_endpoint`", "`role_arn` of such a source", "scheduler",
            "AWS SDK", "https://sts.us-east-1.amazonaws.com/"),
    /** Amazon Web Services: EC2: lists regions, harvests instances, starts and stops them. */
    AWS_EC2("Amazon Web Services: EC2", "Lists regions, harvests instances, starts and stops them",
            "`ec2.REGION.amazonaws.com`, or the account's endpoint", "a cloud account of type aws",
            "worker; interface server, to test an account", "AWS SDK", "https://ec2.us-east-1.amazonaws.com/"),
    /** Amazon Web Services: STS: assumes an account's role, tests its credentials. */
    AWS_STS("Amazon Web Services: STS", "Assumes an account's role, tests its credentials",
            "`sts.REGION.amazonaws.com`, or the account's endpoint", "a cloud account of type aws",
            "worker; interface server, to test an account", "AWS SDK", "https://sts.us-east-1.amazonaws.com/"),
    /** Credentials of the instance: asks this host's own cloud for its role's credentials. */
    INSTANCE_METADATA("Credentials of the instance", "Asks this host's own cloud for its role's credentials",
            "`169.254.169.254`, always directly", "a cloud account, bucket or metrics without keys or a profile",
            "all daemons", "AWS SDK, Google client", "http://169.254.169.254/"),
    /** CloudWatch: sends metrics. */
    CLOUDWATCH("CloudWatch", "Sends metrics",
            "`monitoring.REGION.amazonaws.com` or `WINNOW_METRICS_CLOUDWATCH_ENDPOINT`; with a role"
                    + " `sts.REGION.amazonaws.com`",
            "`WINNOW_METRICS_CLOUDWATCH`", "all daemons", "AWS SDK", "https://monitoring.us-east-1.amazonaws.com/"),
    /** Stackdriver: sends metrics. */
    STACKDRIVER("Stackdriver", "Sends metrics", "`monitoring.googleapis.com`, `oauth2.googleapis.com`",
            "`WINNOW_METRICS_STACKDRIVER`", "all daemons", "Google client", "https://monitoring.googleapis.com/"),
    /** Traces: sends spans by OTLP over HTTP. */
    TRACES("Traces", "Sends spans by OTLP over HTTP", "the host of `WINNOW_TRACES_ENDPOINT`",
            "`WINNOW_TRACES_ENDPOINT`", "all daemons", "JDK HttpClient", "https://collector.example.com/"),
    /** Sentry: sends error reports. */
    SENTRY("Sentry", "Sends error reports", "the host of `SENTRY_DSN`, for example `*.sentry.io`", "`SENTRY_DSN`",
            "all daemons", "Sentry SDK", "https://sentry.io/"),
    /** What plugins do: whatever a plugin's own clients do; a Python plugin needs the permission `network`. */
    PLUGINS_OWN("What plugins do", "Whatever a plugin's own clients do; a Python plugin needs the permission `network`",
            "wherever the plugin connects to", "a plugin that does", "all daemons",
            "the plugin's own, which is handed the proxy", "https://example.com/");

    private final String title;
    private final String purpose;
    private final String hosts;
    private final String enabledBy;
    private final String openedBy;
    private final String client;
    private final String example;

    OutboundConnection(String title, String purpose, String hosts, String enabledBy, String openedBy, String client,
            String example) {
        this.title = title;
        this.purpose = purpose;
        this.hosts = hosts;
        this.enabledBy = enabledBy;
        this.openedBy = openedBy;
        this.client = client;
        this.example = example;
    }

    /** Stable, for scripts: {@code plugin-http}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A heading. */
    public String title() {
        return title;
    }

    /** What it is for. */
    public String purpose() {
        return purpose;
    }

    /** Where it leads, in Markdown. */
    public String hosts() {
        return hosts;
    }

    /** What must be set for it to be opened at all, in Markdown. */
    public String enabledBy() {
        return enabledBy;
    }

    /** Which daemons open it. */
    public String openedBy() {
        return openedBy;
    }

    /** Which library makes it. */
    public String client() {
        return client;
    }

    /** Such a URL, to say by which rule it would go out where none is set. */
    public String example() {
        return example;
    }
}
