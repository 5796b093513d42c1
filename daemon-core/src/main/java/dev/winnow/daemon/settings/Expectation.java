package dev.winnow.daemon.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a variable's value must look like.
 *
 * @param words completes the sentence "expected ..."
 * @param accepts whether a text, never blank, is that
 */
public record Expectation(String words, Predicate<String> accepts) {
    static final Expectation TEXT = new Expectation("a text", value -> true);
    static final Expectation PORT = number(0, 65535, "a TCP port from 1 to 65535 (0 for any free one)");
    static final Expectation SWITCH = oneOf("on", "off", "true", "false");
    static final Expectation LANES = new Expectation("a comma-separated list of p0, p1, p2", Expectation::areLanes);
    static final Expectation SHARES = new Expectation(
            "three whole numbers from 1 to 100 for p0, p1 and p2, for example "
                    + "10,3,1",
            Expectation::areShares);
    static final Expectation JSON_OBJECTS = new Expectation("a JSON list of objects, for example "
            + "[{\"type\":\"http\",\"url\":\"https://plugins.example.com/\"}]", Expectation::isListOfObjects);
    static final Expectation BASE_PATH = new Expectation("a path beginning with /, for example / or /winnow",
            value -> value.startsWith("/") && !value.contains("//") && !value.contains(" "));
    static final Expectation WEB_ADDRESS = new Expectation(
            "a URL beginning with http:// or https://, then a host's name or address",
            Expectation::isWebAddress);
    static final Expectation ROLE_ARN = new Expectation(
            "a role's ARN, for example arn:aws:iam::123456789012:role/metrics",
            value -> value.matches("arn:aws[a-z-]*:iam::\\d{12}:role/\\S+"));
    static final Expectation NODES = new Expectation("comma-separated host:port",
            value -> Arrays.stream(value.split(",", -1)).allMatch(node -> node.strip().matches("\\S+:\\d{1,5}")));

    static Expectation number(long from, long to) {
        return number(from, to, "a whole number from " + from + " to " + to);
    }

    static Expectation seconds(long from, long to) {
        return number(from, to, "a whole number of seconds from " + from + " to " + to);
    }

    static Expectation oneOf(String... options) {
        List<String> known = List.of(options);
        return new Expectation("one of " + String.join(", ", known),
                value -> known.contains(value.toLowerCase(Locale.ROOT)));
    }

    private static Expectation number(long from, long to, String words) {
        return new Expectation(words, value -> {
            if (!value.matches("-?\\d{1,18}")) {
                return false;
            }
            long number = Long.parseLong(value);
            return number >= from && number <= to;
        });
    }

    private static boolean areLanes(String value) {
        return Arrays.stream(value.split(",", -1)).allMatch(lane -> lane.strip().matches("p[012]"));
    }

    private static boolean areShares(String value) {
        String share = "\\s*([1-9]\\d?|100)\\s*";
        return value.matches(share + "," + share + "," + share);
    }

    /** One that {@link URI} reads. It knows no host with an underscore, which Compose's services may have. */
    private static boolean isWebAddress(String value) {
        try {
            URI uri = new URI(value);
            return value.matches("https?://.*")
                    && (uri.getHost() != null || Objects.requireNonNullElse(uri.getRawAuthority(), "").matches(
                            "[A-Za-z0-9._-]+(:\\d{1,5})?"));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isListOfObjects(String value) {
        try {
            JsonNode tree = JsonMapper.builder().build().readTree(value);
            return tree.isArray() && tree.valueStream().allMatch(JsonNode::isObject);
        } catch (JacksonException e) {
            return false;
        }
    }
}
