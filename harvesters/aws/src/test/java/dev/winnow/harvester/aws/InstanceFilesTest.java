package dev.winnow.harvester.aws;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.ResourceDescription;
import dev.winnow.plugin.spi.Settings;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InstanceFilesTest {
    private static final String TWO = """
        {"Reservations": [
          {"ReservationId": "r-1", "OwnerId": "1", "Instances": [
            {"InstanceId": "i-1", "InstanceType": "m99.huge", "State": {"Code": 7, "Name": "levitating"},
             "Placement": {"AvailabilityZone": "us-west-2-lax-1a"}, "LaunchTime": "2026-01-02T03:04:05+00:00",
             "Tags": [{"Key": "Name", "Value": "web"}, {"Key": "empty", "Value": ""}], "CpuOptions": {"CoreCount": 2}}]},
          {"ReservationId": "r-2", "Instances": [{"InstanceId": "i-2"}]}]}
        """;

    @TempDir
    private Path folder;

    @Test
    void valuesThatAreNewerThanUsAreKept() throws IOException {
        ResourceDescription instance = read(write(TWO)).getFirst();

        assertThat(instance.instanceType()).isEqualTo("m99.huge");
        assertThat(instance.state()).isEqualTo("levitating");
        assertThat(instance.region()).isEqualTo("us-west-2");
        assertThat(instance.name()).isEqualTo("web");
        assertThat(instance.tags()).containsEntry("empty", "");
        assertThat(instance.launchedAt()).hasToString("2026-01-02T03:04:05Z");
        assertThat(instance.attributes()).containsEntry("CpuOptions", Map.of("CoreCount", 2)).doesNotContainKey("Tags");
    }

    @Test
    void pagesThatWereAppendedToOneFileAreAllRead() throws IOException {
        assertThat(read(write(TWO + "\n" + TWO.replace("i-", "i-9")))).hasSize(4);
    }

    @Test
    void listsThatWereCutOutWithAQueryAreRead() throws IOException {
        assertThat(read(write("[{\"InstanceId\": \"i-1\"}, {\"InstanceId\": \"i-2\"}]"))).hasSize(2);
        assertThat(read(write("[[{\"InstanceId\": \"i-1\"}], [{\"InstanceId\": \"i-2\"}]]"))).hasSize(2);
        assertThat(read(write("{\"Reservations\": []}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"Reservations": [{"Instances": [{"InstanceId": "i-1"   | line 1, column
        {"Reservations": [{"Instances": [{"InstanceType": "a"}]}]} | an instance without 'InstanceId'
        {"Reservations": {"Instances": []}}                     | 'Reservations' is not a list
        {"Buckets": []}                                         | neither 'Reservations' nor 'Instances'
        <html>401</html>                                        | line 1, column 1
        Unable to locate credentials                            | line 1, column
        "text"                                                  | expected what 'aws ec2 describe-instances
        {"Reservations": [42]}                                  | expected an object
        """)
    void whatIsBrokenIsNamedWithFileAndPosition(String content, String expected) throws IOException {
        Path file = write(content);

        assertThatThrownBy(() -> read(file)).isInstanceOf(BrokenFileException.class)
                .hasMessageContaining(file.getFileName().toString()).hasMessageContaining("line 1")
                .hasMessageContaining(expected);
    }

    @Test
    void anEmptyFileIsNotAnEmptyAccount() throws IOException {
        Path file = write("");

        assertThatThrownBy(() -> read(file)).isInstanceOf(BrokenFileException.class).hasMessageContaining("is empty");
    }

    @Test
    void oneObjectOfEndlessSizeIsRefused() throws IOException {
        Path file = folder.resolve("bomb.json");
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("{\"Reservations\": [{\"Instances\": [{\"InstanceId\": \"i-1\", \"Tags\": [0");
            for (int i = 0; i < 200_000; i++) {
                out.write(",0");
            }
            out.write("]}]}]}");
        }

        assertThatThrownBy(() -> read(file)).isInstanceOf(BrokenFileException.class)
                .hasMessageContaining("100000 values");
    }

    @Test
    void aLargeFileIsReadAsAStream() throws IOException {
        Path file = folder.resolve("large.json");
        String filler = "x".repeat(10_000);
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("{\"Reservations\": [{\"Instances\": [{\"InstanceId\": \"i-0\"}");
            for (int i = 1; i < 30_000; i++) {
                out.write(",\n{\"InstanceId\": \"i-" + i + "\", \"KernelId\": \"" + filler + "\"}");
            }
            out.write("]}]}");
        }
        Runtime runtime = Runtime.getRuntime();
        long[] most = {0};
        System.gc();
        long before = runtime.totalMemory() - runtime.freeMemory();

        long count = InstanceFiles.read(file, instance -> {
            if (most[0]++ % 10_000 == 0) {
                System.gc();
                assertThat(runtime.totalMemory() - runtime.freeMemory() - before).isLessThan(64L << 20);
            }
        });

        assertThat(Files.size(file)).isGreaterThan(300_000_000);
        assertThat(count).isEqualTo(30_000);
    }

    @Test
    void aMissingPathAndAFolderWithoutFilesAreNamed() {
        assertThatThrownBy(() -> InstanceFiles.list(account(folder.resolve("gone"))))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("gone").hasMessageContaining("no such file or folder on this host");
        assertThatThrownBy(() -> InstanceFiles.list(account(folder))).hasMessageContaining("no .json file");
    }

    private Path write(String content) throws IOException {
        Path file = folder.resolve("instances.json");
        return Files.writeString(file, content, StandardCharsets.UTF_8);
    }

    private static List<ResourceDescription> read(Path file) throws IOException {
        List<ResourceDescription> found = new ArrayList<>();
        InstanceFiles.read(file, instance -> found.add(InstanceMapping.map(instance, "")));
        return found;
    }

    private static CloudAccount account(Path path) {
        return new CloudAccount(1, "files", AwsFileProvider.NAME, new Settings(Map.of("path", path.toString())));
    }
}
