package dev.winnow.plugin.python;

import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.spi.JobCancelledException;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.PluginContext;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import tools.jackson.databind.JsonNode;

/**
 * The one function of the host that Python code can call: with a name and JSON, answered by JSON. A refusal becomes a
 * RuntimeError in Python, a cancelled job a JobCancelled.
 */
final class HostCalls implements ProxyExecutable {
    private static final int MOST_WARNINGS = 100;
    private static final int LONGEST_WARNING = 2_000;

    private final PluginContext context;
    private final Permissions permissions;
    private final Notes notes;
    private final Consumer<PluginWarning> noted;
    private final Logger log;
    private final boolean first;
    private volatile boolean loading;
    private volatile Work work = Work.NONE;
    private int warnings;

    /**
     * @param noted takes what should be known of the plugin
     * @param first whether this is the plugin's first interpreter, whose warnings while loading count: the others repeat
     *     them
     */
    HostCalls(PluginContext context, Permissions permissions, Notes notes, Consumer<PluginWarning> noted, Logger log,
            boolean first) {
        this.context = context;
        this.permissions = permissions;
        this.notes = notes;
        this.noted = noted;
        this.log = log;
        this.first = first;
    }

    void loading(boolean now) {
        loading = now;
    }

    void work(Work now) {
        work = now;
    }

    @Override
    public Object execute(Value... arguments) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        try {
            answer.put("value", answer(arguments[0].asString(), Json.read(arguments[1].asString())));
        } catch (JobCancelledException e) {
            answer.put("cancelled", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            answer.put("refused", String.valueOf(e.getMessage()));
        }
        return Json.write(answer);
    }

    /** A line that the plugin printed: it belongs to the job that runs, else to the daemon's log. */
    void printed(String line) {
        JobContext current = work.job();
        if (current == null) {
            log.info("{}", line);
        } else {
            current.log(line);
        }
    }

    private @Nullable Object answer(String name, JsonNode argument) {
        return switch (name) {
            case "warn" -> warn(argument.asString(""));
            case "emitted" -> emitted(argument.asString(""));
            case "noted" -> noted(notes.read(argument));
            case "log" -> log(argument.path("level").asString(""), argument.path("message").asString(""));
            case "secret" -> secret(argument.asString(""));
            case "account_secret" -> accountSecret(argument.asString(""));
            case "direct" -> new ProxyFacts(context.outbound()).isDirect(argument.asString(""));
            case "found" -> found(argument);
            case "move" -> move(argument.path("from").asString(""), argument.path("to").asString(""));
            case "cancelled", "progress", "job_log", "request", "request_batch", "request_chain", "batch" ->
                JobCalls.answer(work.requiredJob(), name, argument);
            case "account", "accounts", "resource", "save" ->
                InventoryCalls.answer(work.requiredJob().inventory(), name, argument);
            default -> throw new IllegalArgumentException("the host has no function '" + name + "'");
        };
    }

    private @Nullable Object warn(String message) {
        String text = message.length() > LONGEST_WARNING ? message.substring(0, LONGEST_WARNING) + "..." : message;
        if (loading && !first) {
            log.debug("Warned again while loading another interpreter: {}", text);
        } else if (++warnings < MOST_WARNINGS) {
            context.warn(text);
        } else if (warnings == MOST_WARNINGS) {
            context.warn("further warnings of this plugin are not shown: it gave " + MOST_WARNINGS + " already");
        }
        return null;
    }

    private @Nullable Object emitted(String message) {
        if (loading) {
            return warn(message);
        }
        log.warn("{}", message);
        return null;
    }

    private @Nullable Object noted(PluginWarning warning) {
        if (loading && first) {
            noted.accept(warning);
        } else if (!loading) {
            log.warn("{} {} ({}, line {}) {}", warning.code().code(), warning.message(), warning.file(),
                    warning.line(), warning.hint());
        }
        return null;
    }

    private @Nullable Object log(String level, String message) {
        switch (level) {
            case "debug" -> log.debug("{}", message);
            case "info" -> log.info("{}", message);
            case "warning" -> log.warn("{}", message);
            default -> log.error("{}", message);
        }
        return null;
    }

    /** Only what the operator named in the plugin's settings: else a plugin could read any file of the host. */
    private String secret(String setting) {
        return context.secrets().resolve(context.settings().requiredText(setting));
    }

    /** Only what the operator named in the settings of the account that the call is about. */
    private String accountSecret(String setting) {
        return context.secrets().resolve(work.requiredAccount().settings().requiredText(setting));
    }

    /** Null once it is done, else why not: the interpreter itself cannot move files between its parts of the file tree. */
    private @Nullable String move(String from, String to) {
        Path folder = permissions.workFolder();
        if (folder == null || !WorkFiles.holds(Path.of(from)) || !WorkFiles.holds(Path.of(to))) {
            return "files can be renamed in " + WorkFiles.WORK + " only";
        }
        try {
            new WorkFiles(folder).move(Path.of(from), Path.of(to), StandardCopyOption.ATOMIC_MOVE);
            return null;
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    private @Nullable Object found(JsonNode resource) {
        work.requiredSink().accept(InventoryCalls.description(resource));
        return null;
    }
}
