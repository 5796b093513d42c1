package example;

import dev.winnow.plugin.spi.*;

public class Main implements Plugin {
    @Override
    public void load(PluginContext context) {
        sneak(new Throwable("no good"));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }
}
