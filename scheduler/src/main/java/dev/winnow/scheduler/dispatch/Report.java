package dev.winnow.scheduler.dispatch;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was mended, counted, with the first few named. */
final class Report {
    private static final int NAMED = 10;

    private final Map<Mending, Long> counts = new EnumMap<>(Mending.class);
    private final Map<Mending, List<Long>> named = new EnumMap<>(Mending.class);

    void add(Map<Mending, List<Long>> mended) {
        mended.forEach((what, ids) -> {
            counts.merge(what, (long) ids.size(), Long::sum);
            List<Long> first = named.computeIfAbsent(what, key -> new ArrayList<>());
            ids.stream().limit(Math.max(0, NAMED - first.size())).forEach(first::add);
        });
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    @Override
    public String toString() {
        return counts.entrySet().stream().map(entry -> "%d %s (%s)".formatted(entry.getValue(), words(entry.getKey()),
                ids(entry.getKey(), entry.getValue()))).collect(Collectors.joining("; "));
    }

    private String ids(Mending what, long count) {
        String first = named.getOrDefault(what, List.of()).stream().map(id -> Long.toString(id)).collect(Collectors
                .joining(", "));
        return count > NAMED ? first + ", ..." : first;
    }

    private static String words(Mending mending) {
        return switch (mending) {
            case NONE -> "agreed on";
            case PUSH -> "lost by the queue, pushed again";
            case HOLD_BACK -> "lost by the queue, held back again until they are retried";
            case PUSH_NEXT -> "lost while running, pushed with the next attempt";
            case CRASH -> "taken from a lost worker";
            case BURY -> "dead after too many crashes";
            case REMOVE -> "finished, taken out of the queue";
        };
    }
}
