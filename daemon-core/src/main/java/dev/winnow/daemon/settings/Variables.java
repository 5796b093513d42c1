package dev.winnow.daemon.settings;

import java.util.List;

import static dev.winnow.daemon.settings.Expectation.BASE_PATH;
import static dev.winnow.daemon.settings.Expectation.JSON_OBJECTS;
import static dev.winnow.daemon.settings.Expectation.LANES;
import static dev.winnow.daemon.settings.Expectation.NODES;
import static dev.winnow.daemon.settings.Expectation.PORT;
import static dev.winnow.daemon.settings.Expectation.ROLE_ARN;
import static dev.winnow.daemon.settings.Expectation.SHARES;
import static dev.winnow.daemon.settings.Expectation.SWITCH;
import static dev.winnow.daemon.settings.Expectation.TEXT;
import static dev.winnow.daemon.settings.Expectation.WEB_ADDRESS;
import static dev.winnow.daemon.settings.Expectation.number;
import static dev.winnow.daemon.settings.Expectation.oneOf;
import static dev.winnow.daemon.settings.Expectation.seconds;

/** Every variable of Winnow, each in one place: what is not here is misspelt. */
public final class Variables {
    public static final Variable DB_HOST = Variable.of("winnow.db.host", "localhost", TEXT);
    public static final Variable DB_PORT = Variable.of("winnow.db.port", "3306", PORT);
    public static final Variable DB_NAME = Variable.of("winnow.db.name", "winnow", TEXT);
    public static final Variable DB_USERNAME = Variable.of("winnow.db.username", null, TEXT);
    public static final Variable DB_PASSWORD = Variable.secret("winnow.db.password");
    public static final Variable DB_TLS = Variable.of("winnow.db.tls", "preferred",
            oneOf("disabled", "preferred", "required", "verify"));
    /** A PEM file. */
    public static final Variable DB_TLS_CA = Variable.of("winnow.db.tls-ca", null, TEXT);
    public static final Variable DB_AUTH = Variable.of("winnow.db.auth", "password", oneOf("password", "rds-iam"));
    public static final Variable DB_MIGRATE_USERNAME = Variable.of("winnow.db.migrate-username", "winnow_migrate",
            TEXT);
    public static final Variable DB_MIGRATE_PASSWORD = Variable.secret("winnow.db.migrate-password");
    public static final Variable DB_ACCOUNT_SCHEDULER = Variable.of("winnow.db.account-scheduler", "winnow_scheduler",
            TEXT);
    public static final Variable DB_ACCOUNT_WORKER = Variable.of("winnow.db.account-worker", "winnow_worker", TEXT);
    public static final Variable DB_ACCOUNT_INTERFACE = Variable.of("winnow.db.account-interface", "winnow_interface",
            TEXT);

    /** Whether the scheduler migrates first: {@code --db-upgrade}. */
    public static final Variable DB_UPGRADE = Variable.of("winnow.db.upgrade", "off", SWITCH);

    public static final Variable REDIS_MODE = Variable.of("winnow.redis.mode", "standalone",
            oneOf("standalone", "sentinel", "cluster"));
    public static final Variable REDIS_NODES = Variable.of("winnow.redis.nodes", "localhost:6379", NODES);
    public static final Variable REDIS_USERNAME = Variable.of("winnow.redis.username", null, TEXT);
    public static final Variable REDIS_PASSWORD = Variable.secret("winnow.redis.password");
    public static final Variable REDIS_TLS = Variable.of("winnow.redis.tls", "off", SWITCH);
    /** A PEM file. */
    public static final Variable REDIS_TLS_CA = Variable.of("winnow.redis.tls-ca", null, TEXT);
    public static final Variable REDIS_SENTINEL_MASTER = Variable.of("winnow.redis.sentinel-master", null, TEXT);
    public static final Variable REDIS_SENTINEL_USERNAME = Variable.of("winnow.redis.sentinel-username", null, TEXT);
    public static final Variable REDIS_SENTINEL_PASSWORD = Variable.secret("winnow.redis.sentinel-password");

    /** How many of a round of claims p0, p1 and p2 get while all three wait. */
    public static final Variable QUEUE_SHARES = Variable.of("winnow.queue.shares", "10,3,1", SHARES);
    /** Signs envelopes; all daemons have the same. */
    public static final Variable QUEUE_HMAC_KEY = Variable.secret("winnow.queue.hmac-key");

