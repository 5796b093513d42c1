package dev.winnow.plugin.testkit;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Inventory;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceDescription;
import dev.winnow.plugin.spi.ResourceFilter;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * An inventory in memory. It answers queries by the words of the SPI, as MySQL does: texts are compared case-sensitively,
 * a comparison with an absent value is false. For one thread.
 */
public final class TestInventory implements Inventory {
    /** When everything is seen that is added without a time. */
    public static final Instant SEEN = Instant.parse("2024-01-01T00:00:00Z");

    private final Map<Long, CloudAccount> accounts = new TreeMap<>();
    private final Map<Long, Resource> resources = new TreeMap<>();
    private final List<Row> findings = new ArrayList<>();

    /** Adds a cloud account; its id is the next free one. */
    public CloudAccount addAccount(String name, String provider) {
        return add(new CloudAccount(accounts.size() + 1L, name, provider, Settings.NONE));
    }

    /** Adds a cloud account. */
    public CloudAccount add(CloudAccount account) {
        accounts.put(account.id(), account);
        return account;
    }

    /** Adds a resource. */
    public Resource add(Resource resource) {
        resources.put(resource.id(), resource);
        return resource;
    }

    /** Adds a resource of an account; its id is the next free one. */
    public Resource add(CloudAccount account, String resourceType, ResourceDescription description) {
        long id = resources.keySet().stream().mapToLong(Long::longValue).max().orElse(0) + 1;
        return add(new Resource(id, account.id(), account.provider(), resourceType, SEEN, SEEN, description));
    }

    /** Adds an open finding of an insight on a resource. */
    public void addFinding(long resourceId, long insightId, Instant firstSeen) {
        findings.add(Row.finding(resourceId, insightId, firstSeen));
    }

    /** The resources that a query names, by id. */
    public List<Resource> find(ResourceQuery query) {
        return resources.values().stream()
                .filter(resource -> query.condition().accept(new Meaning(Row.resource(resource), this::rows))).toList();
    }

    /** The resources of a type that a filter keeps with these settings, by id; its slow path included. */
    public List<Resource> keptBy(ResourceFilter filter, String resourceType, Settings settings) {
        Predicate<Resource> slow = filter.predicate(settings).orElse(resource -> true);
        return find(filter.apply(ResourceQuery.ofType(resourceType), settings)).stream().filter(slow).toList();
    }

    @Override
    public Optional<CloudAccount> account(long id) {
        return Optional.ofNullable(accounts.get(id));
    }

    @Override
    public List<CloudAccount> accounts() {
        return accounts.values().stream().sorted(Comparator.comparing(CloudAccount::name)).toList();
    }

    @Override
    public Optional<Resource> resource(long id) {
        return Optional.ofNullable(resources.get(id));
    }

    /** Replaces the resource of this account, type, region and native id, or adds it. */
    @Override
    public void save(CloudAccount account, String resourceType, ResourceDescription description) {
        Optional<Resource> known = resources.values().stream()
                .filter(resource -> resource.accountId() == account.id() && resource.type().equals(resourceType)
                        && resource.description().region().equals(description.region())
                        && resource.description().nativeId().equals(description.nativeId()))
                .findFirst();
        known.ifPresentOrElse(resource -> add(new Resource(resource.id(), resource.accountId(), resource.provider(),
                resource.type(), resource.firstSeen(), resource.lastSeen(), description)),
                () -> add(account, resourceType, description));
    }

    private List<Row> rows(String table) {
        return switch (table) {
            case "resource" -> resources.values().stream().map(Row::resource).toList();
            case "tag" -> resources.values().stream().flatMap(resource -> Row.tags(resource).stream()).toList();
            case "account" -> accounts.values().stream().map(Row::account).toList();
            case "finding" ->
                findings.stream().filter(row -> resources.containsKey(row.number("resource_id"))).toList();
            default -> throw new IllegalArgumentException("there is no table '" + table + "'");
        };
    }
}
