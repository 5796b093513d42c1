package dev.winnow.db;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;

/** How Connector/J is set up for both MySQL and MariaDB: UTC, strict, batches rewritten. */
public final class Connections {
    private static final String STRICT = "sql_mode='STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
            + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'";
    private static final String NOT_AUTHORIZED = "28000";

    private Connections() {
    }

    /** The JDBC address without account or password. */
    public static String url(DatabaseSettings settings) {
        return serverUrl(settings) + URLEncoder.encode(settings.name(), StandardCharsets.UTF_8);
    }

    private static String serverUrl(DatabaseSettings settings) {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return "jdbc:mysql://" + host + ":" + settings.port() + "/";
    }

    /** What goes with the address, the account and its password among it. */
    public static Properties properties(DatabaseSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("user", settings.username());
        properties.setProperty("password", settings.secret());
        properties.setProperty("connectionTimeZone", "UTC");
        properties.setProperty("forceConnectionTimeZoneToSession", "true");
        properties.setProperty("sessionVariables", STRICT);
        properties.setProperty("rewriteBatchedStatements", "true");
        // MariaDB's information schema lacks what Connector/J asks it for; SHOW answers on both.
        properties.setProperty("useInformationSchema", "false");
        properties.setProperty("cachePrepStmts", "true");
        // Else Connector/J asks before each batch whether the session may write.
        properties.setProperty("useLocalSessionState", "true");
        properties.setProperty("connectTimeout", "5000");
        properties.setProperty("socketTimeout", "300000");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("sslMode", sslMode(settings.tls()));
        boolean encrypted = sslMode(settings.tls()).matches("REQUIRED|VERIFY_IDENTITY");
        properties.setProperty("allowPublicKeyRetrieval", Boolean.toString(!encrypted));
        if (settings.trusted() != null) {
            TrustedCertificates.Stored trusted = TrustedCertificates.store(settings.trusted());
            properties.setProperty("trustCertificateKeyStoreUrl", trusted.url());
            properties.setProperty("trustCertificateKeyStoreType", "PKCS12");
            properties.setProperty("trustCertificateKeyStorePassword", trusted.password());
        }
        return properties;
    }

    /** One connection outside any pool, to be closed by the caller. */
    public static Connection open(DatabaseSettings settings) throws SQLException {
        return connect(url(settings), settings);
    }

    /** The same to the server as such: the database may not be there yet. */
    public static Connection openServer(DatabaseSettings settings) throws SQLException {
        return connect(serverUrl(settings), settings);
    }

    /** What gives tokens asks elsewhere for credentials, and may find none. */
    private static Connection connect(String url, DatabaseSettings settings) throws SQLException {
        Properties properties;
        try {
            properties = properties(settings);
        } catch (RuntimeException e) {
            throw new SQLException("there is nothing to sign in with: " + e.getMessage(), NOT_AUTHORIZED, e);
        }
        return new com.mysql.cj.jdbc.Driver().connect(url, properties);
    }

    private static String sslMode(String tls) {
        return switch (tls.toLowerCase(Locale.ROOT)) {
            case "disabled" -> "DISABLED";
            case "preferred" -> "PREFERRED";
            case "required" -> "REQUIRED";
            case "verify" -> "VERIFY_IDENTITY";
            default -> throw new IllegalArgumentException(
                    "WINNOW_DB_TLS is '" + tls + "': expected disabled, preferred, required or verify");
        };
    }
}
