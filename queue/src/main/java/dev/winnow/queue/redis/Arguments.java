package dev.winnow.queue.redis;

import dev.winnow.plugin.spi.Priority;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a script is told, in its order. */
final class Arguments {
    private final List<byte[]> values = new ArrayList<>();

    Arguments text(String value) {
        values.add(value.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Arguments bytes(byte[] value) {
        values.add(value);
        return this;
    }

    Arguments number(long value) {
        values.add(Long.toString(value).getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    Arguments numbers(Collection<Long> all) {
        all.forEach(this::number);
        return this;
    }

    /** In whole milliseconds; less than none is none, a part of one is one. */
    Arguments millis(Duration duration) {
        Duration positive = duration.isNegative() ? Duration.ZERO : duration;
        return number(positive.plusNanos(999_999).toMillis());
    }

    /** As digits, in order. */
    Arguments lanes(Set<Priority> lanes) {
        return text(new TreeSet<>(lanes).stream().map(lane -> Integer.toString(lane.ordinal()))
                .collect(Collectors.joining()));
    }

    List<byte[]> values() {
        return values;
    }
}
