package dev.winnow.daemon.settings;

import java.util.Optional;

/** What the first admin gets; read only while there is no user. */
public record AdminSettings(Optional<String> password, Optional<String> token) {
    /** As the variables have them. */
    public static AdminSettings from(SettingValues values) {
        return new AdminSettings(values.find(Variables.ADMIN_PASSWORD), values.find(Variables.ADMIN_TOKEN));
    }

    @Override
    public String toString() {
        return "first admin: password " + (password.isPresent() ? "given" : "not given") + ", token "
                + (token.isPresent() ? "given" : "not given");
    }
}
