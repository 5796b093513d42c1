package dev.winnow.checks.network;

import dev.winnow.daemon.errors.ErrorReports;
import dev.winnow.daemon.metrics.cloudwatch.CloudWatchExport;
import dev.winnow.daemon.network.OutboundClients;
import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.daemon.outbound.ConnectionCheck;
import dev.winnow.daemon.outbound.ConnectionResult;
import dev.winnow.daemon.outbound.OutboundConnection;
import dev.winnow.daemon.outbound.OutboundTarget;
import dev.winnow.daemon.process.ProcessIdentity;
import dev.winnow.daemon.settings.CloudWatchSettings;
import dev.winnow.daemon.settings.RemoteSource;
import dev.winnow.daemon.settings.SecretValue;
import dev.winnow.daemon.settings.TraceSettings;
import dev.winnow.daemon.tracing.otlp.OtlpTracing;
import dev.winnow.harvester.aws.AwsPlugin;
import dev.winnow.plugin.source.PluginSource;
import dev.winnow.plugin.source.SourceScan;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.CloudProvider;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.scheduler.discovery.http.HttpSource;
import dev.winnow.scheduler.discovery.s3.S3Source;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** The suite's clients, each as its daemon makes it. */
final class Clients implements AutoCloseable {
    private static final String REGION = "us-east-1";
    private static final String ROLE = "arn:aws:iam::123456789012:role/winnow";
    private static final String PROFILES = "aws.sharedCredentialsFile";
    private static final RemoteSource.Bounds BOUNDS = new RemoteSource.Bounds(Duration.ofSeconds(30), 10_000_000);

    private final Path folder;
    private final String bucket;
    private final LongSupplier arrived;
    private final PythonFetch python;

    /**
     * @param bucket of the emulator, which holds one plugin
     * @param proxy whose URL it is that all of them are handed
     * @param arrived how many requests have arrived where they lead
     */
    Clients(Path folder, String bucket, String proxy, LongSupplier arrived) throws IOException {
        this.folder = folder;
        this.bucket = bucket;
        this.arrived = arrived;
        System.setProperty(PROFILES, Files.writeString(folder.resolve("credentials"), """
            [with-keys]
            aws_access_key_id = key
            aws_secret_access_key = secret
            [with-role]
            role_arn = %s
            source_profile = with-keys
            """.formatted(ROLE)).toString());
        this.python = new PythonFetch(Files.createDirectories(folder.resolve("python")), proxy);
    }

    List<Client> all() {
        return List.of(new Client("JDK HttpClient (doctor, Java plugins)", false, Clients::jdk),
                new Client("connection check (Network page, doctor)", false, Clients::check),
                new Client("HttpURLConnection (Java's default: Google, Azure)", false, Clients::javaDefault),
                new Client("plugins from a URL (Apache HttpClient)", false, this::httpSource),
                new Client("plugins from a bucket (AWS SDK, S3)", true, this::s3Source),
                new Client("role of a bucket (AWS SDK, STS)", true, this::assumedRole),
                new Client("cloud account (AWS SDK, EC2 and STS)", true, (origin, resolver) -> account(origin, resolver,
                        Map.of("access_key", "env:KEY", "secret_key", "env:SECRET"))),
                new Client("cloud account at the SDK's own endpoint (AWS SDK, STS)", true, Clients::ownEndpoint),
                new Client("cloud account by a profile with a role (AWS SDK, STS)", true, (origin,
                        resolver) -> account(origin, resolver, Map.of("profile", "with-role"))),
                new Client("cloud account by web identity (AWS SDK, STS)", true, this::webIdentity),
                new Client("metrics to CloudWatch (AWS SDK)", true, this::cloudWatch),
                new Client("traces by OTLP (JDK HttpClient)", false, this::traces),
                new Client("error reports (Sentry)", false, this::errorReports),
                new Client("Python plugin (urllib)", false, python::fetch));
    }

    private static void jdk(URI origin, ProxyResolver resolver) throws IOException, InterruptedException {
        try (HttpClient client = OutboundClients.http(resolver).build()) {
            assertThat(client.send(HttpRequest.newBuilder(origin.resolve("/hello")).build(), HttpResponse.BodyHandlers
                    .ofString()).body()).isEqualTo(RestOfTheWorld.GREETING);
        }
    }

    private static void check(URI origin, ProxyResolver resolver) {
        ConnectionResult result = new ConnectionCheck(resolver).check(new OutboundTarget(OutboundConnection.PLUGIN_HTTP,
                origin.resolve("/hello"), true));
        assertThat(result.outcome()).as(result.outcomeWords()).isInstanceOf(ConnectionResult.Outcome.Reached.class);
        assertThat(result.routeWords()).startsWith(resolver.select(origin).getFirst().type() == Proxy.Type.DIRECT
                ? "directly: "
                : "through 127.0.0.1:");
    }

