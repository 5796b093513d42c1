package dev.winnow.daemon.doctor;

import dev.winnow.daemon.DaemonKind;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.plugin.spi.Priority;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The daemons: that one scheduler leads, workers for each lane, one version and one generation of plugins. */
final class SuiteCheck implements Check {
    private static final String STARTING = "starting";

    private final Place place;
    private final SuiteSource suite;

    SuiteCheck(Place place, SuiteSource suite) {
        this.place = place;
        this.suite = suite;
    }

    @Override
    public String name() {
        return "suite";
    }

    @Override
    public List<Finding> look() {
        List<ProcessRow> live;
        OptionalLong generation;
        int warnings;
        try {
            live = suite.live();
            generation = suite.generation();
            warnings = suite.warnings();
        } catch (RuntimeException e) {
            return List.of(Finding.skipped(name(), "The record of processes could not be read from MySQL", ""));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(leader(live));
        findings.addAll(lanes(live));
        findings.add(interfaceServer(live));
        findings.add(versions(live));
        findings.add(generations(live, generation));
        findings.add(warnings == 0
                ? Finding.ok("suite.warnings", "No warning on a plugin is open")
                : Finding.warning("suite.warnings", warnings + " warnings on plugins are open",
                        place.winnow("plugins warnings")));
        return findings;
    }

    private Finding leader(List<ProcessRow> live) {
        String check = "suite.leader";
        long schedulers = live.stream().filter(row -> is(row, DaemonKind.SCHEDULER)).count();
        if (live.stream().anyMatch(ProcessRow::leading)) {
            return Finding.ok(check, "A scheduler leads, and " + (schedulers - 1) + " stand by");
        }
        return schedulers == 0
                ? Finding.problem(check, "No scheduler is alive: schedules do not fire and requested jobs wait",
                        place.start("scheduler"))
                : Finding.warning(check,
                        "No scheduler leads yet, of " + schedulers + " alive: after a crash that takes "
                                + "as long as WINNOW_SCHEDULER_LEASE_SECONDS",
                        place.winnow("status"));
    }

    private List<Finding> lanes(List<ProcessRow> live) {
        List<Finding> findings = new ArrayList<>();
        for (Priority lane : Priority.values()) {
            long workers = live.stream().filter(row -> is(row, DaemonKind.WORKER))
                    .filter(row -> Arrays.asList(row.lanes().split(",")).contains(lane.code())).count();
            String check = "suite.workers." + lane.code();
            findings.add(workers > 0
                    ? Finding.ok(check, workers + " workers take jobs of " + lane.code())
                    : Finding.problem(check, "No live worker takes jobs of " + lane.code() + ": they wait",
                            place.startWorker(lane)));
        }
        return findings;
    }

    private Finding interfaceServer(List<ProcessRow> live) {
        return live.stream().anyMatch(row -> is(row, DaemonKind.INTERFACE_SERVER))
                ? Finding.ok("suite.interface", "An interface server is alive")
                : Finding.problem("suite.interface", "No interface server is alive: no console, no API",
                        place.start("interface-server"));
    }

    private Finding versions(List<ProcessRow> live) {
        Set<String> versions = live.stream().map(ProcessRow::version).collect(Collectors.toCollection(TreeSet::new));
        return versions.size() < 2
                ? Finding.ok("suite.versions", "All processes are of one version: " + String.join("", versions))
                : Finding.warning("suite.versions", "Processes of several versions are alive: " + String.join(", ",
                        versions) + "; that works while you upgrade, and is not meant to last",
                        place.winnow("status") + "   # then upgrade and restart those that are behind");
    }

    private Finding generations(List<ProcessRow> live, OptionalLong current) {
        String check = "suite.generation";
        if (current.isEmpty()) {
            return Finding.warning(check, "Nothing has been published yet: no process has a plugin",
                    place.start("scheduler"));
        }
        Set<String> behind = live.stream().filter(row -> row.generation() != null && !row.state().equals(STARTING)
                && row.generation() != current.getAsLong()).map(row -> row.kind() + " on " + row.host())
                .collect(Collectors.toCollection(TreeSet::new));
        return behind.isEmpty()
                ? Finding.ok(check, "Every process has the plugins of generation " + current.getAsLong())
                : Finding.warning(check, "Generation " + current.getAsLong() + " is published and not loaded by "
                        + String.join(", ", behind), place.restart());
    }

    private static boolean is(ProcessRow row, DaemonKind kind) {
        return row.kind().equals(kind.code());
    }
}
