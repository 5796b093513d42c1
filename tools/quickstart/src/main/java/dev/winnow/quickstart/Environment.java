package dev.winnow.quickstart;

import dev.winnow.embedded.Account;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The variables of each daemon: what all share, and the secrets of just that one. */
final class Environment {
    private final Map<String, String> inherited;
    private final Installation installation;
    private final StateFolder state;
    private final Secrets secrets;
    private final Path plugins;

    Environment(Map<String, String> inherited, Installation installation, StateFolder state, Secrets secrets,
            Path plugins) {
        this.inherited = inherited;
        this.installation = installation;
        this.state = state;
        this.secrets = secrets;
        this.plugins = plugins;
    }

    Map<String, String> scheduler(Addresses addresses) {
        Map<String, String> variables = common(addresses, Account.SCHEDULER);
        variables.put("WINNOW_SCHEDULER_MANAGEMENT_PORT", Integer.toString(addresses.scheduler()));
        variables.put("WINNOW_DB_MIGRATE_USERNAME", Account.MIGRATE.accountName());
        variables.put("WINNOW_DB_MIGRATE_PASSWORD", secrets.database(Account.MIGRATE));
        if (!inherited.containsKey("WINNOW_PROCESS_FILES")) {
            variables.put("WINNOW_PROCESS_FILES", state.of("processes").toString());
        }
        return variables;
    }

    Map<String, String> worker(Addresses addresses) {
        Map<String, String> variables = common(addresses, Account.WORKER);
        variables.put("WINNOW_WORKER_MANAGEMENT_PORT", Integer.toString(addresses.worker()));
        // All must be down within 30 s.
        variables.put("WINNOW_WORKER_DRAIN_SECONDS", "10");
        return variables;
    }

    Map<String, String> interfaceServer(Addresses addresses) {
        Map<String, String> variables = common(addresses, Account.INTERFACE);
        variables.put("WINNOW_INTERFACE_MANAGEMENT_PORT", Integer.toString(addresses.interfaceManagement()));
        variables.put("WINNOW_HTTP_PORT", Integer.toString(addresses.http()));
        secrets.adminPassword().ifPresent(password -> {
            variables.put("WINNOW_ADMIN_PASSWORD", password);
            variables.put("WINNOW_ADMIN_TOKEN", secrets.token());
        });
        return variables;
    }

    private Map<String, String> common(Addresses addresses, Account account) {
        Map<String, String> variables = new HashMap<>();
        // Variables meant for other programs, or for another MySQL and Redis, must not reach the daemons.
        inherited.keySet().stream().filter(Environment::isForOthers).forEach(name -> variables.put(name, ""));
        variables.put("WINNOW_HOME", installation.home().toString());
        variables.put("WINNOW_DB_HOST", "127.0.0.1");
        variables.put("WINNOW_DB_PORT", Integer.toString(addresses.mariaDb()));
        variables.put("WINNOW_DB_NAME", "winnow");
        variables.put("WINNOW_DB_TLS", "disabled");
        variables.put("WINNOW_DB_USERNAME", account.accountName());
        variables.put("WINNOW_DB_PASSWORD", secrets.database(account));
        variables.put("WINNOW_REDIS_NODES", "127.0.0.1:" + addresses.redis());
        variables.put("WINNOW_REDIS_PASSWORD", secrets.redis());
        // The scheduler reads it; the interface server's doctor looks whether it can.
        variables.put("WINNOW_PLUGINS_DIR", plugins.toString());
        variables.put("WINNOW_CACHE_DIR", state.of("cache").toString());
        variables.put("WINNOW_DIAGNOSTICS", "on");
        variables.put("WINNOW_DIAGNOSTICS_DIR", state.of("diagnostics").toString());
        return variables;
    }

    private static boolean isForOthers(String name) {
        return name.startsWith("WINNOW_DB_") || name.startsWith("WINNOW_REDIS_") || name.startsWith("WINNOW_ADMIN_")
                || name.startsWith("WINNOW_TOKEN") || (name.startsWith("WINNOW_") && name.endsWith("_MANAGEMENT_PORT"))
                || name.equals("WINNOW_URL") || name.equals("WINNOW_CHECKOUT") || name.equals("WINNOW_JAVA_OPTIONS")
                || name.equals("WINNOW_HTTP_PORT");
    }

    /** Ports, all on this machine. */
    record Addresses(int mariaDb, int redis, int scheduler, int worker, int interfaceManagement, int http) {
    }
}
