package example;

import dev.winnow.plugin.spi.*;

public class Main implements Plugin {
    @Override
    public void load(PluginContext context) throws Exception {
        Thread.currentThread().setContextClassLoader(null);
        Thread.currentThread().setPriority(1);
        Thread.currentThread().interrupt();
    }
}
