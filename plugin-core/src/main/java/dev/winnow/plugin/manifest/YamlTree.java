package dev.winnow.plugin.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads YAML into a {@link Tree}, within limits. The engine's nodes are taken as they are, not its objects: they know
 * their lines, and no tag can name a class.
 */
final class YamlTree {
    static final int MAX_BYTES = 256 * 1024;
    private static final int MAX_DEPTH = 32;
    private static final int MAX_NODES = 20_000;
    /** An alias costs three characters and stands for a text of any length, again and again. */
    private static final int MAX_TEXT = 4 * MAX_BYTES;
    private static final LoadSettings SETTINGS = LoadSettings.builder().setAllowDuplicateKeys(true)
            .setAllowRecursiveKeys(false).setMaxAliasesForCollections(50).setCodePointLimit(MAX_BYTES).build();

    private static final Set<String> SWITCHES = Set.of("true", "false");

    private int nodes;
    private int text;

    private YamlTree() {
    }

    /**
     * The document in these bytes; empty where there is none.
     *
     * @throws MalformedException with line, and column in its text, if it is not one YAML document
     */
    static Optional<Tree> read(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new MalformedException("the file has " + bytes.length + " bytes, more than " + MAX_BYTES, 0);
        }
        try {
            return new Compose(SETTINGS).composeString(SourceText.decode(bytes)).map(new YamlTree()::root);
        } catch (MarkedYamlEngineException e) {
            throw malformed(e);
        } catch (YamlEngineException e) {
            throw new MalformedException(firstLine(e.getMessage()), 0);
        } catch (StackOverflowError e) {
            // The engine's own recursion has no limit: a flow of some thousand open brackets gets here.
            throw new MalformedException("it is nested deeper than " + MAX_DEPTH + " levels", 0);
        }
    }

    private Tree root(Node node) {
        return tree(node, 1);
    }

    private Tree tree(Node node, int depth) {
        int line = line(node.getStartMark());
        if (depth > MAX_DEPTH) {
            throw new MalformedException("line " + line + ": it is nested deeper than " + MAX_DEPTH + " levels", line);
        }
        if (++nodes > MAX_NODES) {
            throw new MalformedException(
                    "line " + line + ": with its aliases it has more than " + MAX_NODES + " values",
                    line);
        }
        return switch (node) {
            case MappingNode mapping -> mapping(mapping, line, depth);
            case SequenceNode sequence -> {
                List<Tree> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    items.add(tree(item, depth + 1));
                }
                yield new Tree.Sequence(items, line);
            }
            case ScalarNode scalar -> {
                text += scalar.getValue().length();
                if (text > MAX_TEXT) {
                    throw new MalformedException(
                            "line " + line + ": with its aliases it has more than " + MAX_TEXT + " characters", line);
                }
                yield new Tree.Scalar(value(scalar, line), line);
            }
            default -> throw new MalformedException("line " + line + ": unexpected " + node.getNodeType(), line);
        };
    }

    private Tree mapping(MappingNode node, int line, int depth) {
        Map<String, Tree> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            int keyLine = line(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new MalformedException("line " + keyLine + ": a key must be a text", keyLine);
            }
            if (entries.put(key.getValue(), tree(tuple.getValueNode(), depth + 1)) != null) {
                throw new MalformedException("line " + keyLine + ": the key '" + key.getValue() + "' is there twice",
                        keyLine);
            }
        }
        return new Tree.Mapping(entries, line);
    }

    private static @Nullable Object value(ScalarNode node, int line) {
        String text = node.getValue();
        Tag tag = node.getTag();
        try {
            if (tag.equals(Tag.NULL)) {
                return null;
            } else if (tag.equals(Tag.BOOL) && SWITCHES.contains(text.toLowerCase(Locale.ROOT))) {
                return Boolean.valueOf(text);
            } else if (tag.equals(Tag.INT)) {
                return Long.decode(text.startsWith("0o") ? "0" + text.substring(2) : decimal(text));
            } else if (tag.equals(Tag.FLOAT) && Double.isFinite(Double.parseDouble(text))) {
                return Double.valueOf(text);
            } else if (tag.equals(Tag.STR)) {
                return text;
            }
        } catch (NumberFormatException e) {
            throw new MalformedException("line " + line + ": the number " + text + " is none, or too large", line);
        }
        throw new MalformedException("line " + line + ": '" + text + "' with tag " + tag + " is not allowed", line);
    }

    /** In YAML 1.2 {@code 010} is ten. */
    private static String decimal(String text) {
        return text.startsWith("0x") ? text : Long.toString(Long.parseLong(text));
    }

    private static MalformedException malformed(MarkedYamlEngineException e) {
        Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
        int line = line(mark);
        String problem = firstLine(e.getProblem());
        if (problem.contains("'\\t(TAB)'")) {
            problem = "YAML is not indented with tabs; use spaces";
        }
        String column = mark.map(known -> ", column " + (known.getColumn() + 1)).orElse("");
        return new MalformedException("line " + line + column + ": " + problem, line);
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(known -> known.getLine() + 1).orElse(0);
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "unknown" : text.lines().findFirst().orElse("unknown").strip();
    }
}
