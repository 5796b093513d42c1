package dev.winnow.quickstart;

import dev.winnow.embedded.Account;
import dev.winnow.embedded.EmbeddedMariaDb;
import dev.winnow.embedded.EmbeddedRedis;
import dev.winnow.embedded.MariaDbBuilder;
import dev.winnow.quickstart.Environment.Addresses;
import java.util.List;

/**
 * Everything that runs.
 *
 * @param servers MariaDB and Redis
 * @param daemons scheduler, worker, interface server, in this order
 */
record Stack(List<Server> servers, List<Daemon> daemons) {
    /** The names of all, in the order in which they are to be ended. */
    static final List<String> ORDER = List.of("scheduler", "worker", "interface-server", "mariadb", "redis");

    /** Builds it; nothing is started yet. */
    static Stack build(Installation installation, StateFolder state, Secrets secrets, Addresses addresses,
            Environment environment) {
        DaemonCommand command = new DaemonCommand(installation, state);
        Daemon scheduler = new Daemon("scheduler", addresses.scheduler(),
                command.of("scheduler", "384m", List.of("--db-upgrade")), environment.scheduler(addresses),
                state.root(),
                state.log("scheduler"));
        Daemon worker = new Daemon("worker", addresses.worker(), command.of("worker", "512m", List.of()),
                environment.worker(addresses), state.root(), state.log("worker"));
        Daemon interfaceServer = new Daemon("interface-server", addresses.interfaceManagement(),
                command.of("interface-server", "384m", List.of()), environment.interfaceServer(addresses), state.root(),
                state.log("interface-server"));
        return new Stack(servers(state, secrets, addresses),
                List.of(scheduler, worker, interfaceServer));
    }

    /** MariaDB and Redis, not yet started. */
    static List<Server> servers(StateFolder state, Secrets secrets, Addresses addresses) {
        MariaDbBuilder mariaDb = EmbeddedMariaDb.builder().binaries(state.of("servers"))
                .dataFolder(state.data("mariadb"))
                .logFile(state.log("mariadb")).port(addresses.mariaDb());
        for (Account account : Account.values()) {
            mariaDb.password(account, secrets.database(account));
        }
        EmbeddedRedis redis = EmbeddedRedis.builder().binaries(state.of("servers")).dataFolder(state.data("redis"))
                .logFile(state.log("redis")).port(addresses.redis()).password(secrets.redis()).build();
        return List.of(Server.of(mariaDb.build()), Server.of(redis));
    }
}
