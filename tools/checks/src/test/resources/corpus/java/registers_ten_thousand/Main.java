package example;

import dev.winnow.plugin.spi.*;
import dev.winnow.plugin.spi.query.ResourceQuery;

public class Main implements Plugin {
    @Override
    public void load(PluginContext context) throws Exception {
        for (int i = 0; i < 10_000; i++) {
            int number = i;
            context.register(filter(() -> "many." + number));
        }
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
