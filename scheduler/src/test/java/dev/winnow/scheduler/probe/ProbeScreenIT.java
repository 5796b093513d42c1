package dev.winnow.scheduler.probe;

import dev.winnow.db.plugin.ProbedContent;
import dev.winnow.db.plugin.ProbedContent.ProbedExtension;
import dev.winnow.scheduler.probe.ProbeUnderTest.Looked;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Plugins of all kinds, loaded in a real process before they are published. */
class ProbeScreenIT {
    @TempDir
    Path folder;
    private ProbeUnderTest probe;

    @BeforeEach
    void open() {
        probe = new ProbeUnderTest(folder);
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void aGoodPluginIsTriedOnceAndWhatItRegistersAndWarnsOfIsKnownFromThenOn() {
        probe.plugins.java("alpha", "1.0.0", "context.warn(\"mind the gap\"); System.out.println(\"hello\");");

        Looked first = probe.look();

        assertThat(first.good()).containsExactly("alpha");
        assertThat(first.started()).isEqualTo(1);
        assertThat(first.codes("alpha")).containsExactly("P401");
        ProbedContent probed = probe.probed(first.content("alpha"));
        assertThat(probed.passed()).isTrue();
        assertThat(probed.extensions()).containsExactly(new ProbedExtension("job handler", "alpha.job"));
        assertThat(probed.tries()).isEqualTo(1);

        Looked second = probe.look();
        assertThat(second.started()).as("nothing is new").isZero();
        assertThat(second.codes("alpha")).as("told again, from the record").containsExactly("P401");
    }
}
