package example;

import dev.winnow.plugin.spi.*;

public class Main implements Plugin {
    static {
        if (true) {
            throw new IllegalStateException("no good");
        }
    }

    @Override
    public void load(PluginContext context) {
    }
}
