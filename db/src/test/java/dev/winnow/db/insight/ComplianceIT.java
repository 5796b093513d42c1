package dev.winnow.db.insight;

import dev.winnow.db.MigratedDatabase;
import dev.winnow.db.inventory.HarvestWriter;
import dev.winnow.db.inventory.ResourceSearch;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.InsightDefinition;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceDescription;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.Severity;
import dev.winnow.plugin.spi.query.DbObjects;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComplianceIT {
    private static final CloudAccount ACCOUNT = new CloudAccount(5, "demo", "aws", Settings.NONE);
    private static final long INSIGHT = 77;
    private static final ResourceQuery LARGE = ResourceQuery.ofType("instance")
            .where(DbObjects.Resource.INSTANCE_TYPE.equalTo("large"));

    private final MigratedDatabase database = MigratedDatabase.fresh();
    private final ComplianceStore compliance = database.as(Account.WORKER, ComplianceStore.class);
    private final ComplianceStore page = database.as(Account.INTERFACE, ComplianceStore.class);
    private final HarvestWriter writer = database.as(Account.WORKER, HarvestWriter.class);
    private final ResourceSearch search = database.as(Account.WORKER, ResourceSearch.class);

    @BeforeEach
    void empty() {
        List.of("resource", "resource_tag", "harvest_scope", "finding", "compliance", "insight")
                .forEach(table -> database.sql().update("DELETE FROM " + table));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void findingsComeStayAndGoWithWhatTheQueryFinds() {
        harvest(1, 10, 4);
        ComplianceStore.Score score = compliance.compute(INSIGHT, "instance", LARGE, 100, 1L);
        assertThat(score.total()).isEqualTo(10);
        assertThat(score.failing()).isEqualTo(4);
        assertThat(score.percent()).isEqualTo(60.0);
        assertThat(page.latest()).containsOnlyKeys(INSIGHT);
        List<ComplianceStore.Finding> findings = page.findings(INSIGHT, null, 3);
        assertThat(findings).hasSize(3);
        assertThat(page.findings(INSIGHT, findings.getLast().resource().id(), 3)).hasSize(1);
        assertThat(page.findingsOn(findings.getFirst().resource().id())).containsExactly(INSIGHT);

        database.sql().update("UPDATE finding SET first_seen = '2020-01-01'");
        harvest(2, 10, 2);
        assertThat(compliance.compute(INSIGHT, "instance", LARGE, 101, 1L).failing()).isEqualTo(2);
        assertThat(page.findings(INSIGHT, null, 10)).hasSize(2)
                .allSatisfy(
                        finding -> assertThat(finding.firstSeen()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z")));
        harvest(3, 10, 3);
        compliance.compute(INSIGHT, "instance", LARGE, 102, 1L);
        assertThat(page.findings(INSIGHT, null, 10).getLast().firstSeen()).as("resolved, then back")
                .isAfter(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(page.history(INSIGHT, 10)).extracting(ComplianceStore.Score::failing).containsExactly(4L, 2L, 3L);
        harvest(4, 0, 0);
        assertThat(page.findings(INSIGHT, null, 10)).as("deleted resources are no findings").isEmpty();
        assertThat(compliance.compute(INSIGHT, "instance", LARGE, 103, 1L).percent()).isEqualTo(100);
    }

    @Test
    void aQueryOverFindingsCanBeComputed() {
        harvest(1, 10, 4);
        compliance.compute(INSIGHT, "instance", LARGE, 100, null);
        ResourceQuery found = ResourceQuery.ofType("instance")
                .where(DbObjects.Resource.FINDINGS.any(DbObjects.Finding.INSIGHT_ID.equalTo(INSIGHT)));
        assertThat(compliance.compute(78, "instance", found, 101, null).failing()).isEqualTo(4);
        assertThat(compliance.compute(INSIGHT, "instance", found, 102, null).failing()).isEqualTo(4);
    }

    @Test
    void theSlowPathGivesTheSame() {
        harvest(1, 2_500, 1_700);
        List<Long> ids = search.find(LARGE, null, 10_000).items().stream().map(Resource::id).toList();
        compliance.compute(INSIGHT, "instance", List.of(), 99, null);
        assertThat(compliance.compute(INSIGHT, "instance", ids, 100, null).failing()).isEqualTo(1_700);
        assertThat(compliance.compute(INSIGHT, "instance", ids.subList(0, 10), 101, null).failing()).isEqualTo(10);
        assertThat(compliance.compute(INSIGHT, "volume", ids, 102, null).failing()).as("of another type").isZero();
    }

    @Test
    void aProblemKeepsTheLastNumbersAndTheFindings() {
        compliance.problem(INSIGHT, "filter 'x' is not registered", 98, null);
        assertThat(page.latest().get(INSIGHT)).isNotNull()
                .satisfies(score -> assertThat(score.total()).isZero());
        harvest(1, 10, 4);
        compliance.compute(INSIGHT, "instance", LARGE, 99, null);
        compliance.problem(INSIGHT, "filter 'x' is not registered", 100, 2L);
        assertThat(page.latest().get(INSIGHT)).isNotNull().satisfies(score -> {
            assertThat(score.problem()).isEqualTo("filter 'x' is not registered");
            assertThat(score.total()).isEqualTo(10);
            assertThat(score.failing()).isEqualTo(4);
        });
        assertThat(page.findings(INSIGHT, null, 10)).hasSize(4);
    }

    @Test
    void declaredInsightsKeepTheirIdsAndPeoplesStayAsTheyAre() {
        InsightDeclarations declarations = database.as(Account.SCHEDULER, InsightDeclarations.class);
        InsightStore store = database.jpaAs(Account.INTERFACE, InsightStore.class);
        InsightRow mine = store.add(insight("mine", "My own"), "user:ann");
        assertThat(store.find(mine.id())).contains(mine);
        declarations.declare(Map.of("plugin:a", List.of(insight("blacklist", "Old title"), insight("mine", "Theirs"))));
        InsightRow before = store.all().stream().filter(row -> row.origin().equals("plugin:a")).findFirst()
                .orElseThrow();
        declarations.declare(Map.of("plugin:b", List.of(insight("blacklist", "New title"))));
        declarations.declare(Map.of());
        assertThat(store.all()).extracting(row -> row.definition().title()).containsExactly("My own", "New title");
        InsightRow after = store.find(before.id()).orElseThrow();
        assertThat(after.origin()).isEqualTo("plugin:b");
        assertThat(after.definition()).isEqualTo(insight("blacklist", "New title"));
        declarations.declare(Map.of("plugin:b", List.of(insight("blacklist", "New title"))));
        assertThat(store.find(before.id())).as("nothing changed").contains(after);
        assertThatThrownBy(() -> store.add(insight("mine", "Again"), "user:bob"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'mine'");
        assertThat(database.jpaAs(Account.WORKER, InsightStore.class).all()).hasSize(2);
    }

    private void harvest(long jobId, int instances, int large) {
        writer.begin(ACCOUNT, "eu-1", "instance", jobId);
        writer.save(ACCOUNT, "eu-1", "instance", jobId, IntStream.range(0, instances)
                .mapToObj(i -> ResourceDescription.of("i-%05d".formatted(i), "eu-1")
                        .instanceType(i < large ? "large" : "small").build())
                .toList());
        writer.complete(ACCOUNT, "eu-1", "instance", jobId);
    }

    private static InsightDefinition insight(String name, String title) {
        return new InsightDefinition(name, title, "why", Severity.HIGH, "instance", List.of(
                new InsightDefinition.FilterUse("types", new Settings(Map.of("types", List.of("a", "b"), "n", 5)))));
    }
}
