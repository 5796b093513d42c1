package example;

import dev.winnow.plugin.spi.*;

public class Main implements Plugin {
    @Override
    public void load(PluginContext context) throws Exception {
        for (int i = 0; i < 2_000; i++) {
            context.warn("flood");
        }
    }
}
