package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.query.Column;
import dev.winnow.plugin.spi.query.Condition;
import dev.winnow.plugin.spi.query.DbObjects;
import dev.winnow.plugin.spi.query.Relation;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Makes the condition of which the Python half sent a tree; what is wrong with it is a sentence. */
final class ConditionReader {
    private static final int DEEPEST = 60;
    private static final int MOST_NODES = 10_000;

    private int nodes;

    /**
     * Reads a condition on resources. A reader reads once.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    Condition read(JsonNode node) {
        return read(node, "resource", 0);
    }

    private Condition read(JsonNode node, String table, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("the condition is nested more than " + DEEPEST + " levels deep");
        }
        if (++nodes > MOST_NODES) {
            throw new IllegalArgumentException("the condition has more than " + MOST_NODES + " parts");
        }
        if (node.has("all")) {
            return Condition.allOf(parts(node.path("all"), table, depth));
        }
        if (node.has("any")) {
            return Condition.anyOf(parts(node.path("any"), table, depth));
        }
        if (node.has("not")) {
            return read(node.path("not"), table, depth + 1).not();
        }
        String operator = node.path("op").asString("");
        if (operator.equals("any")) {
            Relation relation = relation(node);
            requireTable(relation.from().name(), table, relation.from().name() + "." + relation.name());
            return relation.any(read(node.path("where"), relation.to().name(), depth + 1));
        }
        Column<?> column = column(node);
        requireTable(column.table().name(), table, column.toString());
        if (operator.equals("in") && node.has("select")) {
            JsonNode select = node.path("select");
            Column<?> selected = column(select.path("column"));
            return Literals.in(column, selected,
                    read(select.path("where"), selected.table().name(), depth + 1));
        }
        return Literals.compare(column, operator, node);
    }

    private List<Condition> parts(JsonNode list, String table, int depth) {
        List<Condition> parts = new ArrayList<>(list.size());
        for (JsonNode part : list) {
            parts.add(read(part, table, depth + 1));
        }
        return parts;
    }

    private static void requireTable(String given, String expected, String what) {
        if (!given.equals(expected)) {
            throw new IllegalArgumentException(what + " stands where the condition speaks of rows of '" + expected
                    + "': reach another table by a relation such as DbObjects.Resource.tags.any(...), or by in_(select(...))");
        }
    }

    private static Column<?> column(JsonNode node) {
        String table = node.path("table").asString("");
        if (node.has("attribute") && table.equals("resource")) {
            return DbObjects.Resource.attribute(node.path("attribute").asString(""));
        }
        String name = node.path("column").asString("");
        return DbObjects.column(table, name).orElseThrow(
                () -> new IllegalArgumentException("there is no column '" + name + "' of '" + table + "'"));
    }

    private static Relation relation(JsonNode node) {
        String name = node.path("relation").asString("");
        for (Relation relation : DbObjects.relations()) {
            if (relation.name().equals(name) && relation.from().name().equals(node.path("table").asString(""))) {
                return relation;
            }
        }
        throw new IllegalArgumentException("there is no relation '" + name + "'");
    }
}
