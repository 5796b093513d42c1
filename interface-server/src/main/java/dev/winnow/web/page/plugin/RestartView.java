package dev.winnow.web.page.plugin;

import dev.winnow.db.process.ProcessRow;
import dev.winnow.web.service.PluginDrift;
import dev.winnow.web.service.RestartCommands;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which processes wait for a restart, with the commands to paste. */
record RestartView(String text, RestartCommands commands) {
    static @Nullable RestartView of(PluginDrift drift) {
        RestartCommands commands = drift.restart();
        if (commands == null) {
            return null;
        }
        List<String> behind = drift.processes().stream().filter(PluginDrift.Running::behind)
                .map(PluginDrift.Running::process).filter(process -> process.generation() != null)
                .map(RestartView::named).toList();
        return new RestartView("Generation " + drift.current() + " is published; a restart loads it in "
                + String.join(", ", behind) + ".", commands);
    }

    private static String named(ProcessRow process) {
        return process.kind() + " " + process.pid() + " on " + process.host() + " (generation " + process.generation()
                + ")";
    }
}
