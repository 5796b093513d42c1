package dev.winnow.scheduler.dispatch;

import dev.winnow.db.job.JobRow;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was mended, in one line. */
final class Report {
    private static final int NAMED = 10;

    private Report() {
    }

    static String of(Map<Mending, List<JobRow>> found) {
        return found.entrySet().stream().map(entry -> "%d %s (%s)".formatted(entry.getValue().size(),
                words(entry.getKey()), ids(entry.getValue()))).collect(Collectors.joining("; "));
    }

    private static String words(Mending mending) {
        return switch (mending) {
            case NONE -> "agreed on";
            case PUSH -> "lost by the queue, pushed again";
            case CRASH_AND_PUSH -> "lost while running, pushed with the next attempt";
            case CRASH -> "taken from a lost worker";
            case BURY -> "dead after too many crashes";
            case REMOVE -> "finished, taken out of the queue";
        };
    }

    private static String ids(List<JobRow> rows) {
        String named = rows.stream().limit(NAMED).map(row -> Long.toString(row.id())).collect(
                Collectors.joining(", "));
        return rows.size() > NAMED ? named + ", ..." : named;
    }
}
