package dev.winnow.daemon.probe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.winnow.db.plugin.ProbedContent.ProbedExtension;
import dev.winnow.plugin.registry.PluginWarning;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the process that tries plugins says. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(value = ProbeMessage.Ready.class, name = "ready"),
        @JsonSubTypes.Type(value = ProbeMessage.Loading.class, name = "loading"),
        @JsonSubTypes.Type(value = ProbeMessage.Tried.class, name = "tried"),
        @JsonSubTypes.Type(value = ProbeMessage.Failed.class, name = "failed"),
        @JsonSubTypes.Type(value = ProbeMessage.Ending.class, name = "ending")})
public sealed interface ProbeMessage {
    /**
     * It takes requests from now on.
     *
     * @param pid its process id
     */
    record Ready(long pid) implements ProbeMessage {
    }

    /**
     * What the plugin's language needs is started, and the plugin's own time begins.
     *
     * @param number of the request
     */
    record Loading(int number) implements ProbeMessage {
    }

    /**
     * A plugin was tried.
     *
     * @param number of the request
     * @param loaded whether it loaded
     * @param extensions what it registered, sorted by kind and name
     * @param warnings on it; where it did not load, the first says why
     * @param loadTime how long loading took
     * @param last whether the process is not fit for another plugin: this one left something running
     */
    record Tried(int number, boolean loaded, List<ProbedExtension> extensions, List<PluginWarning> warnings,
            Duration loadTime, boolean last) implements ProbeMessage {
        public Tried {
            extensions = List.copyOf(extensions);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The plugin could not be tried, which is not its fault. The process ends.
     *
     * @param number of the request
     * @param why the end of a sentence
     */
    record Failed(int number, String why) implements ProbeMessage {
    }

    /**
     * The process ends before it should.
     *
     * @param reason what the plugin at work did; null where it was none of its doing, as far as can be seen
     */
    record Ending(@Nullable PluginWarning reason) implements ProbeMessage {
    }
}
