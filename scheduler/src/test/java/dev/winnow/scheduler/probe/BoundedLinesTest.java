package dev.winnow.scheduler.probe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BoundedLinesTest {
    @Test
    void linesAreReadAsTheyCome() throws IOException {
        assertThat(lines("one\n\ntwo", 100)).containsExactly("one", "", "two");
        assertThat(lines("", 100)).isEmpty();
        assertThat(lines("\n", 100)).containsExactly("");
    }

    @Test
    void ofALongLineTheBeginningIsKeptAndTheNextOneIsWhole() throws IOException {
        assertThat(lines("x".repeat(1_000_000) + "\nnext", 10)).containsExactly("x".repeat(10), "next");
    }

    @Test
    void bytesThatAreNoTextAreNoReasonToStop() throws IOException {
        BoundedLines lines = new BoundedLines(new ByteArrayInputStream(new byte[]{(byte) 0xff, 0, '\n', 'a'}), 10);

        assertThat(lines.next()).isEqualTo("\ufffd\0");
        assertThat(lines.next()).isEqualTo("a");
    }

    private static List<String> lines(String text, int longest) throws IOException {
        BoundedLines lines = new BoundedLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), longest);
        List<String> read = new ArrayList<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            read.add(line);
        }
        return read;
    }
}
