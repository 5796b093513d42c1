package dev.winnow.web.page.insight;

import dev.winnow.plugin.spi.InsightDefinition;
import dev.winnow.web.page.view.JsonNode;
import dev.winnow.web.service.FilterInfo;
import java.util.List;

/** A filter of an insight with its settings; not known where its plugin is not loaded. */
record FilterView(String title, String description, boolean known, JsonNode settings) {
    static FilterView of(InsightDefinition.FilterUse use, List<FilterInfo> all) {
        JsonNode settings = JsonNode.of(use.settings().values());
        return all.stream().filter(info -> info.name().equals(use.filter())).findFirst()
                .map(info -> new FilterView(info.title(), info.description(), true, settings))
                .orElseGet(() -> new FilterView(use.filter(), "", false, settings));
    }
}
