package example;

import dev.winnow.plugin.spi.*;

public abstract class Main implements Plugin {
}
