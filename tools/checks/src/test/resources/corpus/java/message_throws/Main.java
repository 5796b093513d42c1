package example;

import dev.winnow.plugin.spi.*;

public class Main implements Plugin {
    @Override
    public void load(PluginContext context) {
        throw new Odd();
    }

    static class Odd extends RuntimeException {
        @Override
        public String getMessage() {
            throw new Odd();
        }
    }
}
