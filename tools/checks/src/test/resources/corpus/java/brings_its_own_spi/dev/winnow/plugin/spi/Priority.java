package dev.winnow.plugin.spi;

public enum Priority {
    MINE
}
