package example;

import dev.winnow.plugin.spi.*;

public class Main implements Plugin {
    static {
        try {
            Thread.sleep(3_600_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void load(PluginContext context) {
    }
}
