package dev.winnow.plugin.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ModuleMetadataTest {
    @TempDir
    Path folder;

    private ModuleMetadata of(String source) throws IOException {
        Files.writeString(folder.resolve("plugin.py"), source);
        return ModuleMetadata.of(folder, List.of("missing.py", "plugin.py"));
    }

    @Test
    void plainTextsOfTheClassAreRead() throws IOException {
        ModuleMetadata metadata = of("""
            version = '9'
            class metadata(Base):
                \"""
                Information
                \"""

                version                      = '1.2'  # the second
                author = "O'Neil"
                nickname = u'Short'
                managed = False
            def load():
                author = 'nobody'
            """);
        assertThat(metadata.version()).contains("1.2");
        assertThat(metadata.author()).contains("O'Neil");
        assertThat(metadata.description()).contains("Short");
    }

    @Test
    void whatIsNoPlainTextIsNotGuessed() throws IOException {
        ModuleMetadata metadata = of("class metadata:\n    version = '1.' + minor\n    author = name()\n"
                + "    description = f'{x}'\n    nickname = 'a\\'b'\n");
        assertThat(metadata.version()).isEmpty();
        assertThat(metadata.author()).isEmpty();
        assertThat(metadata.description()).isEmpty();
    }

    @Test
    void hugeAndBrokenSourcesAreReadAsFarAsTheyGo() throws IOException {
        Files.write(folder.resolve("broken.py"), new byte[]{(byte) 0xff, 0, (byte) 0xfe});
        assertThat(ModuleMetadata.of(folder, List.of("broken.py")).version()).isEmpty();
        assertThat(of("class metadata:\n    version = '" + "1".repeat(3_000_000)).version()).isEmpty();
        assertThat(of("class metadata:\n" + "    x = 'y'\n".repeat(100_000) + "    version = '1'").version()).isEmpty();
    }
}
