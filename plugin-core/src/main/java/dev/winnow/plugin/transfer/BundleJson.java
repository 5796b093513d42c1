package dev.winnow.plugin.transfer;

import dev.winnow.plugin.bundle.ContentDigest;
import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.bundle.Limits;
import dev.winnow.plugin.manifest.PluginName;
import dev.winnow.plugin.manifest.RelativePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The index as JSON: the same index gives the same bytes, and what is read is checked as coming from anybody. */
final class BundleJson {
    static final int MAX_BYTES = 8 * 1024 * 1024;

    private static final int FORMAT_VERSION = 1;
    private static final String VERSION_KEY = "winnowBundle";
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final DefaultPrettyPrinter LINES = new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"));

    private BundleJson() {
    }

    static byte[] write(BundleIndex index) throws BundleException {
        byte[] bytes = (MAPPER.writer().with(LINES).writeValueAsString(new Document(FORMAT_VERSION, index.generation(),
                index.contentDigest(), index.plugins())) + "\n").getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            throw new BundleException("its " + BundleIndex.FILE_NAME + " would be larger than "
                    + Limits.mebibytes(MAX_BYTES) + ". Make several bundles, naming the plugins of each with --plugin");
        }
        return bytes;
    }

    /** @throws BundleException if the file holds no index that can be one */
    static BundleIndex read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new BundleException("it is larger than " + Limits.mebibytes(MAX_BYTES));
        }
        try {
            JsonNode tree = MAPPER.readTree(bytes);
            JsonNode version = tree.path(VERSION_KEY);
            if (!version.isInt() || version.intValue() != FORMAT_VERSION) {
                throw new BundleException("it is not of format version " + FORMAT_VERSION
                        + ", the only one that this Winnow knows");
            }
            Document document = MAPPER.treeToValue(tree, Document.class);
            check(document);
            return new BundleIndex(document.generation(), document.contentDigest(), document.plugins());
        } catch (JacksonException | NullPointerException e) {
            throw new BundleException("it is not of the form that it must have (" + firstLine(e) + ")", e);
        }
    }

    private static void check(Document document) throws BundleException {
        Set<String> names = new HashSet<>();
        int files = 0;
        for (BundledPlugin plugin : document.plugins()) {
            if (!PluginName.isAllowed(plugin.name()) || !names.add(plugin.name())) {
                throw new BundleException("a plugin in it has no allowed name, or is there twice");
            }
            Set<String> paths = new HashSet<>();
            for (ContentFile file : plugin.files()) {
                if (!RelativePath.isSafe(file.path()) || !paths.add(file.path()) || file.size() < 0
                        || !DIGEST.matcher(file.sha256()).matches() || ++files > Limits.MAX_FILES) {
                    throw new BundleException("the files of plugin '" + plugin.name() + "' in it cannot be a plugin's");
                }
            }
            if (!ContentDigest.of(plugin.files()).equals(plugin.digest())) {
                throw new BundleException("the digest of plugin '" + plugin.name() + "' is not that of its files");
            }
        }
    }

    private static String firstLine(RuntimeException e) {
        String message = e instanceof JacksonException json ? json.getOriginalMessage() : "something is null";
        String line = message.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "?");
        return line.substring(0, Math.min(line.length(), 200));
    }

    private record Document(int winnowBundle, long generation, String contentDigest, List<BundledPlugin> plugins) {
    }
}
