package dev.winnow.cli.bundle;

import dev.winnow.daemon.redaction.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArchiveTest {
    @TempDir
    private Path folder;

    @Test
    void onlyItsOwnerMayReadItAndEveryTextIsRedacted() throws IOException {
        Path file = folder.resolve("bundle.tar.gz");
        try (Archive archive = create(file, DataSize.ofKilobytes(10), DataSize.ofKilobytes(100))) {
            archive.add("a.txt", "the secret is geheim-1, and password=geheim-2");
            archive.missing("b.txt", "asked with geheim-1, in vain");
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        Map<String, String> parts = BundleReader.read(file);
        assertThat(parts).containsEntry("a.txt", "the secret is ***, and password=***");
        assertThat(parts.get("MANIFEST.txt")).contains("b.txt: not there: asked with ***, in vain")
                .contains("2026-11-22T17:00:00Z");
    }

    @Test
    void whatIsTooLongKeepsItsEndAndWhatFindsNoRoomIsNamed() throws IOException {
        Path file = folder.resolve("bundle.tar.gz");
        try (Archive archive = create(file, DataSize.ofBytes(10), DataSize.ofBytes(15))) {
            archive.add("first.log", "0123456789abcde");
            archive.add("second.log", "0123456789");
            archive.add("third.log", "x");
        }

        Map<String, String> parts = BundleReader.read(file);
        assertThat(parts).containsEntry("first.log", "56789abcde").containsEntry("second.log", "56789")
                .doesNotContainKey("third.log");
        assertThat(parts.get("MANIFEST.txt")).contains("first.log: 10 bytes, cut: the first 5 bytes are left out")
                .contains("third.log: not there: left out: the bundle has reached its size");
    }

    @Test
    void aFileThatIsThereIsNotOverwritten() throws IOException {
        Path file = Files.writeString(folder.resolve("there"), "mine", StandardCharsets.UTF_8);

        assertThatThrownBy(() -> create(file, DataSize.ofBytes(1), DataSize.ofBytes(1)))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("mine");
    }

    private static Archive create(Path file, DataSize part, DataSize all) throws IOException {
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-22T17:00:00Z"));
        return Archive.create(file, new Redactor(List.of("geheim-1")), clock, part, all);
    }
}
