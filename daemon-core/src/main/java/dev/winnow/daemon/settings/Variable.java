package dev.winnow.daemon.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A variable that Winnow reads.
 *
 * @param property the same as Boot's property, for example {@code winnow.plugins.wait-seconds}
 * @param defaultValue what counts where it is not set; null for nothing
 * @param expected what a value must look like
 * @param secret whether {@code NAME_FILE} may name a file that holds the value, and the value is never shown
 */
public record Variable(String property, @Nullable String defaultValue, Expectation expected, boolean secret) {
    static final String FILE_SUFFIX = "_FILE";

    static Variable of(String property, @Nullable String defaultValue, Expectation expected) {
        return new Variable(property, defaultValue, expected, false);
    }

    static Variable secret(String property) {
        return new Variable(property, null, Expectation.TEXT, true);
    }

    /** As it stands in the environment, for example {@code WINNOW_PLUGINS_WAIT_SECONDS}. */
    public String name() {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The variable that names a file with this one's value. */
    public String fileName() {
        return name() + FILE_SUFFIX;
    }
}
