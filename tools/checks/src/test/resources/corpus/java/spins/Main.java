package example;

import dev.winnow.plugin.spi.*;

public class Main implements Plugin {
    @Override
    public void load(PluginContext context) throws Exception {
        long end = System.nanoTime() + 20_000_000_000L;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