    public static final Variable PLUGINS_DIR = Variable.of("winnow.plugins.dir", null, TEXT);
    public static final Variable PLUGINS_WAIT_SECONDS = Variable.of("winnow.plugins.wait-seconds", "60",
            seconds(0, 3600));
    public static final Variable CACHE_DIR = Variable.of("winnow.cache.dir", "/var/cache/winnow", TEXT);
    public static final Variable PLUGIN_REMOTES = new Variable("winnow.plugin.remotes", "[]", JSON_OBJECTS, true);
    public static final Variable PLUGIN_SIGNATURES = Variable.of("winnow.plugin.signatures", "warn",
            oneOf("off", "warn", "require"));
    public static final Variable PLUGIN_TRUSTED_KEYS = Variable.of("winnow.plugin.trusted-keys", null, TEXT);
    public static final Variable PLUGIN_GENERATIONS_KEEP = Variable.of("winnow.plugin.generations-keep", "20",
            number(2, 10_000));
    public static final Variable PLUGIN_GENERATIONS_KEEP_DAYS = Variable.of("winnow.plugin.generations-keep-days",
            "14", number(0, 3650));
    public static final Variable PLUGIN_PROBE = Variable.of("winnow.plugin.probe", "on", SWITCH);
    public static final Variable PLUGIN_PROBE_SECONDS = Variable.of("winnow.plugin.probe-seconds", "30",
            seconds(1, 600));
    public static final Variable PLUGIN_PROBE_HEAP_MB = Variable.of("winnow.plugin.probe-heap-mb", "512",
            number(64, 65536));

    public static final Variable HTTP_PORT = Variable.of("winnow.http.port", "8001", PORT);
    public static final Variable HTTP_BASE_PATH = Variable.of("winnow.http.base-path", "/", BASE_PATH);
    public static final Variable PUBLIC_URL = Variable.of("winnow.public.url", null, WEB_ADDRESS);
    public static final Variable TRUSTED_PROXIES = Variable.of("winnow.trusted.proxies", null, TEXT);
    public static final Variable ADMIN_PASSWORD = Variable.secret("winnow.admin.password");
    public static final Variable ADMIN_TOKEN = Variable.secret("winnow.admin.token");

    public static final Variable MANAGEMENT_ADDRESS = Variable.of("winnow.management.address", "127.0.0.1", TEXT);
    public static final Variable SCHEDULER_MANAGEMENT_PORT = Variable.of("winnow.scheduler.management-port", "8101",
            PORT);
    public static final Variable WORKER_MANAGEMENT_PORT = Variable.of("winnow.worker.management-port", "8102", PORT);
    public static final Variable INTERFACE_MANAGEMENT_PORT = Variable.of("winnow.interface.management-port", "8103",
            PORT);

    public static final Variable WORKER_QUEUES = Variable.of("winnow.worker.queues", "p0,p1,p2", LANES);
    public static final Variable WORKER_CONCURRENCY = Variable.of("winnow.worker.concurrency", "16", number(1, 1024));
    public static final Variable WORKER_RESERVE_P0 = Variable.of("winnow.worker.reserve-p0", "2", number(0, 1024));
    public static final Variable WORKER_DRAIN_SECONDS = Variable.of("winnow.worker.drain-seconds", "30",
            seconds(0, 86400));
    public static final Variable WORKER_UNREACHABLE_SECONDS = Variable.of("winnow.worker.unreachable-seconds", "60",
            seconds(1, 86400));
    public static final Variable WORKER_LEASE_SECONDS = Variable.of("winnow.worker.lease-seconds", "30",
            seconds(2, 3600));
    public static final Variable SCHEDULER_LEASE_SECONDS = Variable.of("winnow.scheduler.lease-seconds", "15",
            seconds(2, 3600));
    public static final Variable QUEUE_DRAIN_TARGET_MINUTES = Variable.of("winnow.queue.drain-target-minutes", "10",
            number(1, 10_080));
    public static final Variable JOBS_KEEP_SUCCEEDED_DAYS = Variable.of("winnow.jobs.keep-succeeded-days", "7",
            number(1, 3650));
    public static final Variable JOBS_KEEP_FAILED_DAYS = Variable.of("winnow.jobs.keep-failed-days", "30",
            number(1, 3650));
    public static final Variable PROCESS_FILES = Variable.of("winnow.process.files", "/etc/winnow/processes", TEXT);

    public static final Variable METRICS_CLOUDWATCH = Variable.of("winnow.metrics.cloudwatch", "off", SWITCH);
    public static final Variable METRICS_STACKDRIVER = Variable.of("winnow.metrics.stackdriver", "off", SWITCH);
    public static final Variable METRICS_PROMETHEUS = Variable.of("winnow.metrics.prometheus", "on", SWITCH);
    public static final Variable METRICS_NAMESPACE = Variable.of("winnow.metrics.namespace", "Winnow", TEXT);
    public static final Variable METRICS_STEP_SECONDS = Variable.of("winnow.metrics.step-seconds", "60",
            seconds(1, 3600));
    public static final Variable METRICS_CLOUDWATCH_REGION = Variable.of("winnow.metrics.cloudwatch-region", null,
            TEXT);
    public static final Variable METRICS_CLOUDWATCH_ROLE_ARN = Variable.of("winnow.metrics.cloudwatch-role-arn", null,
            ROLE_ARN);
    public static final Variable METRICS_CLOUDWATCH_EXTERNAL_ID = Variable
            .of("winnow.metrics.cloudwatch-external-id", null, TEXT);
    public static final Variable METRICS_CLOUDWATCH_ENDPOINT = Variable.of("winnow.metrics.cloudwatch-endpoint", null,
            WEB_ADDRESS);
    public static final Variable METRICS_STACKDRIVER_PROJECT = Variable.of("winnow.metrics.stackdriver-project", null,
            TEXT);
    public static final Variable LOG_FORMAT = Variable.of("winnow.log.format", "text", oneOf("text", "json"));
    /** Where spans go by OTLP over HTTP; without it there are none. */
    public static final Variable TRACES_ENDPOINT = Variable.of("winnow.traces.endpoint", null, WEB_ADDRESS);
    public static final Variable TRACES_HEADERS = Variable.secret("winnow.traces.headers");
    public static final Variable TRACES_SAMPLE_PERCENT = Variable.of("winnow.traces.sample-percent", "100",
            number(0, 100));
    public static final Variable SENTRY_DSN = Variable.secret("sentry.dsn");

