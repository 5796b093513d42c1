package dev.winnow.db.inventory;

import dev.winnow.db.MigratedDatabase;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceDescription;
import dev.winnow.plugin.spi.query.Condition;
import dev.winnow.plugin.spi.query.DbObjects;
import dev.winnow.plugin.spi.query.ResourceQuery;
import dev.winnow.plugin.testkit.TestInventory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds what the server answers against what the SPI's words mean, over random conditions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConditionCompilerIT {
    private static final int CONDITIONS = Integer.getInteger("winnow.test.conditions", 250);

    private final MigratedDatabase database = MigratedDatabase.fresh();
    private final ResourceSearch search = database.as(Account.WORKER, ResourceSearch.class);
    private final List<Resource> live = new ArrayList<>();

    @BeforeAll
    void fill() {
        Random random = new Random(4);
        HarvestWriter writer = database.as(Account.WORKER, HarvestWriter.class);
        for (CloudAccount account : Example.ACCOUNTS) {
            database.sql().update("INSERT INTO cloud_account VALUES (?, ?, ?, '{}', 'test', UTC_TIMESTAMP(3), "
                    + "UTC_TIMESTAMP(3))", account.id(), account.name(), account.provider());
            List<ResourceDescription> gone = IntStream.range(1000, 1020)
                    .mapToObj(i -> Example.description(i, random)).toList();
            writer.save(account, "s", "instance", 1, gone);
            List<ResourceDescription> found = IntStream.range(0, 100).mapToObj(i -> Example.description(i, random))
                    .toList();
            writer.save(account, "s", "instance", 2, found);
        }
        database.sql().update("""
            INSERT INTO finding SELECT id % 3, id, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), 1,
                IF(id % 2 = 0, NULL, UTC_TIMESTAMP(3)) FROM resource WHERE id % 5 = 0""");
        Example.ACCOUNTS.forEach(account -> writer.complete(account, "s", "instance", 2));
        live.addAll(search.find(ResourceQuery.all(), null, 10_000).items());
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void theServerAnswersWhatTheConditionMeans() {
        Example example = example();
        assertThat(example.resources()).hasSize(300);
        for (int seed = 0; seed < CONDITIONS; seed++) {
            Condition condition = new RandomConditions(new Random(seed)).onResource(4);
            List<Long> expected = example.resources().stream().filter(row -> example.holds(condition, row))
                    .map(row -> (Long) row.values().get("id")).toList();
            ResourceQuery query = ResourceQuery.all().where(condition);
            List<Long> actual = search.find(query, null, 1_000).items().stream().map(Resource::id).toList();
            assertThat(actual).as("seed %d: %s", seed, CompiledQuery.of(query)).isEqualTo(expected);
            assertThat(search.count(query)).isEqualTo(expected.size());
        }
    }

    @Test
    void theTestKitAnswersPluginAuthorsAsTheServerDoes() {
        TestInventory kit = new TestInventory();
        Example.ACCOUNTS.forEach(kit::add);
        live.forEach(kit::add);
        live.stream().filter(resource -> resource.id() % 10 == 0)
                .forEach(resource -> kit.addFinding(resource.id(), resource.id() % 3, Example.EPOCH));
        for (int seed = 0; seed < CONDITIONS; seed++) {
            ResourceQuery query = ResourceQuery.all().where(new RandomConditions(new Random(seed)).onResource(4));
            assertThat(kit.find(query)).extracting(Resource::id).as("seed %d: %s", seed, CompiledQuery.of(query))
                    .isEqualTo(search.find(query, null, 1_000).items().stream().map(Resource::id).toList());
        }
    }

    @Test
    void aListOfTenThousandsIsOneParameter() {
        List<String> ids = new ArrayList<>(IntStream.range(0, 50_000).mapToObj(i -> "x-" + i).toList());
        ids.add("i-7");
        assertThat(search.count(ResourceQuery.all().where(DbObjects.Resource.NATIVE_ID.in(ids)))).isEqualTo(3);
        List<Long> numbers = new ArrayList<>(IntStream.range(0, 2_000).mapToObj(i -> (long) i).toList());
        assertThat(search.count(ResourceQuery.all().where(DbObjects.Resource.ACCOUNT_ID.in(numbers)))).isEqualTo(300);
        assertThat(search.count(ResourceQuery.all().where(DbObjects.Resource.LAUNCHED_AT.in(
                IntStream.range(0, 2_000).mapToObj(i -> Example.EPOCH.plusSeconds(86_400L * i)).toList()).not())))
                .isEqualTo(live.stream().filter(r -> r.description().launchedAt() == null).count());
    }

    private Example example() {
        List<Example.Row> resources = new ArrayList<>();
        List<Example.Row> tags = new ArrayList<>();
        List<Example.Row> findings = new ArrayList<>();
        List<Example.Row> accounts = Example.ACCOUNTS.stream().map(account -> new Example.Row("account",
                Map.of("id", account.id(), "name", account.name(), "provider", account.provider()))).toList();
        for (Resource resource : live) {
            resources.add(new Example.Row("resource", values(resource)));
            resource.description().tags().forEach((key, value) -> tags
                    .add(new Example.Row("tag", Map.of("resource_id", resource.id(), "key", key, "value", value))));
            if (resource.id() % 10 == 0) {
                findings.add(new Example.Row("finding",
                        Map.of("resource_id", resource.id(), "insight_id", resource.id() % 3)));
            }
        }
        return new Example(resources, tags, accounts, findings);
    }

    private static Map<String, Object> values(Resource resource) {
        ResourceDescription d = resource.description();
        Map<String, Object> values = new HashMap<>(Map.of("id", resource.id(), "account_id", resource.accountId(),
                "region", d.region(), "native_id", d.nativeId()));
        put(values, "name", d.name());
        put(values, "state", d.state());
        put(values, "instance_type", d.instanceType());
        put(values, "zone", d.zone());
        put(values, "launched_at", d.launchedAt());
        flatten(values, "", d.attributes());
        return values;
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    private static void flatten(Map<String, Object> values, String prefix, Map<?, ?> attributes) {
        attributes.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                flatten(values, prefix + key + ".", inner);
            } else if (value != null && !(value instanceof List<?>)) {
                values.put(prefix + key, value.toString());
            }
        });
    }
}
