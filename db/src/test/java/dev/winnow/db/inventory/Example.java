package dev.winnow.db.inventory;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.ResourceDescription;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.query.Column;
import dev.winnow.plugin.spi.query.Comparison;
import dev.winnow.plugin.spi.query.Condition;
import dev.winnow.plugin.spi.query.ConditionVisitor;
import dev.winnow.plugin.spi.query.Relation;
import dev.winnow.plugin.spi.query.Subquery;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A small inventory in memory, and what a condition means on it: two-valued, by the words of the SPI. */
record Example(List<Row> resources, List<Row> tags, List<Row> accounts, List<Row> findings) {
    static final List<String> WORDS = List.of("a", "A", "b", "%", "_", "a_b", "a%b", "\\", "'", "ä", "Ä", "ab", "🧪",
            "");
    static final Instant EPOCH = Instant.parse("2024-01-01T00:00:00Z");
    static final List<CloudAccount> ACCOUNTS = List.of(new CloudAccount(1, "a", "aws", Settings.NONE),
            new CloudAccount(2, "b", "aws", Settings.NONE), new CloudAccount(3, "ab", "other", Settings.NONE));

    /** A row's values by column name; absent ones are not in it. */
    record Row(String table, Map<String, Object> values) {
        @Nullable
        Object get(Column<?> column) {
            if (!column.table().name().equals(table)) {
                throw new IllegalStateException(column + " asked of a row of " + table);
            }
            return values.get(column.name());
        }
    }

    static ResourceDescription description(int i, Random random) {
        ResourceDescription.Builder builder = ResourceDescription.of("i-" + i, word(random)).name(maybe(random))
                .state(maybe(random)).instanceType(maybe(random)).zone(maybe(random))
                .launchedAt(random.nextInt(4) == 0 ? null : EPOCH.plus(random.nextInt(5), ChronoUnit.DAYS));
        for (int tags = random.nextInt(4); tags > 0; tags--) {
            builder.tag(WORDS.get(random.nextInt(3)), word(random));
        }
        Object[] scalars = {null, "a", "A", "%", true, false, 5, 5000000000L, "x".repeat(700), Map.of("c", "a"),
                List.of(1)};
        builder.attribute("one", scalars[random.nextInt(scalars.length)]);
        if (random.nextBoolean()) {
            Map<String, @Nullable Object> inner = new HashMap<>();
            inner.put("b", scalars[random.nextInt(scalars.length)]);
            builder.attribute("two", inner);
        }
        return builder.build();
    }

    static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static @Nullable String maybe(Random random) {
        return random.nextInt(4) == 0 ? null : word(random);
    }

    List<Row> rows(String table) {
        return switch (table) {
            case "resource" -> resources;
            case "tag" -> tags;
            case "account" -> accounts;
            default -> findings;
        };
    }

    boolean holds(Condition condition, Row row) {
        return condition.accept(new Meaning(row));
    }

    /** What each node means. */
    private final class Meaning implements ConditionVisitor<Boolean> {
        private final Row row;

        Meaning(Row row) {
            this.row = row;
        }

        @Override
        public Boolean constant(boolean value) {
            return value;
        }

        @Override
        public Boolean allOf(List<Condition> parts) {
            return parts.stream().allMatch(part -> holds(part, row));
        }

        @Override
        public Boolean anyOf(List<Condition> parts) {
            return parts.stream().anyMatch(part -> holds(part, row));
        }

        @Override
        public Boolean not(Condition negated) {
            return !holds(negated, row);
        }

        @Override
        public Boolean compare(Column<?> column, Comparison comparison, Object value) {
            Object actual = row.get(column);
            if (actual == null) {
                return false;
            }
            return switch (comparison) {
                case EQUAL -> order(actual, value) == 0;
                case LESS -> order(actual, value) < 0;
                case LESS_OR_EQUAL -> order(actual, value) <= 0;
                case GREATER -> order(actual, value) > 0;
                case GREATER_OR_EQUAL -> order(actual, value) >= 0;
                case LIKE -> like((String) value).matcher((String) actual).matches();
            };
        }

        @Override
        public Boolean isAbsent(Column<?> column) {
            return row.get(column) == null;
        }

        @Override
        public Boolean in(Column<?> column, List<?> values) {
            Object actual = row.get(column);
            return actual != null && values.stream().anyMatch(value -> order(actual, value) == 0);
        }

        @Override
        public Boolean inSubquery(Column<?> column, Subquery<?> subquery) {
            Object actual = row.get(column);
            return actual != null && rows(subquery.column().table().name()).stream()
                    .filter(other -> holds(subquery.condition(), other)).map(other -> other.get(subquery.column()))
                    .anyMatch(value -> value != null && order(actual, value) == 0);
        }

        @Override
        public Boolean related(Relation relation, Condition condition) {
            List<Row> related = new ArrayList<>();
            for (Row other : rows(relation.to().name())) {
                boolean same = relation.name().equals("account")
                        ? Objects.equals(other.values().get("id"), row.values().get("account_id"))
                        : Objects.equals(other.values().get("resource_id"), row.values().get("id"));
                if (same) {
                    related.add(other);
                }
            }
            return related.stream().anyMatch(other -> holds(condition, other));
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        private int order(Object left, Object right) {
            if (left instanceof Number a && right instanceof Number b) {
                return Long.compare(a.longValue(), b.longValue());
            }
            return ((Comparable) left).compareTo(right);
        }

        private Pattern like(String pattern) {
            StringBuilder regex = new StringBuilder();
            for (int i = 0; i < pattern.length(); i++) {
                char c = pattern.charAt(i);
                if (c == '\\' && i + 1 < pattern.length()) {
                    regex.append(Pattern.quote(String.valueOf(pattern.charAt(++i))));
                } else {
                    regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
                }
            }
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        }
    }
}
