package dev.winnow.db.inventory;

import dev.winnow.db.Database;
import dev.winnow.db.MigratedDatabase;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceDescription;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.query.DbObjects;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HarvestWriterIT {
    private static final CloudAccount ACCOUNT = new CloudAccount(5, "demo", "aws", Settings.NONE);
    private static final String TYPE = "instance";

    private final MigratedDatabase database = MigratedDatabase.fresh();
    private final HarvestWriter writer = database.as(Account.WORKER, HarvestWriter.class);
    private final ResourceSearch search = database.as(Account.INTERFACE, ResourceSearch.class);
    private final Database sql = database.sql();

    @BeforeEach
    void empty() {
        List.of("resource", "resource_tag", "harvest_scope").forEach(table -> sql.update("DELETE FROM " + table));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void whatAHarvestFindsCanBeReadAsItWas() {
        ResourceDescription found = ResourceDescription.of("i-1", "eu-1").name("Prüfstand 🧪").state("running")
                .instanceType("m7g.large").imageId("ami-1").zone("eu-1a").networkId("vpc-1").subnetId("subnet-1")
                .privateIp("10.0.0.1").publicIp("1.2.3.4").launchedAt(Instant.parse("2024-02-29T23:59:59.999999Z"))
                .tag("Owner", "").tag("Name", "x")
                .attribute("Monitoring", Map.of("State", "on", "Depth", List.of(1, 2)))
                .attribute("EbsOptimized", true).build();
        harvest(10, "eu-1", List.of(found));
        Resource resource = all().getFirst();
        assertThat(resource.description()).usingRecursiveComparison().ignoringFields("launchedAt").isEqualTo(found);
        assertThat(resource.description().launchedAt()).isEqualTo(Instant.parse("2024-02-29T23:59:59.999Z"));
        assertThat(resource.accountId()).isEqualTo(5);
        assertThat(search.countByType()).isEqualTo(Map.of(TYPE, 1L));
    }

    @Test
    void aSecondHarvestKeepsIdsAndFirstSightAndDeletesWhatIsGone() {
        harvest(10, "eu-1", instances(0, 700));
        List<Resource> before = all();
        sql.update("UPDATE resource SET first_seen = '2020-01-01', last_seen = '2020-01-01'");
        writer.begin(ACCOUNT, "eu-1", TYPE, 11);
        writer.save(ACCOUNT, "eu-1", TYPE, 11, instances(100, 800));
        assertThat(writer.complete(ACCOUNT, "eu-1", TYPE, 11)).isEqualTo(100);
        List<Resource> after = all();
        assertThat(after).hasSize(700);
        assertThat(after.subList(0, 600)).extracting(Resource::id)
                .containsExactlyElementsOf(before.subList(100, 700).stream().map(Resource::id).toList());
        assertThat(after.getFirst().firstSeen()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(after.getFirst().lastSeen()).isAfter(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(search.find(before.getFirst().id())).as("a deleted one is still found by its id").isPresent();
        assertThat(sql.number("SELECT resources FROM harvest_scope")).isEqualTo(700);
    }

    @Test
    void aResourceThatComesBackLivesAgainUnderItsOldId() {
        harvest(10, "eu-1", instances(0, 1));
        long id = all().getFirst().id();
        harvest(11, "eu-1", List.of());
        assertThat(all()).isEmpty();
        harvest(12, "eu-1", instances(0, 1));
        assertThat(all()).extracting(Resource::id).containsExactly(id);
    }

    @Test
    void tagsAreReplacedAndUntouchedWhereTheyAreTheSame() {
        harvest(10, "eu-1", List.of(tagged(Map.of("a", "1", "b", "2", "c", "3")), tagged2(Map.of("a", "1"))));
        harvest(11, "eu-1", List.of(tagged(Map.of("a", "1", "b", "two", "d", "4")), tagged2(Map.of())));
        assertThat(all()).extracting(resource -> resource.description().tags())
                .containsExactly(Map.of("a", "1", "b", "two", "d", "4"), Map.of());
    }

    @Test
    void aFailedHarvestDeletesNothingAndKeepsTheReason() {
        harvest(10, "eu-1", instances(0, 5));
        writer.begin(ACCOUNT, "eu-1", TYPE, 11);
        writer.save(ACCOUNT, "eu-1", TYPE, 11, instances(0, 1));
        writer.failed(ACCOUNT, "eu-1", TYPE, 11, "page 2 is not JSON");
        assertThat(all()).hasSize(5);
        AccountStore.HarvestStatus status = status();
        assertThat(status.problem()).isEqualTo("page 2 is not JSON");
        assertThat(status.lastSucceededAt()).isNotNull();
        harvest(12, "eu-1", instances(0, 5));
        assertThat(status().problem()).isNull();
    }

    @Test
    void aSecondAttemptOfAKilledHarvestEndsRight() {
        harvest(10, "eu-1", instances(0, 10));
        writer.begin(ACCOUNT, "eu-1", TYPE, 11);
        writer.save(ACCOUNT, "eu-1", TYPE, 11, instances(0, 6));
        // The worker was killed here; meanwhile instance 3 went away.
        writer.begin(ACCOUNT, "eu-1", TYPE, 11);
        List<ResourceDescription> now = new ArrayList<>(instances(0, 9));
        now.remove(3);
        writer.save(ACCOUNT, "eu-1", TYPE, 11, now);
        assertThat(writer.complete(ACCOUNT, "eu-1", TYPE, 11)).isEqualTo(1);
        harvest(12, "eu-1", now);
        assertThat(all()).hasSize(8);
    }

    @Test
    void anOlderHarvestThatWakesUpLateChangesNothing() {
        harvest(20, "eu-1", instances(0, 3));
        writer.begin(ACCOUNT, "eu-1", TYPE, 15);
        writer.save(ACCOUNT, "eu-1", TYPE, 15, List.of(ResourceDescription.of("i-00000", "eu-1").state("old").build()));
        assertThat(writer.complete(ACCOUNT, "eu-1", TYPE, 15)).isZero();
        assertThat(all()).hasSize(3).first().satisfies(r -> assertThat(r.description().state()).isEqualTo("running"));
        assertThat(status().lastJobId()).isEqualTo(20);
    }

    @Test
    void oneThatMovedToAnotherRegionIsANewOneThereAndGoneHere() {
        harvest(10, "all", List.of(ResourceDescription.of("i-1", "eu-1").build()));
        long before = all().getFirst().id();
        harvest(11, "all", List.of(ResourceDescription.of("i-1", "us-1").build()));
        assertThat(all()).singleElement().satisfies(resource -> {
            assertThat(resource.id()).isNotEqualTo(before);
            assertThat(resource.description().region()).isEqualTo("us-1");
        });
    }

    @Test
    void otherRegionsAndTypesAreLeftAlone() {
        harvest(10, "eu-1", instances(0, 2));
        writer.save(ACCOUNT, "us-1", TYPE, 11, List.of(ResourceDescription.of("i-9", "us-1").build()));
        writer.save(ACCOUNT, "eu-1", "volume", 12, List.of(ResourceDescription.of("v-1", "eu-1").build()));
        harvest(13, "eu-1", List.of());
        assertThat(all()).hasSize(2);
    }

    @Test
    void whatIsTooLongIsCutAndKeptWhole() {
        String name = "n".repeat(400);
        String id = "🦆".repeat(300);
        harvest(10, "eu-1",
                List.of(ResourceDescription.of(id + "1", "eu-1").name(name).state("s".repeat(200))
                        .tag("k", "v".repeat(600))
                        .build(), ResourceDescription.of(id + "2", "eu-1").build()));
        List<Resource> found = all();
        assertThat(found).as("two ids that differ behind the cut").hasSize(2);
        ResourceDescription first = found.stream().map(Resource::description).filter(d -> d.name() != null).findFirst()
                .orElseThrow();
        assertThat(first.name()).hasSize(255).endsWith("…");
        assertThat(first.attributes().get("winnow_uncut"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("name", name).containsEntry("native_id", id + "1")
                .containsEntry("tags", Map.of("k", "v".repeat(600)));
        harvest(11, "eu-1", List.of());
        assertThat(all()).isEmpty();
    }

    @Test
    void ofTwoWithOneIdTheLastCounts() {
        harvest(10, "eu-1", List.of(ResourceDescription.of("i-1", "eu-1").state("a").tag("x", "1").build(),
                ResourceDescription.of("i-1", "eu-1").state("b").build()));
        assertThat(all()).singleElement().satisfies(resource -> {
            assertThat(resource.description().state()).isEqualTo("b");
            assertThat(resource.description().tags()).isEmpty();
        });
    }

    @Test
    void writersWhoMeetDoNotFail() throws Exception {
        List<ResourceDescription> some = instances(0, 400);
        try (ExecutorService pool = Executors.newFixedThreadPool(6)) {
            List<Future<?>> writing = new ArrayList<>();
            for (int t = 0; t < 6; t++) {
                List<ResourceDescription> mixed = new ArrayList<>(some);
                Collections.shuffle(mixed, new java.util.Random(t));
                long jobId = 100 + t;
                writing.add(pool.submit(() -> writer.save(ACCOUNT, "eu-1", TYPE, jobId, mixed)));
            }
            for (Future<?> one : writing) {
                one.get();
            }
        }
        assertThat(all()).hasSize(400);
        assertThat(sql.number("SELECT COUNT(*) FROM resource_tag")).isEqualTo(400);
        assertThat(sql.number("SELECT COUNT(*) FROM resource WHERE seen_by_job = 105")).isEqualTo(400);
    }

    @Test
    void aLargeResultIsReadInPages() {
        harvest(10, "eu-1", instances(0, 25));
        ResourcePage first = search.find(ResourceQuery.all(), null, 10);
        ResourcePage second = search.find(ResourceQuery.all(), first.next(), 10);
        ResourcePage third = search.find(ResourceQuery.all(), second.next(), 10);
        assertThat(first.items()).hasSize(10);
        assertThat(third.items()).hasSize(5);
        assertThat(third.next()).isNull();
        assertThat(search.count(ResourceQuery.ofType(TYPE).where(DbObjects.Resource.NATIVE_ID.atMost("i-00009"))))
                .isEqualTo(10);
    }

    private void harvest(long jobId, String scope, List<ResourceDescription> found) {
        writer.begin(ACCOUNT, scope, TYPE, jobId);
        writer.save(ACCOUNT, scope, TYPE, jobId, found);
        writer.complete(ACCOUNT, scope, TYPE, jobId);
    }

    private List<Resource> all() {
        return search.find(ResourceQuery.all(), null, 10_000).items();
    }

    private AccountStore.HarvestStatus status() {
        return database.jpaAs(Account.INTERFACE, AccountStore.class).harvests(ACCOUNT.id()).getFirst();
    }

    private static List<ResourceDescription> instances(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> ResourceDescription.of("i-%05d".formatted(i), "eu-1")
                .state("running").tag("n", String.valueOf(i)).build()).toList();
    }

    private static ResourceDescription tagged(Map<String, String> tags) {
        ResourceDescription.Builder builder = ResourceDescription.of("i-1", "eu-1");
        tags.forEach(builder::tag);
        return builder.build();
    }

    private static ResourceDescription tagged2(Map<String, String> tags) {
        ResourceDescription.Builder builder = ResourceDescription.of("i-2", "eu-1");
        tags.forEach(builder::tag);
        return builder.build();
    }
}
