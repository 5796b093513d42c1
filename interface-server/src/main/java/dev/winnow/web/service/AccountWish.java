package dev.winnow.web.service;

import java.util.Map;

/**
 * A cloud account as somebody describes it.
 *
 * @param settings values for the provider's fields, as JSON or a form has them
 */
public record AccountWish(String name, String provider, Map<String, Object> settings) {
}
