import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prints the environment in what `docker compose config --format json` says, one NAME=VALUE a line. */
public final class ComposeEnvironment {
    private ComposeEnvironment() {
    }

    public static void main(String[] args) throws Exception {
        String json = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        Matcher pair = Pattern.compile("\"(T_\\w+)\": \"((?:[^\"\\\\]|\\\\.)*)\"").matcher(json);
        while (pair.find()) {
            String value = pair.group(2).replace("\\u003c", "<").replace("\\u003e", ">").replace("\\u0026", "&")
                    .replace("\\\"", "\"").replace("$$", "$");
            System.out.println(pair.group(1) + "=" + value);
        }
    }
}
