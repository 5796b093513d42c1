package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.CloudProvider;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.SettingField;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A cloud provider written in Python. */
record PythonCloudProvider(PluginCalls plugin, String name, String title, List<SettingField> settings)
        implements
            CloudProvider {
    PythonCloudProvider {
        settings = List.copyOf(settings);
    }

    @Override
    public String test(CloudAccount account, PluginContext context) {
        return plugin.account("test_account", name, account).asString("");
    }

    @Override
    public List<String> regions(CloudAccount account, PluginContext context) {
        List<String> regions = new ArrayList<>();
        for (JsonNode region : plugin.account("regions", name, account)) {
            regions.add(region.asString(""));
        }
        return List.copyOf(regions);
    }
}
