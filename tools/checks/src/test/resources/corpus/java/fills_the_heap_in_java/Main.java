package example;

import dev.winnow.plugin.spi.*;

public class Main implements Plugin {
    @Override
    public void load(PluginContext context) throws Exception {
        java.util.List<long[]> all = new java.util.ArrayList<>();
        while (true) {
            all.add(new long[1_000_000]);
        }
    }
}
