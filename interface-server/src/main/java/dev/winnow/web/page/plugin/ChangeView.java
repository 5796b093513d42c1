package dev.winnow.web.page.plugin;

import dev.winnow.web.page.view.Status;
import dev.winnow.web.page.view.Words;
import dev.winnow.web.service.PluginPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a plugin, in a line with more below.
 *
 * @param version for example {@code 1.0.0 → 1.1.0}
 * @param files with what becomes of each
 * @param extensions with what becomes of each
 */
record ChangeView(String name, Status status, String version, String source, @Nullable String fromDigest,
        @Nullable String toDigest, List<Part> files, List<Part> extensions) {
    /** A file or an extension; the mark is {@code +}, {@code ~} or {@code −}, the word says the same. */
    record Part(String mark, String word, String text) {
        static Part added(String text) {
            return new Part("+", "added", text);
        }

        static Part changed(String text) {
            return new Part("~", "changed", text);
        }

        static Part removed(String text) {
            return new Part("−", "removed", text);
        }

        static Part more(int number) {
            return new Part("…", "left out", "and " + number + " more");
        }
    }

    static ChangeView of(PluginPlan.Change change) {
        return new ChangeView(change.name(), status(change.change()), version(change),
                change.source() == null ? "–" : change.source(), change.fromDigest(), change.toDigest(),
                files(change.files()), extensions(change.extensions()));
    }

    private static Status status(String change) {
        return switch (change) {
            case "added" -> new Status("Added", "plus", "green");
            case "changed" -> Status.running("Changed");
            case "removed" -> Status.failed("Removed");
            case "broken" -> Status.warning("Broken: what was live stays");
            default -> Status.waiting(Words.capitalised(change));
        };
    }

    private static String version(PluginPlan.Change change) {
        String from = change.fromVersion();
        String to = change.toVersion();
        if (from == null || to == null) {
            return from == null && to == null ? "–" : from == null ? String.valueOf(to) : from;
        }
        return from.equals(to) ? from : from + " → " + to;
    }

    private static List<Part> files(PluginPlan.@Nullable Files files) {
        List<Part> parts = new ArrayList<>();
        if (files != null) {
            files.added().forEach(file -> parts.add(Part.added(file)));
            files.changed().forEach(file -> parts.add(Part.changed(file)));
            files.removed().forEach(file -> parts.add(Part.removed(file)));
            more(files.more(), parts);
        }
        return parts;
    }

    private static List<Part> extensions(PluginPlan.@Nullable Extensions extensions) {
        List<Part> parts = new ArrayList<>();
        if (extensions != null) {
            extensions.added().forEach(one -> parts.add(Part.added(one.kind() + " " + one.name())));
            extensions.changed().forEach(one -> parts.add(Part.changed(one.kind() + " " + one.name())));
            extensions.removed().forEach(one -> parts.add(Part.removed(one.kind() + " " + one.name())));
            more(extensions.more(), parts);
            if (Boolean.FALSE.equals(extensions.complete())) {
                parts.add(new Part("?", "unknown", "what its code registers: a version of it was never tried"));
            }
        }
        return parts;
    }

    private static void more(@Nullable Integer number, List<Part> parts) {
        if (number != null && number > 0) {
            parts.add(Part.more(number));
        }
    }
}
