package dev.winnow.daemon.settings;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * How the interface server is reached.
 *
 * @param port its TCP port
 * @param basePath begins with {@code /} and ends without one, except for {@code /} itself
 * @param publicUrl what people type, where a proxy stands before it
 * @param trustedProxies addresses or networks whose forwarding headers count
 */
public record HttpSettings(int port, String basePath, Optional<URI> publicUrl, List<String> trustedProxies) {
    /** As the variables have them. */
    public static HttpSettings from(SettingValues values) {
        String path = values.text(Variables.HTTP_BASE_PATH);
        boolean superfluous = path.length() > 1 && path.endsWith("/");
        return new HttpSettings(values.number(Variables.HTTP_PORT),
                superfluous ? path.substring(0, path.length() - 1) : path,
                values.url(Variables.PUBLIC_URL), values.list(Variables.TRUSTED_PROXIES));
    }
}
