package dev.winnow.plugin.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside {@link Deprecated} on a member of the SPI: what to use in its place. Plugins that use the member get a warning
 * which says so. A deprecated member works until the SPI's next major version at least.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.FIELD})
public @interface ReplacedBy {
    /** The replacement, as an author would write it, for example {@code ResourceQuery.where(Condition)}. */
    String value();
}
