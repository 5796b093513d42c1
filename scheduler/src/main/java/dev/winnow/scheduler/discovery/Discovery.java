package dev.winnow.scheduler.discovery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at all sources, in order of precedence. Whatever a source or a plugin does, the look goes on. */
public final class Discovery {
    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

    private final List<ConfiguredSource> sources;

    /** @param sources the first to have a plugin of a name wins */
    public Discovery(List<ConfiguredSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /**
     * Reads them all.
     *
     * @param work archives are unpacked below it; the caller's to delete
     */
    public List<Finding> look(Path work) {
        List<Finding> findings = new ArrayList<>();
        for (ConfiguredSource source : sources) {
            findings.add(look(source, work));
        }
        return findings;
    }

    private Finding look(ConfiguredSource source, Path work) {
        try {
            return new Finding.Read(source, source.source().scan(work));
        } catch (IOException e) {
            return new Finding.Unreachable(source, sentence(e));
        } catch (RuntimeException | Error e) {
            // A plugin's files may be anything: what they make of the reader must not take the scheduler down.
            LOG.error("Reading the plugin source '{}' ({}) failed; what it published stays.", source.source().name(),
                    source.source().location(), e);
            return new Finding.Unreachable(source, "Reading it failed: " + e);
        }
    }

    private static String sentence(IOException problem) {
        String message = problem.getMessage();
        return message == null || message.isBlank() ? problem.toString() : message;
    }
}
