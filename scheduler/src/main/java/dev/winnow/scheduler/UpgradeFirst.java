package dev.winnow.scheduler;

import dev.winnow.daemon.BeforeStart;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.Variables;

/** With {@code --db-upgrade} the schema is migrated before it is waited for. */
final class UpgradeFirst implements BeforeStart {
    @Override
    public void run(SettingValues values) {
        if (values.isOn(Variables.DB_UPGRADE)) {
            SchemaUpgrade.run(values);
        }
    }
}
