package dev.winnow.daemon.settings;

import dev.winnow.db.TrustedCertificates;
import java.nio.file.Path;
import java.security.KeyStore;
import org.jspecify.annotations.Nullable;

/** Who may have signed a server's certificate, by a variable that names a PEM file. */
final class Authorities {
    private Authorities() {
    }

    /**
     * Reads them.
     *
     * @return null where the variable is not set: then those that the JVM trusts
     * @throws SettingsException naming the variable, if the file holds no certificates
     */
    static @Nullable KeyStore of(SettingValues values, Variable file) {
        Path pem = values.path(file).orElse(null);
        if (pem == null) {
            return null;
        }
        try {
            return TrustedCertificates.read(pem);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(file.name() + ": " + e.getMessage());
        }
    }
}
