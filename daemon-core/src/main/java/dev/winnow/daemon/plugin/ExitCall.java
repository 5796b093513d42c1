package dev.winnow.daemon.plugin;

import java.util.List;

/** Tells who ends this process, for what runs while it ends. */
final class ExitCall {
    private static final String OURS = "dev.winnow.daemon.";

    private ExitCall() {
    }

    /** Whether {@link System#exit} was called by what is not Winnow: by a plugin. A signal is no such call. */
    static boolean isForeign() {
        return Thread.getAllStackTraces().values().stream().anyMatch(stack -> isForeign(List.of(stack)));
    }

    private static boolean isForeign(List<StackTraceElement> stack) {
        boolean exits = stack.stream().anyMatch(frame -> frame.getClassName().equals("java.lang.Runtime")
                && frame.getMethodName().equals("exit"));
        return exits && stack.stream().noneMatch(frame -> frame.getClassName().startsWith(OURS));
    }
}
