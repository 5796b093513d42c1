package example;

import dev.winnow.plugin.spi.*;

public class Main implements Plugin {
    @Override
    public void load(PluginContext context) throws Exception {
        throw new Exception("\u001b[2J\nP999 good: all is well\u202e\ud800");
    }
}
