package dev.winnow.web.api;

import dev.winnow.web.api.json.FilterJson;
import dev.winnow.web.api.json.ResourceDetailJson;
import dev.winnow.web.api.json.ResourceListJson;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.Cursor;
import dev.winnow.web.service.FilterService;
import dev.winnow.web.service.Page;
import dev.winnow.web.service.ResourceService;
import dev.winnow.web.service.ResourceWish;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The inventory, and the filters to search it by. */
@RestController
@RequestMapping("/api/v1")
class ResourcesApi {
    private final ResourceService resources;
    private final FilterService filters;

    ResourcesApi(ResourceService resources, FilterService filters) {
        this.resources = resources;
        this.filters = filters;
    }

    @GetMapping("/filters")
    Page<FilterJson> filters(Paging paging) {
        return paging.of(filters.all()).map(FilterJson::of);
    }

    @GetMapping("/resource-types")
    Page<TypeCount> types(Paging paging) {
        return paging.of(resources.countByType().entrySet().stream()
                .map(entry -> new TypeCount(entry.getKey(), entry.getValue())).toList());
    }

    @PostMapping("/resources/query")
    ResourceListJson query(@RequestBody(required = false) @Nullable Query body) {
        Query query = body == null ? Query.NONE : body;
        Paging paging = Paging.of(query.limit(), query.cursor());
        ResourceWish wish = new ResourceWish(query.resourceType(), FilterBody.uses(query.filters()), query.text(),
                Cursor.id(query.accountId(), "accountId"), query.region(), query.state());
        return ResourceListJson.of(resources.query(wish, paging.after(), paging.limit()));
    }

    @GetMapping("/resources/{id}")
    ResourceDetailJson get(@PathVariable String id) {
        return ResourceDetailJson.of(resources.get(Cursor.requiredId(id, "id")));
    }

    @PostMapping("/resources/{id}/actions/{action}")
    ResponseEntity<Answers.JobId> act(@PathVariable String id, @PathVariable String action, Actor actor) {
        return Answers.accepted(resources.act(actor, Cursor.requiredId(id, "id"), action));
    }

    /** What is looked for; absent parts do not restrict. */
    record Query(@Nullable String resourceType, @Nullable List<@Nullable FilterBody> filters, @Nullable String text,
            @Nullable String accountId, @Nullable String region, @Nullable String state, @Nullable String cursor,
            @Nullable Integer limit) {
        static final Query NONE = new Query(null, null, null, null, null, null, null, null);
    }

    /** How many live resources there are of a type. */
    record TypeCount(String type, long count) {
    }
}
