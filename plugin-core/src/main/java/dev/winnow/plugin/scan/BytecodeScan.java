package dev.winnow.plugin.scan;

import dev.winnow.plugin.registry.PluginWarning;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what the jars of a plugin use of the SPI. A class file that is none, or larger than any compiler makes them, is
 * passed over: loading it will say what is wrong. Nothing of the plugin runs.
 */
public final class BytecodeScan {
    private static final Logger LOG = LoggerFactory.getLogger(BytecodeScan.class);
    private static final int MAX_CLASS_BYTES = 8 * 1024 * 1024;
    private static final int MAX_CLASSES = 50_000;

    private final ClassLoader host;

    /** @param host has the SPI's class files as resources */
    public BytecodeScan(ClassLoader host) {
        this.host = host;
    }

    /**
     * Warnings on the use of deprecated members of the SPI, and of such as it does not have, by class and member.
     *
     * @throws IOException if a jar cannot be read
     */
    public List<PluginWarning> scan(String plugin, String digest, List<Path> jars) throws IOException {
        Map<String, byte[]> classes = new HashMap<>();
        for (Path jar : jars) {
            try (ZipFile file = new ZipFile(jar.toFile())) {
                collect(file, classes);
            }
        }
        Map<String, List<String>> supers = new HashMap<>();
        classes.forEach((name, bytes) -> accept(name, bytes, reader -> {
            List<String> own = new ArrayList<>(List.of(reader.getInterfaces()));
            if (reader.getSuperName() != null) {
                own.addFirst(reader.getSuperName());
            }
            supers.put(reader.getClassName(), own);
        }));
        UseJudge judge = new UseJudge(plugin, digest, new SpiClasses(host), supers);
        classes.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(each -> accept(each.getKey(), each.getValue(),
                        reader -> reader.accept(new UseCollector(judge), ClassReader.SKIP_FRAMES)));
        return judge.warnings();
    }

    /** Only classes that name the SPI at all: a library of thousands costs no more than being read. */
    private static void collect(ZipFile jar, Map<String, byte[]> classes) throws IOException {
        for (ZipEntry entry : jar.stream().toList()) {
            if (entry.getName().endsWith(".class") && classes.size() < MAX_CLASSES) {
                try (InputStream in = jar.getInputStream(entry)) {
                    byte[] bytes = in.readNBytes(MAX_CLASS_BYTES + 1);
                    if (bytes.length <= MAX_CLASS_BYTES && namesSpi(bytes)) {
                        classes.putIfAbsent(entry.getName(), bytes);
                    }
                } catch (IOException e) {
                    LOG.debug("The entry {} of {} cannot be read", entry.getName(), jar.getName(), e);
                }
            }
        }
    }

    private static boolean namesSpi(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains("dev/winnow/plugin/spi/");
    }

    private static void accept(String name, byte[] bytes, java.util.function.Consumer<ClassReader> code) {
        try {
            code.accept(new ClassReader(bytes));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.debug("The class file {} cannot be read", name, e);
        }
    }
}
