package dev.winnow.web.service;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds what somebody probably meant. */
public final class Suggestion {
    private Suggestion() {
    }

    /** Completes a sentence: {@code did you mean 'x'?}, or which names there are, or that there are none. */
    public static String of(String name, Collection<String> known) {
        return known.stream().distinct().min(Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                .thenComparing(Comparator.naturalOrder()))
                .map(nearest -> distance(name, nearest) <= Math.max(2, name.length() / 2)
                        ? "did you mean '" + nearest + "'?"
                        : "known are " + listed(known))
                .orElse("there are none");
    }

    private static String listed(Collection<String> known) {
        String shown = String.join(", ", known.stream().sorted().distinct().limit(12).toList());
        return known.size() > 12 ? shown + " and " + (known.size() - 12) + " more" : shown;
    }

    /** How many letters must be put in, left out or replaced; case does not count. */
    private static int distance(String name, String candidate) {
        String left = Shown.of(name).toLowerCase(Locale.ROOT);
        String right = candidate.toLowerCase(Locale.ROOT);
        int[] above = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int replaced = above[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, Math.min(above[column], current[column - 1]) + 1);
            }
            above = current;
        }
        return above[right.length()];
    }
}
