package dev.winnow.plugin.spi;

public class Extra {
}