    public static final Variable DIAGNOSTICS = Variable.of("winnow.diagnostics", "off", SWITCH);
    public static final Variable DIAGNOSTICS_DIR = Variable.of("winnow.diagnostics.dir", null, TEXT);
    public static final Variable START_WAIT_SECONDS = Variable.of("winnow.start.wait-seconds", "300",
            seconds(0, 86400));
    public static final Variable HOME = Variable.of("winnow.home", null, TEXT);
    /** Read by the launcher and the command line only. */
    public static final Variable JAVA_HOME = Variable.of("winnow.java.home", null, TEXT);
    public static final Variable JAVA_OPTIONS = Variable.of("winnow.java.options", null, TEXT);
    public static final Variable AOT = Variable.of("winnow.aot", "on", SWITCH);
    public static final Variable CHECKOUT = Variable.of("winnow.checkout", null, TEXT);
    public static final Variable URL = Variable.of("winnow.url", null, WEB_ADDRESS);
    public static final Variable TOKEN = Variable.secret("winnow.token");

    /** All of them. */
    public static final List<Variable> ALL = List.of(DB_HOST, DB_PORT, DB_NAME, DB_USERNAME, DB_PASSWORD, DB_TLS,
            DB_TLS_CA, DB_AUTH,
            DB_MIGRATE_USERNAME, DB_MIGRATE_PASSWORD, DB_ACCOUNT_SCHEDULER, DB_ACCOUNT_WORKER, DB_ACCOUNT_INTERFACE,
            DB_UPGRADE,
            REDIS_MODE, REDIS_NODES, REDIS_USERNAME, REDIS_PASSWORD, REDIS_TLS, REDIS_TLS_CA, REDIS_SENTINEL_MASTER,
            REDIS_SENTINEL_USERNAME, REDIS_SENTINEL_PASSWORD,
            QUEUE_SHARES, QUEUE_HMAC_KEY, PLUGINS_DIR,
            PLUGINS_WAIT_SECONDS, CACHE_DIR, PLUGIN_REMOTES, PLUGIN_SIGNATURES, PLUGIN_TRUSTED_KEYS,
            PLUGIN_GENERATIONS_KEEP, PLUGIN_GENERATIONS_KEEP_DAYS, PLUGIN_PROBE, PLUGIN_PROBE_SECONDS,
            PLUGIN_PROBE_HEAP_MB, HTTP_PORT,
            HTTP_BASE_PATH, PUBLIC_URL, TRUSTED_PROXIES, ADMIN_PASSWORD, ADMIN_TOKEN, MANAGEMENT_ADDRESS,
            SCHEDULER_MANAGEMENT_PORT, WORKER_MANAGEMENT_PORT, INTERFACE_MANAGEMENT_PORT, WORKER_QUEUES,
            WORKER_CONCURRENCY, WORKER_RESERVE_P0, WORKER_DRAIN_SECONDS, WORKER_LEASE_SECONDS,
            WORKER_UNREACHABLE_SECONDS, SCHEDULER_LEASE_SECONDS,
            QUEUE_DRAIN_TARGET_MINUTES, JOBS_KEEP_SUCCEEDED_DAYS,
            JOBS_KEEP_FAILED_DAYS, PROCESS_FILES, METRICS_CLOUDWATCH,
            METRICS_STACKDRIVER, METRICS_PROMETHEUS, METRICS_NAMESPACE, METRICS_STEP_SECONDS,
            METRICS_CLOUDWATCH_REGION, METRICS_CLOUDWATCH_ROLE_ARN, METRICS_CLOUDWATCH_EXTERNAL_ID,
            METRICS_CLOUDWATCH_ENDPOINT, METRICS_STACKDRIVER_PROJECT, LOG_FORMAT, TRACES_ENDPOINT, TRACES_HEADERS,
            TRACES_SAMPLE_PERCENT, SENTRY_DSN, DIAGNOSTICS, DIAGNOSTICS_DIR,
            START_WAIT_SECONDS, HOME, JAVA_HOME, JAVA_OPTIONS, AOT,
            CHECKOUT, URL, TOKEN);

    private Variables() {
    }
}
