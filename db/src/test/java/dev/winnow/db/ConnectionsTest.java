package dev.winnow.db;

import dev.winnow.db.examination.DatabaseExaminer;
import dev.winnow.db.examination.Examination;
import java.sql.SQLException;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConnectionsTest {
    @Test
    void anAddressCarriesNoSecretAndNoSurprise() {
        DatabaseSettings settings = settings("::1", "verify");
        assertThat(Connections.url(settings)).isEqualTo("jdbc:mysql://[::1]:3306/a%26b");
        assertThat(settings.toString()).doesNotContain("tops3cret");
    }

    @Test
    void theTlsSettingBecomesTheDriversMode() {
        assertThat(mode("disabled")).isEqualTo("DISABLED");
        assertThat(mode("preferred")).isEqualTo("PREFERRED");
        assertThat(mode("Required")).isEqualTo("REQUIRED");
        assertThat(mode("verify")).isEqualTo("VERIFY_IDENTITY");
        assertThatThrownBy(() -> mode("yes")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("WINNOW_DB_TLS is 'yes': expected disabled, preferred, required or verify");
    }

    @Test
    void aServersKeyIsAskedForOnlyWhereTheWayMayBePlain() {
        assertThat(Connections.properties(settings("h", "required"))).containsEntry("allowPublicKeyRetrieval", "false");
        assertThat(Connections.properties(settings("h", "preferred"))).containsEntry("allowPublicKeyRetrieval", "true");
    }

    @Test
    void credentialsThatAreNotThereAreARefusalAndNoCrash() {
        DatabaseSettings settings = settings("h", "verify").withTokens(() -> {
            throw new IllegalStateException("no credentials on this host");
        });

        assertThatThrownBy(() -> Connections.open(settings)).isInstanceOf(SQLException.class).hasMessage(
                "there is nothing to sign in with: no credentials on this host");
        assertThat(new DatabaseExaminer(InstantSource.system()).examine(settings)).isEqualTo(new Examination.Refused(
                "MySQL at winnow_worker@h:3306/a&b: there is nothing to sign in with: no credentials on this host"));
    }

    private static String mode(String tls) {
        return Connections.properties(settings("h", tls)).getProperty("sslMode");
    }

    private static DatabaseSettings settings(String host, String tls) {
        return new DatabaseSettings(host, 3306, "a&b", "winnow_worker", "tops3cret", tls);
    }
}
