package dev.winnow.daemon.probe;

import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Says who ends this process: the thread that calls {@code System.exit} waits there while shutdown hooks run. */
final class ExitHook implements Runnable {
    private final AtWork atWork;
    private final Answers answers;

    ExitHook(AtWork atWork, Answers answers) {
        this.atWork = atWork;
        this.answers = answers;
    }

    @Override
    public void run() {
        Optional<List<StackTraceElement>> caller = Thread.getAllStackTraces().values().stream().map(Arrays::asList)
                .filter(stack -> stack.stream().anyMatch(ExitHook::isExit)).findFirst();
        answers.send(new ProbeMessage.Ending(caller.flatMap(this::reason).orElse(null)));
    }

    private Optional<PluginWarning> reason(List<StackTraceElement> stack) {
        Optional<StackTraceElement> place = Places.foreign(stack);
        if (place.isPresent() && atWork.name().filter(name -> Places.isOf(place.get(), name)).isEmpty()) {
            // Left behind by a plugin that was tried before: not the fault of the one at work.
            return Optional.empty();
        }
        return atWork.warning(WarningCode.LOAD_EXIT, "ended the process that tried it" + place.map(frame -> " in "
                + Places.words(frame)).orElse("") + "; in Winnow it would end a daemon",
                "Remove the call that ends the process, such as System.exit; to fail, let load() throw.")
                .map(warning -> Places.at(warning, place));
    }

    private static boolean isExit(StackTraceElement frame) {
        return frame.getClassName().equals("java.lang.Runtime") && frame.getMethodName().equals("exit");
    }
}
