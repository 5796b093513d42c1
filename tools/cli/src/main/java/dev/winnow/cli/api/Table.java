package dev.winnow.cli.api;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Lists as aligned columns. */
public final class Table {
    private Table() {
    }

    /**
     * @param items objects
     * @param columns {@code property:HEADING}; a property may be a path with dots
     */
    public static String of(JsonNode items, String... columns) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(columns).stream().map(column -> column.substring(column.indexOf(':') + 1)).toList());
        items.valueStream().forEach(item -> rows.add(
                List.of(columns).stream().map(column -> cell(item, column.substring(0, column.indexOf(':'))))
                        .toList()));
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                boolean last = column == row.size() - 1;
                text.append(row.get(column));
                if (!last) {
                    text.append(" ".repeat(width(rows, column) - row.get(column).length() + 2));
                }
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String cell(JsonNode item, String path) {
        JsonNode value = item.at("/" + path.replace('.', '/'));
        if (value.isMissingNode() || value.isNull()) {
            return "-";
        }
        return value.isValueNode() ? value.asString() : value.toString();
    }
}
