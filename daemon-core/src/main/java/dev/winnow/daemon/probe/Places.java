package dev.winnow.daemon.probe;

import dev.winnow.plugin.registry.PluginWarning;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds a plugin's own code in a stack. */
final class Places {
    private static final Set<String> OURS = Set.of("app", "platform", "bootstrap");

    private Places() {
    }

    /** The innermost frame of code that neither Java nor Winnow brought. */
    static Optional<StackTraceElement> foreign(List<StackTraceElement> stack) {
        return stack.stream().filter(Places::isForeign).findFirst();
    }

    private static boolean isForeign(StackTraceElement frame) {
        String loader = frame.getClassLoaderName();
        return loader != null && !OURS.contains(loader);
    }

    /** Whether code is this plugin's. */
    static boolean isOf(StackTraceElement frame, String plugin) {
        String loader = frame.getClassLoaderName();
        return loader != null && loader.endsWith(":" + plugin);
    }

    /** In words: {@code a.b.C.method}. */
    static String words(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName();
    }

    /** The warning with the place. */
    static PluginWarning at(PluginWarning warning, Optional<StackTraceElement> frame) {
        return frame.map(place -> warning.at(place.getFileName(), Math.max(place.getLineNumber(), 0))).orElse(warning);
    }
}
