package dev.winnow.cli;

import dev.winnow.cli.api.CliException;
import dev.winnow.cli.local.Surroundings;
import dev.winnow.daemon.doctor.Diagnosis;
import dev.winnow.daemon.doctor.DiagnosisJson;
import dev.winnow.daemon.doctor.Finding;
import dev.winnow.daemon.doctor.LookedUpSuite;
import dev.winnow.daemon.doctor.Verdict;
import dev.winnow.daemon.process.ProcessIdentity;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code winnow doctor}. */
@Command(name = "doctor", description = "Looks at MySQL, Redis, clocks, grants, plugin folder, proxies, ports, disk and Java, and says how"
        + " to mend what is wrong. Changes nothing. Exit code 0: nothing found; 3: findings; 4: MySQL or Redis does not answer.", mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private static final String INDENT = "                                   ";

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Option(names = "--findings", description = "leave out what is as it should be")
    private boolean findingsOnly;

    @Option(names = "--wait", paramLabel = "SECONDS", description = "how long all checks together may take; default ${DEFAULT-VALUE}")
    private int patience = 30;

    @Spec
    private @Nullable CommandSpec command;

    @Override
    public Integer call() throws InterruptedException {
        Surroundings surroundings = Surroundings.here();
        Diagnosis diagnosis;
        try (LookedUpSuite suite = surroundings.suite()) {
            diagnosis = surroundings.doctor(suite, Duration.ofSeconds(patience)).look();
        }
        PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder().build().writerWithDefaultPrettyPrinter()
                    .writeValueAsString(DiagnosisJson.of(diagnosis)));
        } else {
            print(diagnosis, out);
        }
        if (diagnosis.isUnreachable()) {
            return CliException.UNREACHABLE;
        }
        return diagnosis.verdict().isFinding() ? CliException.FINDINGS : 0;
    }

    private void print(Diagnosis diagnosis, PrintWriter out) {
        out.println("On " + ProcessIdentity.hostName() + " (" + diagnosis.place().code() + ") as user "
                + System.getProperty("user.name") + ":");
        for (Finding finding : diagnosis.findings()) {
            if (findingsOnly && !finding.verdict().isFinding()) {
                continue;
            }
            String verdict = finding.verdict().isFinding()
                    ? finding.verdict().code().toUpperCase(Locale.ROOT)
                    : finding.verdict().code();
            out.println(String.format(Locale.ROOT, "%-8s %-25s %s", verdict, finding.check(), finding.message()));
            if (!finding.fix().isEmpty()) {
                out.println(INDENT + "fix: " + finding.fix());
            }
        }
        out.println(counted(diagnosis.count(Verdict.PROBLEM), "problem") + ", " + counted(diagnosis.count(
                Verdict.WARNING), "warning") + ", " + diagnosis.count(Verdict.OK) + " as they should be, "
                + diagnosis.count(Verdict.SKIPPED)
                + " not looked at.");
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
