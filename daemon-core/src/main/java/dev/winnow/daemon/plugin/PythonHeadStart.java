package dev.winnow.daemon.plugin;

import dev.winnow.plugin.python.PythonPluginRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts Python beside the application instead of after it, where the last start on this host found a Python plugin: it
 * takes seconds, in which MySQL is waited for and the application's context is made. Elsewhere Python costs nothing.
 */
public final class PythonHeadStart {
    private static final Logger LOG = LoggerFactory.getLogger(PythonHeadStart.class);
    private static final String MARK = "python-wanted";
    // By default below the user's home, which a daemon's user may not have.
    private static final String LIBRARY = "polyglot.engine.userResourceCache";

    private final AtomicReference<@Nullable PythonPluginRuntime> begun = new AtomicReference<>();

    /**
     * Begins, if that is worth it, and returns at once.
     *
     * @param cache the daemon's cache folder, where the last start has left a mark
     */
    public void begin(Path cache) {
        if (!Files.exists(cache.resolve(MARK)) || !Files.isWritable(cache)) {
            return;
        }
        PythonPluginRuntime runtime = made(cache);
        begun.set(runtime);
        Thread.ofPlatform().daemon().name("python-start").start(() -> {
            try {
                runtime.prepare();
            } catch (RuntimeException e) {
                LOG.debug("Python could not be started early; loading the first plugin says why.", e);
            }
        });
    }

    /** The runtime that was begun, or a new one; the caller closes it. */
    PythonPluginRuntime runtime(Path cache) {
        mark(cache, true);
        PythonPluginRuntime early = begun.getAndSet(null);
        return early == null ? made(cache) : early;
    }

    /** There is no Python plugin any more. */
    void isNotWanted(Path cache) {
        mark(cache, false);
        PythonPluginRuntime early = begun.getAndSet(null);
        if (early != null) {
            Thread.ofPlatform().daemon().name("python-stop").start(early::close);
        }
    }

    private static PythonPluginRuntime made(Path cache) {
        if (System.getProperty(LIBRARY) == null) {
            System.setProperty(LIBRARY, cache.resolve("python").toAbsolutePath().toString());
        }
        return new PythonPluginRuntime(cache.resolve("python-work"));
    }

    private static void mark(Path cache, boolean wanted) {
        Path mark = cache.resolve(MARK);
        try {
            if (!wanted) {
                Files.deleteIfExists(mark);
            } else if (!Files.exists(mark)) {
                Files.writeString(mark, "Some plugin needs Python: daemons of this host start it early.\n");
            }
        } catch (IOException e) {
            LOG.debug("{} cannot be changed: the next start is slower or wastes a second", mark, e);
        }
    }
}
