package dev.winnow.db.inventory;

import dev.winnow.plugin.spi.query.Column;
import dev.winnow.plugin.spi.query.Condition;
import dev.winnow.plugin.spi.query.DbObjects;
import dev.winnow.plugin.spi.query.Relation;
import dev.winnow.plugin.spi.query.Subquery;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Grows condition trees. */
final class RandomConditions {
    private static final List<Column<String>> TEXTS = List.of(DbObjects.Resource.NAME, DbObjects.Resource.STATE,
            DbObjects.Resource.REGION, DbObjects.Resource.INSTANCE_TYPE, DbObjects.Resource.ZONE,
            DbObjects.Resource.attribute("one"), DbObjects.Resource.attribute("two.b"),
            DbObjects.Resource.attribute("two.b.c"), DbObjects.Resource.attribute("none"));
    private static final List<String> LITERALS = List.of("true", "false", "5", "5000000000", "null", "x".repeat(700));

    private final Random random;

    RandomConditions(Random random) {
        this.random = random;
    }

    Condition onResource(int depth) {
        return depth == 0 || random.nextInt(5) == 0 ? leaf(depth) : inner(depth, () -> onResource(depth - 1));
    }

    private Condition inner(int depth, Supplier<Condition> part) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> part.get().not();
            case 2 -> Condition.allOf(list(part));
            case 3 -> Condition.anyOf(list(part));
            default -> related(depth);
        };
    }

    private Condition leaf(int depth) {
        return switch (random.nextInt(9)) {
            case 0 -> random.nextBoolean() ? Condition.always() : Condition.never();
            case 1 -> pick(TEXTS).isAbsent();
            case 2 -> DbObjects.Resource.LAUNCHED_AT.atLeast(day());
            case 3 -> DbObjects.Resource.LAUNCHED_AT.in(List.of(day(), day()));
            case 4 -> DbObjects.Resource.ACCOUNT_ID.notEqualTo(1L + random.nextInt(3));
            case 5 -> pick(TEXTS).in(manyWords());
            case 6 -> related(depth);
            default -> text(pick(TEXTS));
        };
    }

    private Condition related(int depth) {
        int less = Math.max(0, depth - 1);
        return switch (random.nextInt(6)) {
            case 0 -> DbObjects.Resource.TAGS.any(onTag(less));
            case 1 -> DbObjects.Resource.TAGS.none(onTag(less));
            case 2 -> relation().exists();
            case 3 -> DbObjects.Resource.IN_ACCOUNT.any(text(DbObjects.Account.NAME));
            case 4 -> DbObjects.Resource.NAME.in(Subquery.select(DbObjects.Tag.VALUE).where(onTag(less)));
            default -> DbObjects.Resource.ZONE.notIn(Subquery.select(DbObjects.Resource.NAME).where(onResource(less)));
        };
    }

    private Condition onTag(int depth) {
        return depth == 0
                ? text(random.nextBoolean() ? DbObjects.Tag.KEY : DbObjects.Tag.VALUE)
                : switch (random.nextInt(3)) {
                    case 0 -> onTag(depth - 1).not();
                    case 1 -> onTag(depth - 1).and(onTag(0));
                    default -> DbObjects.Tag.RESOURCE_ID.in(Subquery.select(DbObjects.Finding.RESOURCE_ID));
                };
    }

    private Condition text(Column<String> column) {
        String word = random.nextInt(3) == 0 ? pick(LITERALS) : Example.word(random);
        return switch (random.nextInt(9)) {
            case 0 -> column.equalTo(word);
            case 1 -> column.notEqualTo(word);
            case 2 -> column.lessThan(word);
            case 3 -> column.atMost(word);
            case 4 -> column.greaterThan(word);
            case 5 -> column.startsWith(word);
            case 6 -> column.contains(word);
            case 7 -> column.like(pick(List.of("%", "_", "a%", "%b", "a\\_b", "a\\%b", "\\\\", "_b", "", "%\\_%")));
            default -> column.in(List.of(word, Example.word(random)));
        };
    }

    private List<String> manyWords() {
        List<String> words = new ArrayList<>(List.of(Example.word(random), pick(LITERALS)));
        if (random.nextInt(3) == 0) {
            for (int i = 0; i < Parameters.LIST; i++) {
                words.add("w" + i);
            }
        }
        return words;
    }

    private List<Condition> list(Supplier<Condition> part) {
        List<Condition> parts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            parts.add(part.get());
        }
        return parts;
    }

    private Relation relation() {
        return pick(DbObjects.relations());
    }

    private Instant day() {
        return Example.EPOCH.plus(random.nextInt(5), ChronoUnit.DAYS);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
