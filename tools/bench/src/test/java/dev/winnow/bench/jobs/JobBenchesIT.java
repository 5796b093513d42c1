package dev.winnow.bench.jobs;

import dev.winnow.bench.support.Bench;
import dev.winnow.bench.support.Measure;
import dev.winnow.bench.support.Scale;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class JobBenchesIT {
    @TempDir
    Path work;

    /** The other ones that start daemons are made of the same parts. */
    static Stream<Bench> benches() {
        return Stream.of(new QueueDrainBench(), new QueueIntakeBench(), new QueueGrowthBench(), new QueueOwnersBench(),
                JobsThroughputBench.drain(), new JobsLatencyBench());
    }

    @ParameterizedTest
    @MethodSource("benches")
    void aBenchmarkFindsItsFigures(Bench bench) throws Exception {
        List<Measure> found = new ArrayList<>();

        bench.run(work, Scale.QUICK, found::add);

        assertThat(found).isNotEmpty().allSatisfy(measure -> {
            assertThat(measure.name()).startsWith(bench.name());
            assertThat(measure.value()).isNotNegative().isFinite();
        });
        assertThat(found).as("at least one has a goal").anySatisfy(measure -> assertThat(measure.goal()).isNotNull());
    }
}
