package dev.winnow.daemon.doctor;

import dev.winnow.db.process.ProcessRow;
import dev.winnow.plugin.spi.CloudAccount;
import java.util.List;
import java.util.OptionalLong;

/** How the suite stands, by its record in MySQL. Each method throws where that cannot be read. */
public interface SuiteSource {
    /** Live processes. */
    List<ProcessRow> live();

    /** The current generation of plugins; empty before the first. */
    OptionalLong generation();

    /** How many warnings on plugins nobody has acknowledged. */
    int warnings();

    /** Cloud accounts. */
    List<CloudAccount> accounts();
}
