package dev.winnow.web.service;

import java.util.Map;

/**
 * A filter with settings as somebody gives them.
 *
 * @param filter its name
 * @param settings values for its fields, as JSON or a form has them
 */
public record FilterUse(String filter, Map<String, Object> settings) {
}
