package dev.winnow.plugin.manifest;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import org.semver4j.range.RangeList;
import org.semver4j.range.RangeListFactory;

/** A range over semantic versions, as npm writes them: {@code >=1.0 <2.0}, {@code ^1.2}, {@code 1.x || 3.x}. */
public final class VersionRange {
    /** What reads ranges passes over what it does not understand, so the whole text is held against this first. */
    private static final Pattern COMPARISON = Pattern
            .compile(
                    "(?:>=|<=|>|<|=|~>|~|\\^)?\\s*v?(?:\\d{1,9}|[xX*])(?:\\.(?:\\d{1,9}|[xX*])){0,2}(?:[-+][0-9A-Za-z.+-]+)?");
    private static final Pattern RANGE = Pattern.compile("%1$s(?:\\s*\\|\\|\\s*%1$s|\\s+-\\s+%1$s|\\s+%1$s)*"
            .formatted(COMPARISON.pattern()));
    private static final int MAX_LENGTH = 200;

    private final String text;
    private final RangeList ranges;

    private VersionRange(String text, RangeList ranges) {
        this.text = text;
        this.ranges = ranges;
    }

    /**
     * Reads a range; a blank one contains every version.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static VersionRange of(String text) {
        String range = text.isBlank() ? "*" : text.strip();
        if (range.length() > MAX_LENGTH || !RANGE.matcher(range).matches()) {
            throw notARange(text, null);
        }
        try {
            RangeList ranges = RangeListFactory.create(range);
            if (!ranges.get().isEmpty() && ranges.get().stream().noneMatch(List::isEmpty)) {
                return new VersionRange(text, ranges);
            }
        } catch (RuntimeException e) {
            throw notARange(text, e);
        }
        throw notARange(text, null);
    }

    /** Whether a version is in it; a text that is no version is in none. */
    public boolean contains(String version) {
        Semver parsed = Semver.parse(version);
        return parsed != null && ranges.isSatisfiedBy(parsed);
    }

    @Override
    public String toString() {
        return text;
    }

    private static IllegalArgumentException notARange(String text, @Nullable RuntimeException cause) {
        return new IllegalArgumentException("'" + text + "' is not a range of versions, such as '>=1.0 <2.0'", cause);
    }
}
