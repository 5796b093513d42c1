package dev.winnow.web.service;

import dev.winnow.db.insight.ComplianceStore;
import dev.winnow.db.insight.InsightStore;
import dev.winnow.db.inventory.AccountStore;
import dev.winnow.db.inventory.ResourcePage;
import dev.winnow.db.inventory.ResourceSearch;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.query.Condition;
import dev.winnow.plugin.spi.query.DbObjects;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The inventory: search, one resource, actions. */
@Service
public class ResourceService {
    private static final int SCAN_PAGE = 500;
    /** How many resources one request holds against slow filters before it hands out a cursor to go on from. */
    private static final int SCAN_PAGES = 20;

    private final ResourceSearch search;
    private final FilterService filters;
    private final ResourceActions actions;
    private final AccountStore accounts;
    private final InsightStore insights;
    private final ComplianceStore compliance;
    private final JobOrders jobs;
    private final Audit audit;

    ResourceService(ResourceSearch search, FilterService filters, ResourceActions actions, AccountStore accounts,
            InsightStore insights, ComplianceStore compliance, JobOrders jobs, Audit audit) {
        this.search = search;
        this.filters = filters;
        this.actions = actions;
        this.accounts = accounts;
        this.insights = insights;
        this.compliance = compliance;
        this.jobs = jobs;
        this.audit = audit;
    }

    /** A page of live resources, after this id. */
    public ResourceResult query(ResourceWish wish, @Nullable Long afterId, int limit) {
        NarrowedQuery narrowed = filters.narrow(queryOf(wish), wish.filters());
        if (narrowed.predicate().isPresent()) {
            return new ResourceResult(scan(narrowed.query(), narrowed.predicate().get(), afterId, limit), null);
        }
        ResourcePage page = search.find(narrowed.query(), afterId, limit);
        return new ResourceResult(page(page), search.count(narrowed.query()));
    }

    /** Live resources by type. */
    public Map<String, Long> countByType() {
        return search.countByType();
    }

    /** A resource, live or deleted. */
    public ResourceDetail get(long id) {
        Resource resource = find(id);
        List<Long> found = compliance.findingsOn(id);
        return new ResourceDetail(resource, accounts.find(resource.accountId()),
                insights.all().stream().filter(insight -> found.contains(insight.id())).toList(),
                actions.forKindOf(resource).stream().map(ResourceActions.Offer::action)
                        .filter(action -> ResourceActions.fits(action, resource)).toList());
    }

    /** Does something with a resource now, ahead of what waits; returns the job's id. */
    public long act(Actor actor, long id, String action) {
        String type = actions.jobType(find(id), action);
        long job = jobs.submit(actor, JobRequest.of(type, Priority.P0, Map.of("resource", id)));
        audit.record(actor, "resource." + action, "resource:" + id, Map.of("job", Long.toString(job)));
        return job;
    }

    private Resource find(long id) {
        return search.find(id).orElseThrow(() -> RefusedException.notFound("There is no resource " + id + "."));
    }

    private Page<Resource> scan(ResourceQuery query, Predicate<Resource> predicate, @Nullable Long afterId,
            int limit) {
        List<Resource> found = new ArrayList<>();
        Long after = afterId;
        for (int pages = 0; pages < SCAN_PAGES; pages++) {
            ResourcePage page = search.find(query, after, SCAN_PAGE);
            for (Resource resource : page.items()) {
                if (predicate.test(resource)) {
                    found.add(resource);
                    if (found.size() == limit) {
                        return new Page<>(found, Long.toString(resource.id()));
                    }
                }
            }
            after = page.next();
            if (after == null) {
                return new Page<>(found, null);
            }
        }
        return new Page<>(found, String.valueOf(after));
    }

    private static Page<Resource> page(ResourcePage page) {
        return new Page<>(page.items(), page.next() == null ? null : page.next().toString());
    }

    private static ResourceQuery queryOf(ResourceWish wish) {
        ResourceQuery query = given(wish.resourceType()) == null
                ? ResourceQuery.all()
                : ResourceQuery.ofType(String.valueOf(wish.resourceType()));
        if (wish.accountId() != null) {
            query = query.where(DbObjects.Resource.ACCOUNT_ID.equalTo(wish.accountId()));
        }
        String region = given(wish.region());
        if (region != null) {
            query = query.where(DbObjects.Resource.REGION.equalTo(region));
        }
        String state = given(wish.state());
        if (state != null) {
            query = query.where(DbObjects.Resource.STATE.equalTo(state));
        }
        String text = given(wish.text());
        return text == null
                ? query
                : query.where(Condition.anyOf(List.of(DbObjects.Resource.NAME.contains(text),
                        DbObjects.Resource.NATIVE_ID.contains(text), DbObjects.Resource.INSTANCE_TYPE.startsWith(text),
                        DbObjects.Resource.PRIVATE_IP.equalTo(text), DbObjects.Resource.PUBLIC_IP.equalTo(text))));
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
