package dev.winnow.plugin.manifest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of one object, by type.
 *
 * @param mapping the object
 * @param what how errors call it, for example {@code schedule 'harvest'}
 */
record Fields(Tree.Mapping mapping, String what) {
    /** Of a value that must be an object. */
    static Fields of(Tree tree, String what) {
        if (tree instanceof Tree.Mapping mapping) {
            return new Fields(mapping, what);
        }
        throw new MalformedException(what + " must be an object, not " + tree.kind(), tree.line());
    }

    int line() {
        return mapping.line();
    }

    /** The line of a field, or of the object where it is absent. */
    int line(String key) {
        return find(key).map(Tree::line).orElse(mapping.line());
    }

    /** What is under a key; null counts as absent. */
    Optional<Tree> find(String key) {
        return Optional.ofNullable(mapping.entries().get(key))
                .filter(tree -> !(tree instanceof Tree.Scalar scalar && scalar.value() == null));
    }

    /** A text; a number or a switch counts as one. */
    Optional<String> text(String key) {
        return find(key).map(tree -> textOf(tree, "'" + key + "'"));
    }

    String requiredText(String key) {
        return text(key).filter(text -> !text.isBlank())
                .orElseThrow(() -> new MalformedException(what + " has no '" + key + "'", line(key)));
    }

    /** Texts; a single text counts as a list of one. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Tree item : items(key)) {
            texts.add(textOf(item, "each of '" + key + "'"));
        }
        return texts;
    }

    /** The elements of a list; a single value counts as a list of one, absent as none. */
    List<Tree> items(String key) {
        return find(key).map(tree -> tree instanceof Tree.Sequence sequence ? sequence.items() : List.of(tree))
                .orElse(List.of());
    }

    /** The elements of what must be a list. */
    List<Tree> list(String key) {
        return find(key).map(tree -> {
            if (tree instanceof Tree.Sequence sequence) {
                return sequence.items();
            }
            throw wrong(key, "a list", tree);
        }).orElse(List.of());
    }

    /** An object's fields; absent counts as empty. */
    Fields object(String key) {
        return find(key).map(tree -> of(tree, "'" + key + "'"))
                .orElse(new Fields(new Tree.Mapping(Map.of(), line()), "'" + key + "'"));
    }

    /** An object as JSON has it. */
    Map<String, Object> plainObject(String key) {
        return object(key).mapping().plain();
    }

    boolean isOn(String key) {
        return find(key).map(tree -> {
            if (tree instanceof Tree.Scalar(Object value, int line) && value instanceof Boolean on) {
                return on;
            }
            throw wrong(key, "true or false", tree);
        }).orElse(false);
    }

    /** A duration as people write it. */
    Optional<Duration> duration(String key) {
        return text(key).map(text -> {
            try {
                return Durations.parse(text);
            } catch (IllegalArgumentException e) {
                throw new MalformedException("'" + key + "' of " + what + ": " + e.getMessage(), line(key));
            }
        });
    }

    /** One of an enum's constants, in lower case with dashes or underscores; absent gives the default. */
    <E extends Enum<E>> E choice(String key, Class<E> type, E whenAbsent) {
        return text(key).map(text -> constant(key, type, text)).orElse(whenAbsent);
    }

    <E extends Enum<E>> E requiredChoice(String key, Class<E> type) {
        return constant(key, type, requiredText(key));
    }

    private <E extends Enum<E>> E constant(String key, Class<E> type, String text) {
        List<String> allowed = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT);
            if (name.equals(text.strip().toLowerCase(Locale.ROOT).replace('-', '_'))) {
                return constant;
            }
            allowed.add(name.replace('_', '-'));
        }
        throw new MalformedException(
                "'" + key + "' is '" + text + "', but must be one of " + String.join(", ", allowed),
                line(key));
    }

    /** Tells of keys that are not among these. */
    void checkKeys(Collection<String> known, Complaints complaints) {
        mapping.entries().forEach((key, value) -> {
            if (!known.contains(key)) {
                complaints.unknownKey(what, key, known, value.line());
            }
        });
    }

    private static String textOf(Tree tree, String name) {
        if (tree instanceof Tree.Scalar(Object value, int line) && value != null) {
            return value.toString();
        }
        throw new MalformedException(name + " must be a text, not " + tree.kind(), tree.line());
    }

    private static MalformedException wrong(String key, String expected, Tree tree) {
        return new MalformedException("'" + key + "' must be " + expected + ", not " + tree.kind(), tree.line());
    }
}
