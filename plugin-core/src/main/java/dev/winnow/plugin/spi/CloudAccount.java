package dev.winnow.plugin.spi;

/**
 * An account at a cloud provider whose resources are harvested.
 *
 * @param id Winnow's id
 * @param name what the operator called it
 * @param provider the {@link CloudProvider#name()}
 * @param settings values for {@link CloudProvider#settings()}; secrets are references
 */
public record CloudAccount(long id, String name, String provider, Settings settings) {
}
