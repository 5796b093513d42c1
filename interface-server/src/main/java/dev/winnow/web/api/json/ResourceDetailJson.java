package dev.winnow.web.api.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.winnow.plugin.spi.ResourceAction;
import dev.winnow.web.service.ResourceDetail;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A resource with what hangs on it. */
public record ResourceDetailJson(@JsonUnwrapped ResourceJson resource, @Nullable String accountName,
        List<Finding> findings, List<Action> actions) {
    public static ResourceDetailJson of(ResourceDetail detail) {
        return new ResourceDetailJson(ResourceJson.of(detail.resource()),
                detail.account().map(account -> account.name()).orElse(null),
                detail.findings().stream().map(row -> new Finding(Long.toString(row.id()), row.definition().name(),
                        row.definition().title(), Codes.of(row.definition().severity()))).toList(),
                detail.actions().stream().map(Action::of).toList());
    }

    /** An insight that names it. */
    public record Finding(String insightId, String name, String title, String severity) {
    }

    /** What can be done with it now. */
    public record Action(String action, String title, boolean destructive) {
        static Action of(ResourceAction action) {
            return new Action(action.action(), action.title(), action.destructive());
        }
    }
}
