package dev.winnow.checks.secrets;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Secrets that nothing but a leak can bring to light: each is found again by its own word, however it was encoded. */
final class Canaries {
    private final Map<String, String> secrets = new LinkedHashMap<>();

    /** The secret of this name, the same whenever it is asked for. */
    String of(String name) {
        return secrets.computeIfAbsent(name, word -> "Zq7x" + word + "Kanari4");
    }

    /** The names of those that a text gives away. */
    List<String> in(String text) {
        return secrets.entrySet().stream().filter(entry -> forms(entry.getValue()).anyMatch(text::contains))
                .map(Map.Entry::getKey).toList();
    }

    private static Stream<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String inBase64 = Base64.getEncoder().encodeToString(bytes);
        return Stream.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8),
                inBase64.substring(0, inBase64.length() - 4));
    }
}
