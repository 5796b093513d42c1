package example;

import dev.winnow.plugin.spi.*;

public class Main implements Plugin {
    @Override
    public void load(PluginContext context) throws Exception {
        new java.net.Socket("127.0.0.1", 9).close();
    }
}