    private static void javaDefault(URI origin, ProxyResolver resolver) throws IOException {
        ProxySelector before = ProxySelector.getDefault();
        OutboundClients.makeDefault(resolver);
        try {
            HttpURLConnection connection = (HttpURLConnection) origin.resolve("/hello").toURL().openConnection();
            connection.setRequestProperty("Connection", "close");
            try (InputStream in = connection.getInputStream()) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(RestOfTheWorld.GREETING);
            }
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    private void httpSource(URI origin, ProxyResolver resolver) throws IOException {
        scan(HttpSource.of(new RemoteSource.Http("web", origin.resolve("/plugins.zip"), Optional.empty(), BOUNDS),
                folder.resolve("cache"), reference -> reference, resolver).source());
    }

    private void s3Source(URI origin, ProxyResolver resolver) throws IOException {
        scan(S3Source.of(s3(origin, Optional.empty()), folder.resolve("cache"), reference -> reference, resolver)
                .source());
    }

    private void assumedRole(URI origin, ProxyResolver resolver) throws IOException {
        scan(S3Source.of(s3(origin, Optional.of(new RemoteSource.Role(ROLE,
                Optional.empty(), Optional.of(origin)))), folder.resolve("cache"), reference -> reference, resolver)
                .source());
    }

    private RemoteSource.S3 s3(URI endpoint, Optional<RemoteSource.Role> role) {
        return new RemoteSource.S3("bucket", bucket, "", Optional.of(REGION), Optional.of(endpoint), true,
                new RemoteSource.Access.Key(SecretValue.of("key"), SecretValue.of("secret"), Optional.empty()), role,
                BOUNDS);
    }

    private void scan(PluginSource source) throws IOException {
        SourceScan scan = source.scan(fresh("scan"));
        assertThat(scan.plugins()).as(scan.toString()).hasSize(1);
    }

    private static void account(URI origin, ProxyResolver resolver, Map<String, Object> access) throws Exception {
        HandedContext context = new HandedContext(resolver);
        new AwsPlugin().load(context);
        Map<String, Object> settings = new HashMap<>(access);
        settings.putIfAbsent("endpoint", origin.toString());
        CloudAccount account = new CloudAccount(1, "cloud", "aws", new Settings(settings));
        assertThat(context.find(CloudProvider.class, "aws").test(account, context)).contains("arn:aws", "regions");
    }

    /** As AWS_ENDPOINT_URL has it, or else the region's: nothing is said of it in the account. */
    private static void ownEndpoint(URI origin, ProxyResolver resolver) throws Exception {
        System.setProperty("aws.endpointUrl", origin.toString());
        try {
            account(origin, resolver, Map.of("access_key", "env:KEY", "secret_key", "env:SECRET", "endpoint", ""));
        } finally {
            System.clearProperty("aws.endpointUrl");
        }
    }

    /** As a pod has it: a token in a file, which STS takes for credentials. */
    private void webIdentity(URI origin, ProxyResolver resolver) throws Exception {
        System.setProperty("aws.roleArn", ROLE);
        System.setProperty("aws.webIdentityTokenFile", Files.writeString(fresh("token").resolve("token"), "token")
                .toString());
        try {
            account(origin, resolver, Map.of());
        } finally {
            System.clearProperty("aws.roleArn");
            System.clearProperty("aws.webIdentityTokenFile");
        }
    }

    /** It sends what it has when it is closed, and fails for nobody: what arrived is counted. */
    private void cloudWatch(URI origin, ProxyResolver resolver) {
        System.setProperty("aws.accessKeyId", "key");
        System.setProperty("aws.secretAccessKey", "secret");
        long before = arrived.getAsLong();
        try {
            MeterRegistry registry = CloudWatchExport.open(new CloudWatchSettings("Winnow", Duration.ofMinutes(1),
                    Optional.of(REGION), Optional.empty(), Optional.empty(), Optional.of(origin)), resolver,
                    name -> null);
            registry.gauge("winnow.matrix", 1);
            registry.close();
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
        assertThat(arrived.getAsLong()).as("requests that arrived").isGreaterThan(before);
    }

    private void traces(URI origin, ProxyResolver resolver) {
        long before = arrived.getAsLong();
        try (OtlpTracing tracing = OtlpTracing.open(origin.resolve("/v1/traces"), new TraceSettings(Optional.of(origin),
                Map.of(), 100), ProcessIdentity.here("worker", "1", 0), resolver)) {
            tracing.cause("matrix").close();
        }
        assertThat(arrived.getAsLong()).as("requests that arrived").isGreaterThan(before);
    }

    /** It goes by Java's default, as in a daemon, and fails for nobody. */
    private void errorReports(URI origin, ProxyResolver resolver) {
        long before = arrived.getAsLong();
        ProxySelector usual = ProxySelector.getDefault();
        OutboundClients.makeDefault(resolver);
        try (ErrorReports reports = ErrorReports.open(origin.getScheme() + "://key@" + origin.getRawAuthority() + "/1",
                ProcessIdentity.here("worker", "1", 0), UnaryOperator.identity())) {
            assertThat(reports).isNotNull();
            LoggerFactory.getLogger(Clients.class).error("Nothing is wrong: a report for the matrix of proxies");
        } finally {
            ProxySelector.setDefault(usual);
        }
        assertThat(arrived.getAsLong()).as("requests that arrived").isGreaterThan(before);
    }

    private Path fresh(String prefix) throws IOException {
        return Files.createTempDirectory(folder, prefix);
    }

    @Override
    public void close() throws Exception {
        python.close();
        System.clearProperty(PROFILES);
    }
}
