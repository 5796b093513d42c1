package dev.winnow.daemon.settings;

import dev.winnow.daemon.settings.RemoteSource.Access;
import dev.winnow.daemon.settings.RemoteSource.Bounds;
import dev.winnow.daemon.settings.RemoteSource.Login;
import dev.winnow.daemon.settings.RemoteSource.Role;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code WINNOW_PLUGIN_REMOTES}. */
final class RemoteSources {
    private static final Set<String> COMMON = Set.of("type", "name", "timeout_seconds", "max_megabytes");
    private static final Set<String> HTTP = with(COMMON, "url", "username", "password", "password_file");
    private static final Set<String> S3 = with(COMMON, "bucket", "prefix", "region", "endpoint", "path_style",
            "unsigned", "profile", "access_key", "access_key_file", "secret_key", "secret_key_file", "session_token",
            "session_token_file", "role_arn", "external_id", "sts_endpoint");
    private static final URI NOWHERE = URI.create("http://localhost/");
    private static final long MEGABYTE = 1_000_000;

    private RemoteSources() {
    }

    /**
     * The sources in the order of the list.
     *
     * @throws SettingsException naming each field that is not what is expected, without its value
     */
    static List<RemoteSource> read(String json) {
        List<RemoteSource> sources = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        int number = 0;
        for (JsonNode node : tree(json)) {
            number++;
            RemoteFields fields = new RemoteFields("source " + number, node);
            sources.add(source(fields));
            complaints.addAll(fields.complaints());
        }
        complaints.addAll(doubles(sources));
        if (!complaints.isEmpty()) {
            throw new SettingsException(Variables.PLUGIN_REMOTES.name() + ": " + String.join("; ", complaints));
        }
        return List.copyOf(sources);
    }

    private static JsonNode tree(String json) {
        try {
            return JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build().readTree(json);
        } catch (JacksonException e) {
            // What Jackson says repeats the text, which may hold passwords.
            throw new SettingsException(Variables.PLUGIN_REMOTES.name() + ": it is not JSON, or a key is there twice");
        }
    }

    private static RemoteSource source(RemoteFields fields) {
        String type = fields.text("type").orElse("");
        if (type.equals("s3")) {
            return s3(fields);
        }
        if (!type.equals("http")) {
            fields.complain("has no known 'type': expected http or s3");
        }
        return http(fields, type.equals("http"));
    }

    private static RemoteSource http(RemoteFields fields, boolean isHttp) {
        Bounds bounds = bounds(fields);
        if (!isHttp) {
            return new RemoteSource.Http("", NOWHERE, Optional.empty(), bounds);
        }
        fields.checkKeys(HTTP);
        if (!fields.has("url")) {
            fields.complain("of type http lacks 'url'");
        }
        URI url = fields.url("url").orElse(NOWHERE);
        Optional<String> user = fields.text("username");
        Optional<SecretValue> password = fields.secret("password");
        if (user.isPresent() != password.isPresent()) {
            fields.complain("has one of 'username' and 'password' without the other");
        }
        Optional<Login> login = user.flatMap(name -> password.map(secret -> new Login(name, secret)));
        String name = SourceName.of(fields, "http:" + url.getRawAuthority() + url.getRawPath());
        return new RemoteSource.Http(name, url, login, bounds);
    }

    private static RemoteSource s3(RemoteFields fields) {
        fields.checkKeys(S3);
        if (!fields.has("bucket")) {
            fields.complain("of type s3 lacks 'bucket'");
        }
        String bucket = fields.text("bucket").orElse("");
        if (!bucket.isEmpty() && !bucket.matches("[A-Za-z0-9][A-Za-z0-9._-]{1,254}")) {
            fields.complain("has a 'bucket' that is no bucket's name");
        }
        String given = fields.text("prefix").orElse("").replaceAll("^/+", "");
        String prefix = given.isEmpty() || given.endsWith("/") ? given : given + "/";
        Optional<URI> endpoint = fields.url("endpoint");
        Optional<Role> role = role(fields);
        Access access = access(fields);
        if (role.isPresent() && access instanceof Access.Unsigned) {
            fields.complain("has 'role_arn' and 'unsigned': a role can be assumed by somebody only");
        }
        String name = SourceName.of(fields, "s3:" + endpoint.map(url -> url.getRawAuthority() + "/").orElse("") + bucket
                + (prefix.isEmpty() ? "" : "/" + prefix));
        return new RemoteSource.S3(name, bucket, prefix, fields.text("region"), endpoint,
                fields.isOn("path_style", endpoint.isPresent()), access, role, bounds(fields));
    }

    private static Access access(RemoteFields fields) {
        boolean unsigned = fields.isOn("unsigned", false);
        Optional<String> profile = fields.text("profile");
        Optional<SecretValue> id = fields.secret("access_key");
        Optional<SecretValue> secret = fields.secret("secret_key");
        Optional<SecretValue> session = fields.secret("session_token");
        if (id.isPresent() != secret.isPresent() || session.isPresent() && id.isEmpty()) {
            fields.complain("needs 'access_key' and 'secret_key' together");
        }
        if ((unsigned ? 1 : 0) + (profile.isPresent() ? 1 : 0) + (id.isPresent() ? 1 : 0) > 1) {
            fields.complain("has more than one of 'unsigned', 'profile' and 'access_key'");
        }
        if (unsigned) {
            return new Access.Unsigned();
        }
        return id.<Access>flatMap(key -> secret.map(value -> new Access.Key(key, value, session)))
                .or(() -> profile.map(Access.Profile::new)).orElseGet(Access.Host::new);
    }

    private static Optional<Role> role(RemoteFields fields) {
        Optional<String> arn = fields.text("role_arn");
        Optional<String> externalId = fields.text("external_id");
        Optional<URI> endpoint = fields.url("sts_endpoint");
        if (arn.isEmpty() && (externalId.isPresent() || endpoint.isPresent())) {
            fields.complain("has 'external_id' or 'sts_endpoint' without 'role_arn'");
        }
        return arn.map(role -> new Role(role, externalId, endpoint));
    }

    private static Bounds bounds(RemoteFields fields) {
        return new Bounds(Duration.ofSeconds(fields.number("timeout_seconds", 60, 5, 600)),
                fields.number("max_megabytes", 256, 1, 1000) * MEGABYTE);
    }

    private static List<String> doubles(List<RemoteSource> sources) {
        Set<String> names = new HashSet<>();
        return sources.stream().map(RemoteSource::name).filter(name -> !name.isEmpty() && !names.add(name.toLowerCase(
                Locale.ROOT))).map(name -> "two sources go by '" + name + "': give one of them a 'name'").toList();
    }

    private static Set<String> with(Set<String> some, String... more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }
}
