package dev.winnow.plugin.python;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.io.FileSystem;
import org.graalvm.polyglot.io.IOAccess;
import org.jspecify.annotations.Nullable;

/** The engine that all interpreters share, made when the first one is needed: without a Python plugin it costs nothing. */
final class PythonEngine implements AutoCloseable {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private @Nullable Engine engine;
    private @Nullable PythonPackage library;
    private boolean closed;
    private final Object warming = new Object();
    private boolean warm;

    /** A context that sees this plugin's folder and of the host nothing but what is permitted. */
    Context newContext(Path folder, String packageName, Permissions permissions, OutputStream output,
            OutputStream errors) {
        return Context.newBuilder("python").engine(engine()).allowIO(access(folder, packageName, permissions))
                .allowHostAccess(HostAccess.EXPLICIT).allowPolyglotAccess(PolyglotAccess.NONE)
                .allowEnvironmentAccess(EnvironmentAccess.NONE).environment(permissions.environment())
                .allowCreateThread(false).allowCreateProcess(false).allowNativeAccess(false)
                .allowHostClassLookup(name -> false).allowExperimentalOptions(true)
                .option("python.PythonPath", PluginFiles.LIBRARY + ":" + PluginFiles.PLUGIN)
                .option("python.PosixModuleBackend", "java").option("python.DontWriteBytecodeFlag", "true")
                .option("python.BackgroundGCTask", "false").out(output).err(errors).build();
    }

    private IOAccess access(Path folder, String packageName, Permissions permissions) {
        FileSystem files = FileSystem.newReadOnlyFileSystem(new PluginFiles(folder, packageName, library()));
        Path work = permissions.workFolder();
        if (work != null) {
            files = FileSystem.newCompositeFileSystem(files,
                    FileSystem.Selector.of(new WorkFiles(work), WorkFiles::holds));
        }
        return IOAccess.newBuilder().fileSystem(FileSystem.allowInternalResourceAccess(files))
                .allowHostSocketAccess(permissions.network()).build();
    }

    /**
     * Starts the engine and reads the Python half once, so that the first plugin finds both as the second one does. Who
     * comes while another is at it waits for that.
     */
    void warmUp() {
        synchronized (warming) {
            if (!warm) {
                readOnce();
                warm = true;
            }
        }
    }

    private void readOnce() {
        Path nothing;
        try {
            nothing = Files.createTempDirectory("winnow-python");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made", e);
        }
        try (Context context = newContext(nothing, "nothing", Permissions.NONE, OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream())) {
            context.eval(Interpreter.HOST);
        } finally {
            nothing.toFile().delete();
        }
    }

    private synchronized Engine engine() {
        if (closed) {
            throw new IllegalStateException("the Python runtime is closed");
        }
        Engine shared = engine;
        if (shared == null) {
            shared = Engine.newBuilder("python").allowExperimentalOptions(true)
                    .option("engine.WarnInterpreterOnly", "false").option("engine.WarnVirtualThreadSupport", "false")
                    .build();
            engine = shared;
        }
        return shared;
    }

    private synchronized PythonPackage library() {
        PythonPackage opened = library;
        if (opened == null) {
            try {
                opened = PythonPackage.open();
            } catch (IOException e) {
                throw new UncheckedIOException("the Python package 'winnow' of this installation cannot be read", e);
            }
            library = opened;
        }
        return opened;
    }

    /** Closing waits for code that nothing can interrupt; a daemon that stops does not. */
    private static void closeInTime(Engine shared) {
        Thread closer = Thread.ofPlatform().daemon().name("python-close").start(() -> shared.close(true));
        try {
            closer.join(CLOSE_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        Engine shared = engine;
        engine = null;
        if (shared != null) {
            closeInTime(shared);
        }
        if (library != null) {
            library.close();
            library = null;
        }
    }
}
