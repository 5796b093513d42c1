package dev.winnow.web.service;

import dev.winnow.daemon.DaemonKind;
import dev.winnow.db.process.ProcessRow;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What to paste so that processes load what is published.
 *
 * @param compose for Docker Compose, in the folder of {@code docker-compose.yaml}
 * @param systemd for systemd, one line for each host
 */
public record RestartCommands(String compose, List<HostCommand> systemd) {
    private static final String COMPOSE = "docker compose restart";

    /** A command to be run on one host. */
    public record HostCommand(String host, String command) {
    }

    /** For these processes; {@code all} are the live ones. */
    public static RestartCommands of(Collection<ProcessRow> behind, Collection<ProcessRow> all) {
        SortedMap<String, SortedSet<String>> units = new TreeMap<>();
        behind.forEach(process -> units.computeIfAbsent(process.host(), host -> new TreeSet<>())
                .add(unit(process.kind())));
        List<HostCommand> systemd = units.entrySet().stream().map(host -> new HostCommand(host.getKey(),
                "sudo systemctl restart " + String.join(" ", host.getValue()))).toList();
        return new RestartCommands(compose(behind, all), systemd);
    }

    /** For all of them. */
    static RestartCommands all(Collection<ProcessRow> all) {
        return of(all, all);
    }

    private static String compose(Collection<ProcessRow> behind, Collection<ProcessRow> all) {
        SortedSet<String> services = services(behind);
        return services.equals(services(all)) ? COMPOSE : COMPOSE + " " + String.join(" ", services);
    }

    private static SortedSet<String> services(Collection<ProcessRow> processes) {
        return processes.stream().map(RestartCommands::service).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Compose has a service of its own for workers of p2 alone. */
    private static String service(ProcessRow process) {
        boolean isBackground = process.kind().equals(DaemonKind.WORKER.code())
                && Arrays.equals(process.lanes().split(","), new String[]{"p2"});
        return isBackground ? "worker-p2" : process.kind();
    }

    /** Workers may be instances of a template beside or instead of the plain unit: the pattern names all that run. */
    private static String unit(String kind) {
        return kind.equals(DaemonKind.WORKER.code()) ? "'winnow-worker*'" : "winnow-" + kind;
    }
}
