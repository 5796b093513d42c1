package dev.winnow.plugin.spi;

import java.util.List;

/** A kind of cloud account: what must be known of one, how to try it, and which regions to harvest. */
public non-sealed interface CloudProvider extends Extension {
    /** What people read, for example {@code Amazon Web Services}. */
    String title();

    /** The settings of an account. */
    List<SettingField> settings();

    /**
     * Tries the account without changing anything.
     *
     * @return a sentence on what was found, for example who the credentials belong to
     * @throws Exception if it cannot be used; the message says what to do
     */
    String test(CloudAccount account, PluginContext context) throws Exception;

    /**
     * The regions to harvest, one job each, in a stable order. A provider without regions returns one name for the
     * whole account, and its harvester gives each resource its own region.
     *
     * @throws Exception if they cannot be found out
     */
    List<String> regions(CloudAccount account, PluginContext context) throws Exception;
}
