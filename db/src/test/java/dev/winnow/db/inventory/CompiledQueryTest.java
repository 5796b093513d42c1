package dev.winnow.db.inventory;

import dev.winnow.plugin.spi.query.Column;
import dev.winnow.plugin.spi.query.Condition;
import dev.winnow.plugin.spi.query.DbObjects;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CompiledQueryTest {
    @Test
    void literalsAreParameters() {
        CompiledQuery query = CompiledQuery.of(ResourceQuery.ofType("instance")
                .where(DbObjects.Resource.INSTANCE_TYPE.in(List.of("'; DROP TABLE resource; --", "m5.large")))
                .where(DbObjects.Resource.TAGS.none(DbObjects.Tag.KEY.equalTo("Owner"))));
        assertThat(query.where()).isEqualTo("r.deleted_at IS NULL AND TRUE AND r.type = ? AND r.instance_type IN (?, ?)"
                + " AND NOT (EXISTS (SELECT 1 FROM resource_tag t0 WHERE t0.resource_id = r.id AND t0.tag_key = ?))");
        assertThat(query.parameters()).containsExactly("instance", "'; DROP TABLE resource; --", "m5.large", "Owner");
    }

    @Test
    void aNegatedComparisonHoldsWhereThereIsNoValue() {
        assertThat(CompiledQuery.of(ResourceQuery.all().where(DbObjects.Resource.ZONE.notEqualTo("a"))).where())
                .endsWith("((r.zone = ?) IS NOT TRUE)");
    }

    @Test
    void aColumnOfAnotherTableIsRefusedWithAWayOut() {
        assertThatThrownBy(() -> CompiledQuery.of(ResourceQuery.all().where(DbObjects.Tag.KEY.equalTo("x"))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("tag.key")
                .hasMessageContaining("relation");
        assertThatThrownBy(() -> CompiledQuery.of(ResourceQuery.all()
                .where(DbObjects.Resource.TAGS.any(DbObjects.Resource.TAGS.exists()))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("cannot be used on tag");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void aLiteralOfAnotherTypeIsRefused() {
        Column<Object> number = (Column) DbObjects.Resource.ACCOUNT_ID;
        assertThatThrownBy(() -> CompiledQuery.of(ResourceQuery.all().where(number.equalTo("one"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("resource.account_id holds a whole number");
        assertThatThrownBy(() -> CompiledQuery.of(ResourceQuery.all().where(number.like("1%"))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("is no text");
    }

    @Test
    void aLongChainIsFlatAndAnEndlessOneIsRefused() {
        Condition chain = DbObjects.Resource.NAME.equalTo("x0");
        for (int i = 1; i < 400; i++) {
            chain = chain.or(DbObjects.Resource.NAME.equalTo("x" + i));
        }
        assertThat(CompiledQuery.of(ResourceQuery.all().where(chain)).where()).doesNotContain("((");
        for (int i = 0; i < 400; i++) {
            chain = chain.not();
        }
        Condition deep = chain;
        assertThatThrownBy(() -> CompiledQuery.of(ResourceQuery.all().where(deep)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("levels deep");
        Condition wide = Condition
                .anyOf(Collections.nCopies(Parameters.TOTAL + 1, DbObjects.Resource.NAME.equalTo("x")));
        assertThatThrownBy(() -> CompiledQuery.of(ResourceQuery.all().where(wide)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("literals");
    }
}
