package dev.winnow.web.service;

import dev.winnow.plugin.spi.Priority;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job that somebody asks for.
 *
 * @param type the job handler's name
 * @param priority its lane
 * @param arguments as JSON has them
 * @param uniqueKey an unfinished job with this key is taken instead; null for none
 */
public record JobWish(String type, Priority priority, Map<String, Object> arguments, @Nullable String uniqueKey) {
}
