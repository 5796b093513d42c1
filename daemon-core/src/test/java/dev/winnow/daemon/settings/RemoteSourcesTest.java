package dev.winnow.daemon.settings;

import dev.winnow.daemon.network.ReferenceSecrets;
import dev.winnow.daemon.settings.RemoteSource.Access;
import dev.winnow.daemon.settings.RemoteSource.Bounds;
import dev.winnow.daemon.settings.RemoteSource.Http;
import dev.winnow.daemon.settings.RemoteSource.Role;
import dev.winnow.daemon.settings.RemoteSource.S3;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RemoteSourcesTest {
    private final ReferenceSecrets secrets = new ReferenceSecrets(Map.of("HTTP_PW", "geheim")::get, "h");

    @Test
    void sourcesAreReadInTheOrderOfTheListWithDefaults() {
        List<RemoteSource> sources = RemoteSources.read("""
            [{"type": "s3", "bucket": "plugins"},
             {"type": "http", "url": "https://plugins.example.com/all.zip?token=geheim"}]""");

        assertThat(sources).hasSize(2);
        assertThat(sources.get(0)).isEqualTo(new S3("s3:plugins", "plugins", "", Optional.empty(), Optional.empty(),
                false, new Access.Host(), Optional.empty(), new Bounds(Duration.ofSeconds(60), 256_000_000)));
        assertThat(sources.get(1)).isInstanceOfSatisfying(Http.class, http -> {
            assertThat(http.name()).isEqualTo("http:plugins.example.com/all.zip");
            assertThat(http.location()).isEqualTo("https://plugins.example.com/all.zip?...");
            assertThat(http.login()).isEmpty();
        });
        assertThat(sources.toString()).doesNotContain("geheim");
    }

    @Test
    void aBucketMayBeReadInEachWay() {
        assertThat(s3("\"unsigned\": true, \"prefix\": \"/team/a\"").prefix()).isEqualTo("team/a/");
        assertThat(s3("\"unsigned\": true").access()).isEqualTo(new Access.Unsigned());
        assertThat(s3("\"profile\": \"p\"").access()).isEqualTo(new Access.Profile("p"));
        S3 keys = s3("\"access_key\": \"AKIA\", \"secret_key\": \"env:HTTP_PW\", \"session_token\": \"t\"");
        assertThat(keys.access()).isInstanceOfSatisfying(Access.Key.class, key -> {
            assertThat(key.id().reveal(secrets)).isEqualTo("AKIA");
            assertThat(key.secret().reveal(secrets)).isEqualTo("geheim");
            assertThat(key.session()).isPresent();
        });
        assertThat(keys.toString()).doesNotContain("AKIA", "HTTP_PW");
        S3 role = s3("\"role_arn\": \"arn:aws:iam::1:role/r\", \"external_id\": \"x\", \"region\": \"eu-west-1\"");
        assertThat(role.role()).contains(new Role("arn:aws:iam::1:role/r", Optional.of("x"), Optional.empty()));
        S3 own = s3("\"endpoint\": \"http://minio:9000\", \"prefix\": \"p\"");
        assertThat(own.endpoint()).contains(URI.create("http://minio:9000"));
        assertThat(own.pathStyle()).isTrue();
        assertThat(own.name()).isEqualTo("s3:minio:9000/bkt/p");
    }

    @Test
    void aPasswordMayBeGivenAsItselfAsAVariableOrAsAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("pw"), "aus der Datei\n");
        assertThat(password("\"password\": \"direct\"")).isEqualTo("direct");
        assertThat(password("\"password\": \"env:HTTP_PW\"")).isEqualTo("geheim");
        assertThat(password("\"password\": \"file:" + file + "\"")).isEqualTo("aus der Datei");
        assertThat(password("\"password_file\": \"" + file + "\"")).isEqualTo("aus der Datei");
        assertThat(password("\"passwordFile\": \"" + file + "\"")).isEqualTo("aus der Datei");
        assertThatThrownBy(() -> password("\"password\": \"env:NOT_THERE\"")).hasMessageContaining("env:NOT_THERE")
                .hasMessageContaining("no such environment variable");
    }

    @Test
    void namesAreStableBoundedAndIndependentOfSecrets() {
        String one = http("\"url\": \"https://h/" + "x".repeat(200) + "1.zip?a=1\"").name();
        String same = http("\"url\": \"https://h/" + "x".repeat(200) + "1.zip?a=2\", \"username\": \"u\","
                + " \"password\": \"p\"").name();
        String other = http("\"url\": \"https://h/" + "x".repeat(200) + "2.zip\"").name();
        assertThat(one).hasSize(80).isEqualTo(same).isNotEqualTo(other);
        assertThat(http("\"url\": \"https://h/a.zip\", \"name\": \"team-a\"").name()).isEqualTo("team-a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        [{"type":"ftp"}]                                          | source 1 has no known 'type': expected http or s3
        [{"type":7}]                                              | source 1 has a 'type' that is not a text
        [{"url":"https://a/"}]                                    | source 1 has no known 'type'
        [{"type":"http"}]                                         | source 1 of type http lacks 'url'
        [{"type":"http","url":"ftp://geheim/"}]                   | source 1 has a 'url' that is not a URL beginning with http
        [{"type":"http","url":"https://u:geheim@a/"}]             | source 1 has a user in its 'url'
        [{"type":"http","url":"https://a/ geheim"}]               | source 1 has a 'url' that is not a URL: Illegal character
        [{"type":"http","url":"https://a/#geheim"}]               | source 1 has a '#' in its 'url'
        [{"type":"http","url":"https://a/","usernam":"geheim"}]   | source 1 has the unknown key 'usernam': did you mean 'username'?
        [{"type":"http","url":"https://a/","username":"u"}]       | has one of 'username' and 'password' without the other
        [{"type":"http","url":"https://a/","password":"geheim"}]  | has one of 'username' and 'password' without the other
        [{"type":"http","url":"https://a/","username":"u","password":"geheim","password_file":"/f"}] | has both 'password' and 'password_file'
        [{"type":"http","url":"https://a/","username":"u","password_file":"geheim"}] | has a 'password_file' that is not an absolute path
        [{"type":"http","url":"https://a/","timeout_seconds":4}]  | has a 'timeout_seconds' that is not a whole number from 5 to 600
        [{"type":"http","url":"https://a/","timeout_seconds":"60"}] | has a 'timeout_seconds' that is not a whole number
        [{"type":"http","url":"https://a/","max_megabytes":1e30}] | has a 'max_megabytes' that is not a whole number
        [{"type":"http","url":"https://a/","name":"local"}]       | has a 'name' that is not allowed
        [{"type":"http","url":"https://a/","name":"Geheim!"}]     | has a 'name' that is not allowed
        [{"type":"http","url":"https://a/","url":"https://geheim/"}] | it is not JSON, or a key is there twice
        [{"type":"http","url":"https://a/"},{"type":"http","url":"https://a/"}] | two sources go by 'http:a': give one of them a 'name'
        [{"type":"http","url":"https://a/","passwordFile":"/a","password_file":"/b","username":"u"}] | has 'password_file' twice
        [{"type":"s3"}]                                           | source 1 of type s3 lacks 'bucket'
        [{"type":"s3","bucket":"../geheim"}]                      | has a 'bucket' that is no bucket's name
        [{"type":"s3","bucket":""}]                               | has a 'bucket' that is not a text, or empty
        [{"type":"s3","bucket":"b","access_key":"geheim"}]        | needs 'access_key' and 'secret_key' together
        [{"type":"s3","bucket":"b","session_token":"geheim"}]     | needs 'access_key' and 'secret_key' together
        [{"type":"s3","bucket":"b","unsigned":true,"profile":"p"}] | has more than one of 'unsigned', 'profile' and 'access_key'
        [{"type":"s3","bucket":"b","unsigned":"yes"}]             | has a 'unsigned' that is neither true nor false
        [{"type":"s3","bucket":"b","unsigned":true,"role_arn":"r"}] | has 'role_arn' and 'unsigned'
        [{"type":"s3","bucket":"b","external_id":"geheim"}]       | has 'external_id' or 'sts_endpoint' without 'role_arn'
        [{"type":"s3","bucket":"b","endpoint":"minio:9000"}]      | has a 'endpoint' that is not a URL beginning with http
        """)
    void whatIsWrongIsNamedWithoutItsValue(String json, String complaint) {
        assertThatThrownBy(() -> RemoteSources.read(json)).isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("WINNOW_PLUGIN_REMOTES: ").hasMessageContaining(complaint)
                .message().doesNotContainIgnoringCase("geheim");
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() {
        assertThatThrownBy(() -> RemoteSources.read("[{\"type\":\"http\"},{\"type\":\"s3\",\"regoin\":\"x\"}]"))
                .hasMessage("WINNOW_PLUGIN_REMOTES: source 1 of type http lacks 'url'; source 2 has the unknown key"
                        + " 'regoin': did you mean 'region'?; source 2 of type s3 lacks 'bucket'");
    }

    private String password(String field) {
        return http("\"url\": \"https://h/\", \"username\": \"u\", " + field).login().orElseThrow().password().reveal(
                secrets);
    }

    private static Http http(String fields) {
        return (Http) RemoteSources.read("[{\"type\": \"http\", " + fields + "}]").getFirst();
    }

    private static S3 s3(String fields) {
        return (S3) RemoteSources.read("[{\"type\": \"s3\", \"bucket\": \"bkt\", " + fields + "}]").getFirst();
    }
}
