package dev.winnow.cli;

import dev.winnow.plugin.spi.SpiVersion;
import picocli.CommandLine.IVersionProvider;

/** The build's version, from the jar's manifest, and the SPI's. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = CliMain.class.getPackage().getImplementationVersion();
        return new String[]{"Winnow " + (version == null ? "(development)" : version),
                "Plugin SPI " + SpiVersion.CURRENT};
    }
}
