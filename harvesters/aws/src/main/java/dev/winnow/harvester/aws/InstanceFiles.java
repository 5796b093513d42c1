package dev.winnow.harvester.aws;

import dev.winnow.plugin.spi.CloudAccount;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads what {@code aws ec2 describe-instances} prints, as a stream: {@code {"Reservations": [{"Instances": [...]}]}}, once
 * or several times one after the other (pages appended to one file), or the bare lists that people cut out with
 * {@code --query}.
 */
final class InstanceFiles {
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private InstanceFiles() {
    }

    /** The account's files, sorted. */
    static List<Path> list(CloudAccount account) throws IOException {
        Path path = Path.of(account.settings().requiredText(AwsFileProvider.PATH));
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        if (!Files.isDirectory(path)) {
            throw new NoSuchFileException(path + ": there is no such file or folder on this host (account '"
                    + account.name() + "')");
        }
        try (Stream<Path> children = Files.list(path)) {
            List<Path> files = children.filter(child -> child.getFileName().toString().endsWith(".json"))
                    .filter(Files::isRegularFile).sorted().toList();
            if (files.isEmpty()) {
                throw new NoSuchFileException(
                        path + ": no .json file in this folder (account '" + account.name() + "')");
            }
            return files;
        }
    }

    /**
     * Hands on each instance of a file, as a tree.
     *
     * @return how many there were
     * @throws BrokenFileException where it is not JSON, cut off, or of another shape
     */
    static long read(Path file, Consumer<Map<String, Object>> instances) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = JSON.createParser(ObjectReadContext.empty(), in)) {
            try {
                return new Reader(file, parser, instances).readAll();
            } catch (JacksonIOException e) {
                throw new IOException(file + ": cannot be read: " + e.getOriginalMessage(), e);
            } catch (JacksonException e) {
                throw broken(file, e.getLocation() == null ? parser.currentLocation() : e.getLocation(),
                        e instanceof StreamReadException ? String.valueOf(e.getOriginalMessage()) : e.toString(), e);
            }
        }
    }

    private static BrokenFileException broken(Path file, TokenStreamLocation at, String what,
            @Nullable Exception cause) {
        return new BrokenFileException(file + ", line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " + what,
                cause);
    }

    /** One walk over one file. */
    private static final class Reader {
        private final Path file;
        private final JsonParser parser;
        private final Consumer<Map<String, Object>> instances;
        private long count;

        Reader(Path file, JsonParser parser, Consumer<Map<String, Object>> instances) {
            this.file = file;
            this.parser = parser;
            this.instances = instances;
        }

        long readAll() {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw wrongShape("the file is empty");
            }
            for (JsonToken token = first; token != null; token = parser.nextToken()) {
                switch (token) {
                    case START_OBJECT -> readObject(true);
                    case START_ARRAY -> readList();
                    default -> throw wrongShape("expected what 'aws ec2 describe-instances --output json' prints");
                }
            }
            return count;
        }

        /** A page, a reservation or an instance: which one shows in its first telling name. */
        private void readObject(boolean mayBeOther) {
            JsonTrees.Partial seen = JsonTrees.partial(parser);
            boolean telling = false;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("Reservations") || name.equals("Instances")) {
                    if (value != JsonToken.START_ARRAY) {
                        throw wrongShape("'" + name + "' is not a list");
                    }
                    telling = true;
                    readList();
                } else {
                    seen.put(name);
                }
            }
            if (telling) {
                return;
            }
            if (seen.values().get("InstanceId") == null) {
                throw wrongShape(mayBeOther
                        ? "there is neither 'Reservations' nor 'Instances' in this object"
                        : "an instance without 'InstanceId'");
            }
            instances.accept(seen.values());
            count++;
        }

        private void readList() {
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                switch (token) {
                    case START_OBJECT -> readObject(false);
                    case START_ARRAY -> readList();
                    case null, default -> throw wrongShape("expected an object for a reservation or an instance");
                }
            }
        }

        private BrokenFileException wrongShape(String what) {
            return broken(file, parser.currentLocation(), what, null);
        }
    }
}
