package dev.winnow.daemon.redaction;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Masks secrets in texts: those that are known, wherever they stand, and what looks like one. Better too much than too
 * little: what stands after a name such as {@code password} is masked whatever it is, but for paths of files and the
 * words true, false and null.
 */
public final class Redactor {
    /** What stands in the place of a secret. */
    public static final String MASK = "***";

    /** Shorter ones would mask half of every text; what looks like a secret is masked all the same. */
    private static final int SHORTEST = 4;
    private static final Pattern NAMED = Pattern.compile(
            "(?i)([\"']?[a-z0-9_.-]{0,60}(?:password|passwd|secret|token|api[_-]?key|access[_-]?key|hmac[_-]?key"
                    + "|private[_-]?key|[_.-]dsn|authorization|credential)[a-z0-9_-]{0,20}[\"']?\\s{0,4}[=:]\\s{0,4})"
                    + "(\"(?:[^\"\\\\\\n]|\\\\.)*+\"?|'[^'\\n]*+'?|(?:Bearer |Basic )?[^\\s,;&}\\])\"']++)");
    private static final Pattern IN_URL = Pattern.compile("(?i)\\b([a-z][a-z0-9+.-]{1,20}://)[^\\s/\"'<>@]*+@"
            + "(?:[^\\s/\"'<>@]*+@)*+");
    private static final Pattern HEADER = Pattern.compile("(?i)\\b(Bearer|Basic) +[a-z0-9._~+/=-]{6,}+");
    private static final Pattern SIGNED = Pattern.compile(
            "(?i)(X-Amz-(?:Signature|Credential|Security-Token)=)[^&\\s\"']++");
    private static final Pattern SHAPED = Pattern.compile(
            "\\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}|winnow_[A-Za-z0-9_-]{43}|gh[pousr]_[A-Za-z0-9]{30,})(?![A-Za-z0-9])");
    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[^-]*+(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----)?");

    private final List<String> known;

    /**
     * @param secrets known ones, in any order; each is also recognised as it stands in a URL or in JSON
     */
    public Redactor(Collection<String> secrets) {
        this.known = secrets.stream().map(String::strip).filter(secret -> secret.length() >= SHORTEST)
                .flatMap(secret -> Stream.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8),
                        URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"),
                        secret.replace("\\", "\\\\").replace("\"", "\\\"")))
                .distinct().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    }

    /** The text without them. */
    public String redact(String text) {
        String redacted = text;
        for (String secret : known) {
            redacted = redacted.replace(secret, MASK);
        }
        redacted = PEM.matcher(redacted).replaceAll(MASK);
        redacted = IN_URL.matcher(redacted).replaceAll("$1" + MASK + "@");
        redacted = SIGNED.matcher(redacted).replaceAll("$1" + MASK);
        redacted = NAMED.matcher(redacted).replaceAll(Redactor::withoutValue);
        redacted = HEADER.matcher(redacted).replaceAll("$1 " + MASK);
        return SHAPED.matcher(redacted).replaceAll(MASK);
    }

    private static String withoutValue(MatchResult found) {
        String name = found.group(1).replaceAll("[\"'\\s:=]", "").toLowerCase(Locale.ROOT);
        String value = found.group(2);
        if (name.endsWith("_file") || name.endsWith("file") || value.matches("(?i)true|false|null|\"\"|''")) {
            return Matcher.quoteReplacement(found.group());
        }
        String quote = value.startsWith("\"") ? "\"" : value.startsWith("'") ? "'" : "";
        return Matcher.quoteReplacement(found.group(1) + quote + MASK + quote);
    }
}
