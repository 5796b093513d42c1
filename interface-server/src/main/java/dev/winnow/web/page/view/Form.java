package dev.winnow.web.page.view;

import dev.winnow.plugin.spi.SettingField;
import dev.winnow.web.service.FieldProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.MultiValueMap;

/**
 * What was typed into a form, and what is wrong with it.
 *
 * @param values by field name
 * @param errors sentences by field name
 */
public record Form(Map<String, List<String>> values, Map<String, String> errors) {
    /** An empty form. */
    public static Form empty() {
        return new Form(Map.of(), Map.of());
    }

    /** A form as it was sent. */
    public static Form of(MultiValueMap<String, String> sent) {
        return new Form(new LinkedHashMap<>(sent), Map.of());
    }

    /** A form that is filled with the defaults of these fields. */
    public static Form defaults(List<SettingField> fields, String prefix) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (SettingField field : fields) {
            Object value = field.defaultValue();
            if (value instanceof List<?> list) {
                values.put(prefix + field.name(), list.stream().map(String::valueOf).toList());
            } else if (value != null) {
                values.put(prefix + field.name(), List.of(value.toString()));
            }
        }
        return new Form(values, Map.of());
    }

    /** The same with these errors. */
    public Form withErrors(List<FieldProblem> problems) {
        Map<String, String> all = new LinkedHashMap<>(errors);
        problems.forEach(problem -> all.putIfAbsent(problem.field(), problem.message()));
        return new Form(values, all);
    }

    /** The same with one more error. */
    public Form withError(String field, String message) {
        return withErrors(List.of(new FieldProblem(field, message)));
    }

    /** What stands in a field; lists one a line, without spaces around. */
    public String text(String name) {
        return String.join("\n", values.getOrDefault(name, List.of())).strip();
    }

    /** Whether a choice is among those made. */
    public boolean has(String name, String choice) {
        return values.getOrDefault(name, List.of()).contains(choice);
    }
}
