package dev.winnow.plugin.spi;

/** The version of this SPI, apart from the build's: semantic versioning, held against {@code requires.winnow}. */
public final class SpiVersion {
    /** A semantic version, {@code major.minor.patch}. */
    public static final String CURRENT = "1.0.0";

    private SpiVersion() {
    }
}
