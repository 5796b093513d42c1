package dev.winnow.web.api.json;

import dev.winnow.plugin.spi.CloudAccount;
import java.util.Map;

/** A cloud account; secrets in its settings are references. */
public record AccountJson(String id, String name, String provider, Map<String, Object> settings) {
    public static AccountJson of(CloudAccount account) {
        return new AccountJson(Long.toString(account.id()), account.name(), account.provider(),
                account.settings().values());
    }
}
