package dev.winnow.daemon.redaction;

import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.Variable;
import dev.winnow.daemon.settings.Variables;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The secrets that this process was given. */
public final class KnownSecrets {
    private static final Pattern LOGIN = Pattern.compile("://([^/\\s]*)@");
    private static final List<String> SECRET_WORDS = List.of("password", "secret", "token", "access_key");

    private KnownSecrets() {
    }

    /**
     * All of them.
     *
     * @param values where variables, and the files they name, have been read
     * @param environment as the process has it, for secrets that are not Winnow's own: proxies, AWS
     */
    public static Set<String> of(SettingValues values, Map<String, String> environment) {
        Set<String> secrets = new HashSet<>();
        for (Variable variable : Variables.ALL) {
            if (variable.secret() && !variable.equals(Variables.PLUGIN_REMOTES)) {
                values.given(variable).ifPresent(secrets::add);
            }
        }
        values.given(Variables.PLUGIN_REMOTES).ifPresent(remotes -> addRemotes(remotes, secrets));
        environment.forEach((name, value) -> {
            Matcher login = LOGIN.matcher(value);
            while (login.find()) {
                addLogin(login.group(1), secrets);
            }
            String word = name.toLowerCase(Locale.ROOT);
            if (!word.endsWith("_file") && SECRET_WORDS.stream().anyMatch(word::contains)) {
                secrets.add(value);
            }
        });
        secrets.removeIf(String::isBlank);
        return secrets;
    }

    private static void addLogin(String login, Set<String> secrets) {
        int colon = login.indexOf(':');
        if (colon >= 0) {
            String password = login.substring(colon + 1);
            secrets.add(password);
            try {
                secrets.add(URLDecoder.decode(password.replace("+", "%2B"),
                        StandardCharsets.UTF_8));
            } catch (IllegalArgumentException notEncoded) {
                secrets.add(password);
            }
        }
    }

    private static void addRemotes(String json, Set<String> secrets) {
        try {
            addSecretFields(JsonMapper.builder().build().readTree(json), secrets);
        } catch (JacksonException malformed) {
            secrets.add(json);
        }
    }

    private static void addSecretFields(JsonNode node, Set<String> secrets) {
        node.valueStream().filter(JsonNode::isContainer).forEach(child -> addSecretFields(child, secrets));
        if (node.isObject()) {
            node.propertyStream().forEach(field -> {
                String name = field.getKey().toLowerCase(Locale.ROOT);
                boolean named = SECRET_WORDS.stream().anyMatch(name::contains) && !name.endsWith("_file");
                String value = field.getValue().asString("");
                if (named && !value.startsWith("env:") && !value.startsWith("file:")) {
                    secrets.add(value);
                }
            });
        }
    }
}
