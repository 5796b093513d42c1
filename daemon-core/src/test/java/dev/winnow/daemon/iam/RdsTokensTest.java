package dev.winnow.daemon.iam;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import static org.assertj.core.api.Assertions.assertThat;

class RdsTokensTest {
    private static final String HOST = "winnow.abcdefghijkl.eu-central-1.rds.amazonaws.com";
    private static final String SECRET = "example/secret+key";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T17:00:00Z"), ZoneOffset.UTC);

    /** Reckoned here once more, by the rules for signed queries that AWS publishes. */
    @Test
    void aTokenIsAConnectRequestSignedForTheAccountAndFifteenMinutes() throws Exception {
        String token = tokens(CLOCK).get();

        assertThat(token).startsWith(HOST + ":3306/?");
        TreeMap<String, String> query = query(token);
        String signature = query.remove("X-Amz-Signature");
        assertThat(query).containsEntry("Action", "connect").containsEntry("DBUser", "winnow_worker")
                .containsEntry("X-Amz-Algorithm", "AWS4-HMAC-SHA256").containsEntry("X-Amz-Expires", "900")
                .containsEntry("X-Amz-Date", "20261122T170000Z").containsEntry("X-Amz-SignedHeaders", "host")
                .containsEntry("X-Amz-Credential", "AKIDEXAMPLE%2F20261122%2Feu-central-1%2Frds-db%2Faws4_request");
        String request = "GET\n/\n" + query.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("&")) + "\nhost:" + HOST + ":3306\n\nhost\n" + sha256("");
        String scope = "20261122/eu-central-1/rds-db/aws4_request";
        byte[] key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        assertThat(signature).isEqualTo(HexFormat.of().formatHex(
                hmac(key, "AWS4-HMAC-SHA256\n20261122T170000Z\n" + scope + "\n" + sha256(request))));
    }

    @Test
    void aRolesSessionIsPartOfTheToken() {
        RdsTokens tokens = new RdsTokens(HOST, 3306, "winnow_worker", "eu-central-1",
                StaticCredentialsProvider.create(AwsSessionCredentials.create("AKIDEXAMPLE", SECRET, "session")),
                CLOCK);

        assertThat(query(tokens.get())).containsEntry("X-Amz-Security-Token", "session");
    }

    @Test
    void eachTokenIsSignedAnew() {
        RdsTokens later = tokens(Clock.fixed(CLOCK.instant().plusSeconds(1200), ZoneOffset.UTC));

        assertThat(later.get()).isNotEqualTo(tokens(CLOCK).get());
    }

    @Test
    void theRegionIsInTheNameOfAnInstance() {
        assertThat(RdsTokens.regionOf(HOST)).contains("eu-central-1");
        assertThat(RdsTokens.regionOf("c.cluster-abc.us-gov-west-1.rds.amazonaws.com")).contains("us-gov-west-1");
        assertThat(RdsTokens.regionOf("c.cluster-abc.cn-north-1.rds.amazonaws.com.cn")).contains("cn-north-1");
        assertThat(RdsTokens.regionOf("mysql.example.com")).isEmpty();
    }

    private static RdsTokens tokens(Clock clock) {
        return new RdsTokens(HOST, 3306, "winnow_worker", "eu-central-1",
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", SECRET)), clock);
    }

    private static TreeMap<String, String> query(String token) {
        return Arrays.stream(token.substring(token.indexOf('?') + 1).split("&")).map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> each[1], (a, b) -> a, TreeMap::new));
    }

    private static String sha256(String text) throws GeneralSecurityException {
        return HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
