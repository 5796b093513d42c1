package dev.winnow.plugin.spi.query;

/** Which live (not deleted) resources are meant. Immutable: a filter returns a narrower one. */
public final class ResourceQuery {
    private static final ResourceQuery ALL = new ResourceQuery(Condition.always());

    private final Condition condition;

    private ResourceQuery(Condition condition) {
        this.condition = condition;
    }

    /** Every live resource. */
    public static ResourceQuery all() {
        return ALL;
    }

    /** Every live resource of a type, for example {@code instance}. */
    public static ResourceQuery ofType(String resourceType) {
        return ALL.where(DbObjects.Resource.TYPE.equalTo(resourceType));
    }

    /** The resources of this query for which the condition, on {@link DbObjects.Resource} columns, holds too. */
    public ResourceQuery where(Condition further) {
        return new ResourceQuery(condition.and(further));
    }

    /** What must hold of a resource. */
    public Condition condition() {
        return condition;
    }
}
