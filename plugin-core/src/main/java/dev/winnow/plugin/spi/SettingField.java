package dev.winnow.plugin.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One setting of a plugin, a filter or a cloud provider, shown as a form field.
 *
 * @param name the key: lower-case letters, digits and {@code _}
 * @param label what people read
 * @param help a sentence below the field, possibly empty
 * @param kind how it is entered and what type its value has
 * @param required whether a value must be given
 * @param options the values allowed for {@link Kind#SELECTION} and {@link Kind#MULTI_SELECTION}, else empty
 * @param defaultValue the value if none is given, of the kind's type; null for none
 */
public record SettingField(String name, String label, String help, Kind kind, boolean required, List<String> options,
        @Nullable Object defaultValue) {
    /** How a field is entered. */
    public enum Kind {
        /** {@link String}. */
        TEXT,
        /** {@link String} of several lines. */
        LONG_TEXT,
        /** {@link Long}. */
        NUMBER,
        /** {@link Boolean}. */
        BOOLEAN,
        /** {@link String}, one of the options. */
        SELECTION,
        /** List of {@link String}, each one of the options. */
        MULTI_SELECTION,
        /** List of {@link String}, free. */
        TEXT_LIST,
        /** {@link String} beginning {@code env:} or {@code file:}, resolved by {@link Secrets}; never the secret itself. */
        SECRET_REFERENCE
    }

    public SettingField {
        options = List.copyOf(options);
    }

    /** An optional text. */
    public static SettingField text(String name, String label, String help) {
        return new SettingField(name, label, help, Kind.TEXT, false, List.of(), null);
    }

    /** An optional list of texts. */
    public static SettingField textList(String name, String label, String help) {
        return new SettingField(name, label, help, Kind.TEXT_LIST, false, List.of(), null);
    }

    /** An optional reference to a secret. */
    public static SettingField secret(String name, String label, String help) {
        return new SettingField(name, label, help, Kind.SECRET_REFERENCE, false, List.of(), null);
    }

    /** The same field, which must be given. */
    public SettingField asRequired() {
        return new SettingField(name, label, help, kind, true, options, defaultValue);
    }

    /** The same field with a default. */
    public SettingField withDefault(Object value) {
        return new SettingField(name, label, help, kind, required, options, value);
    }
}
