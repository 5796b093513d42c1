package dev.winnow.plugin.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON or YAML document whose every value knows its line, so that a complaint can name it. */
sealed interface Tree {
    /** The line it begins on, counted from 1. */
    int line();

    /** As JSON has it, without places and without null. */
    @Nullable
    Object plain();

    /** How an error calls it. */
    String kind();

    /** Values by name, in the document's order. */
    record Mapping(Map<String, Tree> entries, int line) implements Tree {
        @Override
        public Map<String, Object> plain() {
            Map<String, Object> plain = new LinkedHashMap<>();
            entries.forEach((key, value) -> {
                Object plainValue = value.plain();
                if (plainValue != null) {
                    plain.put(key, plainValue);
                }
            });
            return plain;
        }

        @Override
        public String kind() {
            return "an object";
        }
    }

    /** Values in order. */
    record Sequence(List<Tree> items, int line) implements Tree {
        @Override
        public List<Object> plain() {
            List<Object> plain = new ArrayList<>();
            for (Tree item : items) {
                Object plainItem = item.plain();
                if (plainItem != null) {
                    plain.add(plainItem);
                }
            }
            return plain;
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A text, a {@link Long}, a {@link Double}, a {@link Boolean}, or null. */
    record Scalar(@Nullable Object value, int line) implements Tree {
        @Override
        public @Nullable Object plain() {
            return value;
        }

        @Override
        public String kind() {
            return switch (value) {
                case null -> "nothing";
                case String text -> "the text '" + shortened(text) + "'";
                default -> value.toString();
            };
        }

        private static String shortened(String text) {
            return text.length() <= 60 ? text : text.substring(0, 60) + "...";
        }
    }
}
