package dev.winnow.daemon;

import java.util.HashMap;
import java.util.Map;

/** What is the same in every start of a daemon, as Boot's default properties. */
final class DaemonDefaults {
    /** The daemon's kind, for what runs before there are beans. */
    static final String KIND = "winnow.daemon";

    private static final String LOG_PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level %logger{0}"
            + "%replace( [%X{correlation}]){' \\[\\]',''}: %msg%n%ex";

    private DaemonDefaults() {
    }

    static Map<String, Object> of(DaemonKind kind) {
        Map<String, Object> defaults = new HashMap<>();
        defaults.put(KIND, kind.code());
        defaults.put("spring.application.name", "winnow-" + kind.code());
        defaults.put("spring.main.banner-mode", "off");
        defaults.put("spring.main.log-startup-info", "false");
        defaults.put("spring.main.lazy-initialization", "false");
        defaults.put("spring.jmx.enabled", "false");
        // Whatever lies in the working folder is not ours to read.
        defaults.put("spring.config.location", "optional:classpath:/");
        logging(defaults);
        management(defaults);
        if (kind != DaemonKind.INTERFACE_SERVER) {
            // Health and metrics only.
            defaults.put("server.tomcat.threads.max", "8");
            defaults.put("server.tomcat.threads.min-spare", "2");
            defaults.put("server.shutdown", "immediate");
        }
        return defaults;
    }

    private static void logging(Map<String, Object> defaults) {
        defaults.put("logging.pattern.console", LOG_PATTERN);
        for (String chatty : new String[]{"org.springframework", "org.hibernate", "org.apache", "com.zaxxer.hikari",
                "org.flywaydb", "redis.clients"}) {
            defaults.put("logging.level." + chatty, "warn");
        }
        // It discourages what is meant here: a caller's wish to be sampled is heeded within the ratio only.
        defaults.put("logging.level.io.opentelemetry.sdk.trace.samplers", "error");
        // It calls the dialect that MariaDB needs here needless, since it does not know Connector/J's answer to MariaDB.
        defaults.put("logging.level.org.hibernate.orm.deprecation", "error");
    }

    private static void management(Map<String, Object> defaults) {
        defaults.put("management.endpoints.access.default", "none");
        defaults.put("management.endpoint.health.access", "read-only");
        defaults.put("management.endpoint.prometheus.access", "read-only");
        defaults.put("management.endpoints.web.exposure.include", "health,prometheus");
        defaults.put("management.endpoints.web.base-path", "/");
        defaults.put("management.endpoints.web.path-mapping.prometheus", "metrics");
        defaults.put("management.endpoints.web.discovery.enabled", "false");
        defaults.put("management.endpoint.health.show-details", "never");
        defaults.put("management.endpoint.health.show-components", "never");
        defaults.put("management.endpoint.health.probes.enabled", "false");
        defaults.put("management.endpoint.health.group.live.include", "ping");
        defaults.put("management.endpoint.health.group.ready.include", "daemon");
        // What Winnow sends to services it sets up itself, through its proxies.
        defaults.put("management.stackdriver.metrics.export.enabled", "false");
        defaults.put("management.health.defaults.enabled", "false");
        defaults.put("management.health.ping.enabled", "true");
    }
}
