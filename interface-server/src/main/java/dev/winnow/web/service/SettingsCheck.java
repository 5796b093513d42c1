package dev.winnow.web.service;

import dev.winnow.plugin.spi.SettingField;
import dev.winnow.plugin.spi.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Holds values against the fields that a provider or a filter declares, and completes them with defaults. */
final class SettingsCheck {
    /** An access key's id, a private key's head: what never belongs into the database, whatever the field. */
    private static final Pattern RAW_SECRET = Pattern
            .compile("(?s).*(\\b(AKIA|ASIA)[0-9A-Z]{16}\\b|-----BEGIN [A-Z ]*PRIVATE KEY-----).*");

    private final List<SettingField> fields;
    private final String prefix;
    private final List<FieldProblem> problems = new ArrayList<>();

    private SettingsCheck(List<SettingField> fields, String prefix) {
        this.fields = fields;
        this.prefix = prefix;
    }

    /**
     * The values, typed and completed.
     *
     * @param prefix before field names in errors, for example {@code settings.}
     * @throws RefusedException naming every field that is wrong
     */
    static Settings check(List<SettingField> fields, Map<String, Object> given, String prefix) {
        SettingsCheck check = new SettingsCheck(fields, prefix);
        Map<String, Object> values = check.values(given);
        if (!check.problems.isEmpty()) {
            throw RefusedException.invalid(check.problems);
        }
        return new Settings(values);
    }

    private Map<String, Object> values(Map<String, Object> given) {
        List<String> names = fields.stream().map(SettingField::name).toList();
        for (String name : given.keySet()) {
            if (!names.contains(name)) {
                problem(name, "there is no setting '" + Shown.of(name) + "': " + Suggestion.of(name, names));
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (SettingField field : fields) {
            value(field, given.get(field.name())).ifPresent(value -> values.put(field.name(), value));
        }
        return values;
    }

    private Optional<Object> value(SettingField field, @org.jspecify.annotations.Nullable Object given) {
        boolean absent = given == null || given.toString().isBlank() || given instanceof List<?> list && list.isEmpty();
        if (absent || given == null) {
            if (field.required() && field.defaultValue() == null) {
                problem(field.name(), "setting '" + field.name() + "' (" + field.label() + ") is required");
            }
            return Optional.ofNullable(field.defaultValue());
        }
        if (RAW_SECRET.matcher(given.toString()).matches()) {
            problem(field.name(), "setting '" + field.name() + "' looks like a secret itself, which is never stored: "
                    + "give a reference, env:NAME or file:/path");
            return Optional.empty();
        }
        return switch (field.kind()) {
            case TEXT, LONG_TEXT -> text(field, given);
            case SECRET_REFERENCE -> reference(field, given);
            case SELECTION -> text(field, given).flatMap(text -> option(field, text));
            case NUMBER -> number(field, given);
            case BOOLEAN -> onOff(field, given);
            case TEXT_LIST -> texts(field, given);
            case MULTI_SELECTION -> texts(field, given).filter(texts -> ((List<?>) texts).stream()
                    .allMatch(text -> option(field, text).isPresent()));
        };
    }

    private Optional<Object> text(SettingField field, Object given) {
        if (given instanceof String text) {
            return Optional.of(text.strip());
        }
        return wrong(field, "a text", given);
    }

    private Optional<Object> reference(SettingField field, Object given) {
        if (given instanceof String text && text.strip().matches("env:[A-Za-z_][A-Za-z0-9_]*|file:/.+")) {
            return Optional.of(text.strip());
        }
        // The value is not repeated: it may be the secret.
        problem(field.name(), "setting '" + field.name() + "' must be a reference to a secret, env:NAME or file:/path, "
                + "never the secret itself");
        return Optional.empty();
    }

    private Optional<Object> option(SettingField field, Object text) {
        if (field.options().contains(text.toString())) {
            return Optional.of(text);
        }
        problem(field.name(), "setting '" + field.name() + "' cannot be '" + Shown.of(text) + "': "
                + Suggestion.of(text.toString(), field.options()));
        return Optional.empty();
    }

    private Optional<Object> number(SettingField field, Object given) {
        if (given instanceof Number number && number.doubleValue() == number.longValue()) {
            return Optional.of(number.longValue());
        }
        if (given instanceof String text && text.strip().matches("[+-]?\\d{1,18}")) {
            return Optional.of(Long.valueOf(text.strip()));
        }
        return wrong(field, "a whole number", given);
    }

    private Optional<Object> onOff(SettingField field, Object given) {
        return switch (given.toString().strip()) {
            case "true", "on" -> Optional.of(true);
            case "false", "off" -> Optional.of(false);
            default -> wrong(field, "true or false", given);
        };
    }

    private Optional<Object> texts(SettingField field, Object given) {
        List<?> list = given instanceof List<?> several ? several : given.toString().lines().toList();
        if (!list.stream().allMatch(String.class::isInstance)) {
            return wrong(field, "a list of texts", given);
        }
        List<String> texts = list.stream().map(text -> text.toString().strip()).filter(text -> !text.isEmpty())
                .toList();
        return Optional.of(texts);
    }

    private Optional<Object> wrong(SettingField field, String expected, Object given) {
        problem(field.name(), "setting '" + field.name() + "' must be " + expected + ", got '" + Shown.of(given) + "'");
        return Optional.empty();
    }

    private void problem(String name, String message) {
        problems.add(new FieldProblem(prefix + name, message));
    }
}
