package dev.winnow.scheduler;

import dev.winnow.daemon.exit.ExitCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Where an upgrade began, the address that nothing answers at would make it unreachable. */
class UpgradeOnlyTest {
    private static final String NOBODY = "--winnow.db.port=1";
    private static final String AT_ONCE = "--winnow.start.wait-seconds=1";

    @ParameterizedTest
    @ValueSource(strings = {"--dry-run", "--dry-run=true", "now", "--db-upgrade", "-x"})
    void anUpgradeThatIsAskedForWronglyIsRefusedBeforeItBegins(String wrong) {
        assertThat(UpgradeOnly.run(new String[]{UpgradeOnly.OPTION, NOBODY, AT_ONCE, wrong}))
                .isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void whoAsksForHelpGetsThatAndNoUpgrade(String help) {
        assertThat(UpgradeOnly.run(new String[]{UpgradeOnly.OPTION, NOBODY, AT_ONCE, help})).isEqualTo(ExitCode.DONE);
    }
}
