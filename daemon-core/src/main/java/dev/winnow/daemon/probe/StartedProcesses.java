package dev.winnow.daemon.probe;

import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jdk.jfr.consumer.RecordedClassLoader;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingStream;

/** Sees each process that Java starts here, however short it lives, by the JDK's flight recorder. */
final class StartedProcesses implements AutoCloseable {
    private static final String EVENT = "jdk.ProcessStart";
    private static final int MOST = 20;
    private static final int MOST_OF_A_COMMAND = 300;

    private final List<Started> started = new CopyOnWriteArrayList<>();
    private final RecordingStream stream = new RecordingStream();

    /** Looks from now on. */
    StartedProcesses() {
        stream.enable(EVENT).withStackTrace();
        stream.onEvent(EVENT, event -> {
            if (started.size() < MOST) {
                started.add(Started.of(event));
            }
        });
        stream.startAsync();
    }

    /** Looks no longer, and ends what still runs. */
    List<PluginWarning> stop(MaterialisedPlugin plugin) {
        stream.stop();
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        return started.stream().filter(each -> each.loader().isEmpty() || each.loader().endsWith(":" + plugin.name()))
                .map(each -> each.warning(plugin)).distinct().toList();
    }

    @Override
    public void close() {
        stream.close();
    }

    /**
     * One.
     *
     * @param loader of the plugin's class loader; empty where it was not on the calling thread
     */
    private record Started(String command, String loader, String place) {
        static Started of(RecordedEvent event) {
            String command = String.valueOf(event.getString("command"));
            String shown = command.length() <= MOST_OF_A_COMMAND
                    ? command
                    : command.substring(0, MOST_OF_A_COMMAND) + "...";
            RecordedStackTrace stack = event.getStackTrace();
            for (RecordedFrame frame : stack == null ? List.<RecordedFrame>of() : stack.getFrames()) {
                RecordedClassLoader loader = frame.isJavaFrame() ? frame.getMethod().getType().getClassLoader() : null;
                String name = loader == null ? null : loader.getName();
                if (name != null && name.contains(":")) {
                    return new Started(shown, name, " in " + frame.getMethod().getType().getName() + "."
                            + frame.getMethod().getName() + ", line " + frame.getLineNumber());
                }
            }
            return new Started(shown, "", "");
        }

        PluginWarning warning(MaterialisedPlugin plugin) {
            return PluginWarning.of(plugin.name(), plugin.digest(), WarningCode.LOAD_PROCESS,
                    "Plugin '" + plugin.name() + "' starts a process while loading" + place + ": " + command,
                    "Bring what it needs in the plugin's lib/ folder; let jobs start what must be started.");
        }
    }
}
