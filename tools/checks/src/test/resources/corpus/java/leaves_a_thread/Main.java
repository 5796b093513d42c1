package example;

import dev.winnow.plugin.spi.*;

public class Main implements Plugin {
    @Override
    public void load(PluginContext context) throws Exception {
        Thread.ofPlatform().daemon().name("left").start(() -> {
            try {
                Thread.sleep(3_600_000);
            } catch (InterruptedException e) {
                return;
            }
        });
    }
}
