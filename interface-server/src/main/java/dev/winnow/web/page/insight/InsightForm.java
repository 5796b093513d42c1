package dev.winnow.web.page.insight;

import dev.winnow.plugin.spi.SettingField;
import dev.winnow.plugin.spi.Severity;
import dev.winnow.web.page.view.Form;
import dev.winnow.web.page.view.SentSettings;
import dev.winnow.web.page.view.Words;
import dev.winnow.web.service.FieldProblem;
import dev.winnow.web.service.FilterInfo;
import dev.winnow.web.service.FilterUse;
import dev.winnow.web.service.InsightWish;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A new insight as it stands in the form: the field {@code filter} names the filters in order, and
 * {@code filters[0].settings.NAME} are the first one's settings, as errors name them, too.
 */
record InsightForm(Form form) {
    private static final String FILTER = "filter";

    /** A filter that was chosen, its number for people, and what its fields' names begin with. */
    record Use(int number, String prefix, FilterInfo filter) {
    }

    static InsightForm fresh() {
        return new InsightForm(new Form(Map.of("severity", List.of("medium"), "type", List.of("instance")), Map.of()));
    }

    /** The same with one more filter, filled with its defaults. */
    InsightForm with(FilterInfo filter) {
        List<String> names = new ArrayList<>(names());
        Map<String, List<String>> values = new LinkedHashMap<>(form.values());
        values.putAll(Form.defaults(filter.settings(), prefix(names.size())).values());
        names.add(filter.name());
        values.put(FILTER, names);
        return new InsightForm(new Form(values, Map.of()));
    }

    /** The same without the filter of this number. */
    InsightForm without(String number) {
        List<String> names = new ArrayList<>(names());
        int removed = number.matches("[1-9]\\d?") ? Integer.parseInt(number) - 1 : names.size();
        if (removed >= names.size()) {
            return this;
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        form.values().forEach((name, value) -> {
            for (int i = 0; i < names.size(); i++) {
                if (name.startsWith(prefix(i)) && i != removed) {
                    values.put(prefix(i > removed ? i - 1 : i) + name.substring(prefix(i).length()), value);
                }
            }
            if (!name.startsWith("filters[")) {
                values.put(name, value);
            }
        });
        names.remove(removed);
        values.put(FILTER, names);
        return new InsightForm(new Form(values, Map.of()));
    }

    /** The chosen filters; one that is no longer registered is shown by its name alone. */
    List<Use> uses(List<FilterInfo> known) {
        List<Use> uses = new ArrayList<>();
        for (String name : names()) {
            FilterInfo info = known.stream().filter(filter -> filter.name().equals(name)).findFirst()
                    .orElseGet(() -> new FilterInfo(name, name, "", Set.of(), List.of(), "no loaded plugin"));
            uses.add(new Use(uses.size() + 1, prefix(uses.size()), info));
        }
        return uses;
    }

    InsightWish wish(List<FilterInfo> known) {
        List<FilterUse> filters = new ArrayList<>();
        for (Use use : uses(known)) {
            List<SettingField> fields = use.filter().settings();
            filters.add(new FilterUse(use.filter().name(), SentSettings.of(fields, form.values(), use.prefix())));
        }
        return new InsightWish(form.text("name"), form.text("title"), form.text("description"),
                severity(form.text("severity")), form.text("type"), filters);
    }

    /** Errors by the form's field names. */
    static Map<String, String> errors(List<FieldProblem> problems) {
        Map<String, String> errors = new LinkedHashMap<>();
        problems.forEach(problem -> errors.putIfAbsent(
                problem.field().equals("resourceType") ? "type" : problem.field(), problem.message()));
        return errors;
    }

    private static Severity severity(String code) {
        for (Severity severity : Severity.values()) {
            if (Words.code(severity).equals(code)) {
                return severity;
            }
        }
        return Severity.MEDIUM;
    }

    private List<String> names() {
        return form.values().getOrDefault(FILTER, List.of());
    }

    private static String prefix(int position) {
        return "filters[" + position + "].settings.";
    }
}
