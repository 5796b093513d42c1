package dev.winnow.db.inventory;

import dev.winnow.plugin.spi.query.DbObjects;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource query as SQL.
 *
 * @param where what must hold of a row of {@code resource r}: it is live and satisfies the query
 * @param parameters one for each question mark
 */
public record CompiledQuery(String where, List<Object> parameters) {
    /** The alias that {@code where} has for the resource. */
    public static final String ALIAS = "r";

    public CompiledQuery {
        parameters = List.copyOf(parameters);
    }

    /**
     * Compiles a query.
     *
     * @throws IllegalArgumentException if it makes no sense, for example by a column of another table; the message is
     *     for the filter's author
     */
    public static CompiledQuery of(ResourceQuery query) {
        Parameters parameters = new Parameters();
        String condition = query.condition()
                .accept(new ConditionCompiler(DbObjects.Resource.ID.table(), ALIAS, parameters))
                .within(Sql.Binding.AND);
        return new CompiledQuery(ALIAS + ".deleted_at IS NULL AND " + condition, Arrays.asList(parameters.toArray()));
    }

    /** The parameters between others, for a statement around the condition. */
    public @Nullable Object[] parametersBetween(List<? extends @Nullable Object> before,
            List<? extends @Nullable Object> after) {
        List<@Nullable Object> all = new ArrayList<>(before);
        all.addAll(parameters);
        all.addAll(after);
        return all.toArray();
    }
}
