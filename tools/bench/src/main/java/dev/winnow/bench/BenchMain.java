package dev.winnow.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists the benchmarks, or runs one; exit codes: 0 done, 1 failed, 2 no such benchmark. */
public final class BenchMain {
    private static final List<Bench> ALL = List.of(new JavaLoadBench(), new LargeLoadBench(), new PublishBench(),
            new UnchangedStartBench(), new PythonBench(), new HeapBench());

    private BenchMain() {
    }

    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            ALL.forEach(bench -> System.out.printf("%-24s %s%n", bench.name(), bench.about()));
            return;
        }
        Optional<Bench> chosen = ALL.stream().filter(bench -> bench.name().equals(args[0])).findFirst();
        if (args.length != 1 || chosen.isEmpty()) {
            System.err.println(
                    "bench: there is no benchmark '" + String.join(" ", args) + "'; without a name, they are listed");
            System.exit(2);
            return;
        }
        Path work = Files.createTempDirectory("winnow-bench");
        try {
            chosen.get().run(work, measure -> System.out.println(measure.json()));
        } finally {
            delete(work);
        }
        // What plugins and servers started must not keep it alive.
        System.exit(0);
    }

    /** With all that is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (UncheckedIOException e) {
            throw new IOException("the folder " + folder + " could not be deleted", e);
        }
    }
}
