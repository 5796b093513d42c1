package dev.winnow.web.page;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.plugin.spi.FrontendModule;
import dev.winnow.web.page.Frame.Csrf;
import dev.winnow.web.page.Frame.Me;
import dev.winnow.web.page.Frame.Place;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.PluginPages;
import dev.winnow.web.security.Actors;
import dev.winnow.web.service.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page its frame. Nothing here may fail: a page without health or plugins is still a page. */
@ControllerAdvice(annotations = Controller.class)
class FrameAdvice {
    private static final String PRODUCT = "Winnow";
    private static final List<Place> PLACES = List.of(new Place("overview", "Overview", "overview", "/"),
            new Place("jobs", "Jobs", "jobs", "/jobs"),
            new Place("schedules", "Schedules", "schedules", "/schedules"),
            new Place("resources", "Resources", "resources", "/resources"),
            new Place("insights", "Insights", "insights", "/insights"),
            new Place("workers", "Workers", "workers", "/workers"),
            new Place("settings", "Settings", "settings", "/settings"));

    private final PluginHost host;
    private final HealthDots health;
    private final AssetVersion version;

    FrameAdvice(PluginHost host, HealthDots health, AssetVersion version) {
        this.host = host;
        this.health = health;
        this.version = version;
    }

    @ModelAttribute("frame")
    Frame frame(HttpServletRequest request) {
        String searched = request.getParameter("q");
        String text = searched == null || !request.getRequestURI().endsWith("/search") ? "" : searched;
        Optional<Actor> actor = Actors.current(request);
        if (actor.isEmpty()) {
            return new Frame(PRODUCT, version.text(), null, List.of(), List.of(), HealthDots.UNKNOWN, csrf(request),
                    text);
        }
        Me me = Me.of(actor.get().name(), actor.get().role());
        return new Frame(PRODUCT, version.text(), me, PLACES, pluginPages(actor.get()), health.current(),
                csrf(request), text);
    }

    private List<Place> pluginPages(Actor actor) {
        return Part.of("the pages of plugins", () -> host.registry().all(FrontendModule.class).stream()
                .filter(module -> module.extension().kind() == FrontendModule.Kind.PAGE
                        && PluginPages.isFor(module.extension(), actor))
                .map(module -> PluginPages.link(module.plugin(), module.extension()))
                .map(link -> new Place(link.id(), link.title(), link.icon(), link.href())).toList()).or(List.of());
    }

    /** Read now, before the answer begins: a token that is made later could no longer set its cookie. */
    private static @Nullable Csrf csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                ? new Csrf(token.getHeaderName(), token.getToken())
                : null;
    }
}
