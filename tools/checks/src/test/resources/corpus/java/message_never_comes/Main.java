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
            try {
                Thread.sleep(3_600_000);
            } catch (InterruptedException e) {
                return "";
            }
            return "";
        }
    }
}
