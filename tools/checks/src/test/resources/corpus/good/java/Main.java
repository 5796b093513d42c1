package example;

import dev.winnow.plugin.spi.*;
import dev.winnow.plugin.spi.query.*;

public class Main implements Plugin {
    @Override
    public void load(PluginContext context) {
        context.register(new ResourceFilter() {
            @Override
            public String name() {
                return context.pluginName() + ".filter";
            }

            @Override
            public ResourceQuery apply(ResourceQuery query, Settings settings) {
                return query.where(DbObjects.Resource.REGION.equalTo("good"));
            }
        });
    }
}
