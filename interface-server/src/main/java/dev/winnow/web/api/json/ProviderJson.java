package dev.winnow.web.api.json;

import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.CloudProvider;
import java.util.List;

/** A kind of cloud accounts. */
public record ProviderJson(String name, String title, List<FieldJson> settings, String plugin) {
    public static ProviderJson of(Registered<CloudProvider> provider) {
        return new ProviderJson(provider.extension().name(), provider.extension().title(),
                provider.extension().settings().stream().map(FieldJson::of).toList(), provider.plugin());
    }
}
