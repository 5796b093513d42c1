package dev.winnow.cli.bundle;

import dev.winnow.cli.api.ApiOptions;
import dev.winnow.cli.api.CliException;
import dev.winnow.cli.local.Surroundings;
import dev.winnow.daemon.doctor.LookedUpSuite;
import dev.winnow.daemon.redaction.Redactor;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code winnow support-bundle FILE}. */
@Command(name = "support-bundle", description = "Collects what somebody else needs to help, in one tar.gz without secrets: versions,"
        + " settings, the doctor's findings, status, plugins, warnings, failed jobs, logs, metrics. Look into it before you"
        + " send it.", mixinStandardHelpOptions = true)
public final class SupportBundleCommand implements Callable<Integer> {
    private static final DataSize LARGEST_PART = DataSize.ofMegabytes(5);
    private static final Path STANDARD_OUTPUT = Path.of("-");

    @Mixin
    private ApiOptions options = new ApiOptions();

    @Parameters(paramLabel = "FILE", description = "must not exist yet; - is standard output, where nothing else is said then")
    private Path file = Path.of("");

    @Option(names = "--threads", description = "add the threads of this host's daemons")
    private boolean threads;

    @Option(names = "--max-mb", paramLabel = "N", description = "of all parts together, before they are compressed; default ${DEFAULT-VALUE}")
    private int largestMb = 50;

    @Spec
    private @Nullable CommandSpec command;

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() throws InterruptedException {
        boolean isPiped = file.equals(STANDARD_OUTPUT);
        if (isPiped) {
            CommandLine line = Objects.requireNonNull(command).commandLine();
            line.setOut(line.getErr());
        }
        Surroundings surroundings = Surroundings.here();
        try (LookedUpSuite suite = surroundings.suite()) {
            List<Archive.Entry> entries = write(surroundings, suite);
            long missing = entries.stream().filter(entry -> entry.bytes() == 0).count();
            options.answer(JsonMapper.builder().build().valueToTree(entries), (isPiped
                    ? "The bundle"
                    : file + " (" + DataSize.ofBytes(Files.size(file)).toKilobytes() + " KiB)") + " holds "
                    + (entries
                            .size() - missing)
                    + " parts; " + missing
                    + " could not be had: MANIFEST.txt in it says why. Secrets are masked; look into it before you send it.");
            return 0;
        } catch (FileAlreadyExistsException e) {
            throw new CliException(CliException.USAGE, file + " exists already: name a new file", e);
        } catch (IOException e) {
            throw new CliException(CliException.FAILED, isPiped
                    ? "standard output cannot be written: " + e
                    : file + " cannot be written: " + e + "; 'winnow support-bundle - > FILE' has the shell write it",
                    e);
        }
    }

    private List<Archive.Entry> write(Surroundings surroundings, LookedUpSuite suite)
            throws IOException, InterruptedException {
        StringWriter version = new StringWriter();
        Objects.requireNonNull(command).root().commandLine().printVersionHelp(new PrintWriter(version));
        List<Part> parts = List.of(new SettingsPart(surroundings, version.toString().strip()),
                new DoctorPart(surroundings, suite),
                new ApiPart(options::api), new ProcessesPart(suite, threads), new LogsPart(surroundings));
        try (Archive archive = archive(surroundings.redactor(), DataSize.ofMegabytes(largestMb))) {
            for (Part part : parts) {
                part.collect(archive);
            }
            return archive.entries();
        }
    }

    private Archive archive(Redactor redactor, DataSize largest) throws IOException {
        // Not System.out, which keeps to itself that a disk is full.
        return file.equals(STANDARD_OUTPUT)
                ? Archive.into(new FileOutputStream(FileDescriptor.out), redactor, clock, LARGEST_PART, largest)
                : Archive.create(file, redactor, clock, LARGEST_PART, largest);
    }
}
