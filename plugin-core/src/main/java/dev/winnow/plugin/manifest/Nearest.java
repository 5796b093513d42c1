package dev.winnow.plugin.manifest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt word was probably meant to be. */
final class Nearest {
    private Nearest() {
    }

    /** The known word nearest to this one, unless all are far. */
    static Optional<String> to(String word, Collection<String> known) {
        int limit = Math.max(2, word.length() / 3);
        return known.stream().min(Comparator.comparingInt((String each) -> distance(word, each))
                .thenComparing(Comparator.naturalOrder())).filter(best -> distance(word, best) <= limit);
    }

    /** The Levenshtein distance, without regard to case and to the kind of dash. */
    private static int distance(String one, String two) {
        String a = folded(one);
        String b = folded(two);
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }

    private static String folded(String word) {
        String bounded = word.length() > 64 ? word.substring(0, 64) : word;
        return bounded.toLowerCase(Locale.ROOT).replace('-', '_');
    }
}
