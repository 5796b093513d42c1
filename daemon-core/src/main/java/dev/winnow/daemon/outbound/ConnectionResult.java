package dev.winnow.daemon.outbound;

import dev.winnow.daemon.network.Route;
import java.time.Duration;

/**
 * How a declared connection goes out, and what came of trying it.
 *
 * @param route by the rules that count for this process
 */
public record ConnectionResult(OutboundTarget target, Route route, Outcome outcome) {
    /** What came of it. */
    public sealed interface Outcome {
        /** It was not tried: it is an example, or nobody asked. */
        record NotTried() implements Outcome {
        }

        /** Something answered, whatever it said to a request without credentials. */
        record Reached(int status, Duration took) implements Outcome {
        }

        /**
         * It did not get there.
         *
         * @param fix what the operator can do
         */
        record Failed(String sentence, String fix) implements Outcome {
        }
    }

    /** The route in words: {@code through proxy.example:3128, by https_proxy} or {@code directly: no_proxy has *}. */
    public String routeWords() {
        return switch (route) {
            case Route.Direct(String why) -> "directly: " + why;
            case Route.Through(var proxy, String why) -> "through " + proxy.hostAndPort() + ", " + why;
        };
    }

    /** The outcome in words. */
    public String outcomeWords() {
        return switch (outcome) {
            case Outcome.NotTried notTried -> "not tried";
            case Outcome.Reached(int status, Duration took) ->
                "reached in " + took.toMillis() + " ms (HTTP status " + status + ")";
            case Outcome.Failed(String sentence, String fix) -> sentence + " " + fix;
        };
    }
}
