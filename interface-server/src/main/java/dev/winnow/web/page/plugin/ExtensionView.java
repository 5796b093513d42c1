package dev.winnow.web.page.plugin;

import dev.winnow.plugin.spi.CloudProvider;
import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.FrontendModule;
import dev.winnow.plugin.spi.Harvester;
import dev.winnow.plugin.spi.InsightDefinition;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.ResourceFilter;
import dev.winnow.plugin.spi.Route;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.web.page.view.Part;

/** Something that a plugin registered, in words. */
record ExtensionView(String kind, String name, String text) {
    static ExtensionView of(Extension extension) {
        Part<String> text = Part.of("the description of " + extension.name(), () -> text(extension));
        String problem = text.problem();
        return new ExtensionView(kind(extension), extension.name(), problem == null ? text.or("") : problem);
    }

    private static String kind(Extension extension) {
        return switch (extension) {
            case CloudProvider provider -> "Cloud provider";
            case Harvester harvester -> "Harvester";
            case ResourceFilter filter -> "Filter";
            case JobHandler handler -> "Job type";
            case ScheduleDefinition schedule -> "Schedule";
            case InsightDefinition insight -> "Insight";
            case FrontendModule module -> switch (module.kind()) {
                case PAGE -> "Page";
                case CARD -> "Card on the overview";
                case TAB -> "Tab on resources";
            };
            case Route route -> "API route";
        };
    }

    private static String text(Extension extension) {
        return switch (extension) {
            case CloudProvider provider -> provider.title();
            case Harvester harvester -> "Finds resources of type " + harvester.resourceType() + " of provider "
                    + harvester.provider();
            case ResourceFilter filter -> filter.description().isBlank() ? filter.title() : filter.description();
            case JobHandler handler -> handler.resourceAction()
                    .map(action -> action.title() + " for " + action.resourceType() + "s of provider "
                            + action.provider())
                    .orElse("Runs in workers");
            case ScheduleDefinition schedule -> "Asks for " + schedule.jobType();
            case InsightDefinition insight -> insight.title();
            case FrontendModule module -> module.title();
            case Route route -> route.method() + " /" + route.path();
        };
    }
}
