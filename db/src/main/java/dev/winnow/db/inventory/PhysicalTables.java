package dev.winnow.db.inventory;

import dev.winnow.plugin.spi.query.Column;
import dev.winnow.plugin.spi.query.ColumnType;
import dev.winnow.plugin.spi.query.DbObjects;
import dev.winnow.plugin.spi.query.Relation;
import dev.winnow.plugin.spi.query.Table;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the public tables, columns and relations of {@link DbObjects} are stored. */
final class PhysicalTables {
    private static final Pattern ATTRIBUTE_PATH = Pattern.compile("[A-Za-z0-9_-]{1,64}(\\.[A-Za-z0-9_-]{1,64}){0,15}");

    private PhysicalTables() {
    }

    static String name(Table table) {
        return switch (table.name()) {
            case "resource" -> "resource";
            case "tag" -> "resource_tag";
            case "account" -> "cloud_account";
            case "finding" -> "finding";
            default -> throw new IllegalArgumentException("there is no table '" + table.name() + "'; the tables are "
                    + String.join(", ", DbObjects.tables()));
        };
    }

    /** What holds of each row that filters may see: nothing deleted, no resolved finding. */
    static Optional<String> visible(Table table, String alias) {
        String ofLiveResource = "EXISTS (SELECT 1 FROM resource o WHERE o.id = " + alias
                + ".resource_id AND o.deleted_at IS NULL)";
        return switch (table.name()) {
            case "resource" -> Optional.of(alias + ".deleted_at IS NULL");
            case "tag" -> Optional.of(ofLiveResource);
            case "finding" -> Optional.of(alias + ".resolved_at IS NULL AND " + ofLiveResource);
            default -> Optional.empty();
        };
    }

    /** The columns' names are those of the tables, but for the tag's. */
    static String column(Column<?> column, String alias) {
        if (column.type() == ColumnType.ATTRIBUTE) {
            return attribute(column.name(), alias);
        }
        Column<?> known = DbObjects.column(column.table().name(), column.name())
                .orElseThrow(() -> new IllegalArgumentException("there is no column '" + column + "'"));
        return alias + "." + (known.table().name().equals("tag") && !known.name().equals("resource_id") ? "tag_" : "")
                + known.name();
    }

    /** How rows of a relation's target hang on those of its origin. */
    static String join(Relation relation, String from, String to) {
        return switch (relation.name()) {
            case "tags" -> to + ".resource_id = " + from + ".id";
            case "account" -> to + ".id = " + from + ".account_id";
            case "findings" -> to + ".resource_id = " + from + ".id AND " + to + ".resolved_at IS NULL";
            default -> throw new IllegalArgumentException("there is no relation '" + relation.name()
                    + "'; the relations are tags, account, findings");
        };
    }

    /**
     * A scalar as text. MySQL's JSON_VALUE cuts long texts; MariaDB's JSON_UNQUOTE knows three-byte characters only and
     * compares without regard to case, and its JSON_VALUE says 1 for true. So each gets an expression of its own, in
     * the comment that the other one skips. The path has been checked: nothing in it needs quoting.
     */
    private static String attribute(String path, String alias) {
        if (!ATTRIBUTE_PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("attribute path '" + path + "' is malformed");
        }
        String at = "(" + alias + ".attributes, '$.\"" + path.replace(".", "\".\"") + "\"')";
        String type = "JSON_TYPE(JSON_EXTRACT" + at + ")";
        return "IF(" + type + " IN ('NULL', 'OBJECT', 'ARRAY'), NULL, /*!80000 JSON_UNQUOTE(JSON_EXTRACT" + at
                + ") */ /*M! IF(" + type + " = 'BOOLEAN', IF(JSON_VALUE" + at + " = '1', 'true', 'false'), JSON_VALUE"
                + at + ") */)";
    }
}
