package dev.winnow.daemon.plugin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LoadingMarksTest {
    @TempDir
    Path folder;

    @Test
    void aStartThatLoadsNowIsNotADeath() {
        LoadingMarks marks = new LoadingMarks(folder.resolve("worker"));
        marks.begin(4);

        assertThat(new LoadingMarks(folder.resolve("worker")).deaths(4)).isZero();
    }

    @Test
    void startsWhoseProcessIsGoneAreCountedByGeneration() throws Exception {
        leftBehind("4-0f8e4a", "4-999999992-1000", "5-0f8e4a", "4-0f8e4b.half", "unrelated");
        LoadingMarks marks = new LoadingMarks(folder);

        assertThat(marks.deaths(4)).isEqualTo(2);
        assertThat(marks.deaths(5)).isEqualTo(1);
        assertThat(marks.deaths(6)).isZero();
    }

    @Test
    void anOrderlyEndLeavesNothingBehindAndSuccessForgetsDeaths() throws Exception {
        leftBehind("4-0f8e4a");
        LoadingMarks marks = new LoadingMarks(folder);
        marks.begin(4);
        marks.end();
        marks.forget();

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    private void leftBehind(String... names) throws Exception {
        for (String name : names) {
            Files.writeString(folder.resolve(name), "");
        }
    }
}
