package dev.winnow.web.page.admin;

import dev.winnow.db.people.AuditLog;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Filters;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.page.view.When;
import dev.winnow.web.service.Audit;
import dev.winnow.web.service.Cursor;
import dev.winnow.web.service.Page;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The audit log. */
@Controller
class AuditPage {
    private final Audit audit;
    private final Times times;

    AuditPage(Audit audit, Times times) {
        this.audit = audit;
        this.times = times;
    }

    /** An event in the list. */
    record EventView(When at, String actor, String action, String target, String address, String detail) {
    }

    @GetMapping("/settings/audit")
    String list(@RequestParam(required = false) @Nullable String cursor, Model model) {
        Part<Page<EventView>> page = Part.of("the audit log",
                () -> audit.latest(Cursor.id(cursor, "cursor"), Cursor.DEFAULT_LIMIT).map(this::view));
        Page<EventView> found = page.value();
        model.addAttribute("crumbs", List.of(Crumb.settings()));
        model.addAttribute("events", new Part<>(found == null ? null : found.items(), page.problem()));
        model.addAttribute("pager", new Filters("/settings/audit").pager(cursor, found == null ? null : found.next()));
        return "admin/audit";
    }

    private EventView view(AuditLog.Event event) {
        return new EventView(times.when(event.at()), event.actor(), event.action(), event.target(),
                event.remoteAddress(), said(event.detail()));
    }

    private static String said(Map<String, Object> detail) {
        return new TreeMap<>(detail).entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
