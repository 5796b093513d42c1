package example;

import dev.winnow.plugin.spi.*;
import dev.winnow.plugin.spi.query.ResourceQuery;

public class Main implements Plugin {
    @Override
    public void load(PluginContext context) throws Exception {
        context.register(filter(() -> "a_good_java.filter"));
    }

    static ResourceFilter filter(java.util.function.Supplier<String> name) {
        return new ResourceFilter() {
            @Override
            public String name() {
                return name.get();
            }

            @Override
            public ResourceQuery apply(ResourceQuery query, Settings settings) {
                return query;
            }
        };
    }
}
