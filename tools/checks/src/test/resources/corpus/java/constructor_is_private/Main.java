package example;

import dev.winnow.plugin.spi.*;

public class Main implements Plugin {
    private Main() {
    }

    @Override
    public void load(PluginContext context) {
    }
}
