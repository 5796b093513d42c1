package dev.winnow.web.page.admin;

import dev.winnow.daemon.network.Route;
import dev.winnow.daemon.outbound.ConnectionResult;
import dev.winnow.daemon.outbound.ConnectionResult.Outcome;
import dev.winnow.web.page.view.Status;

/**
 * A declared connection in the list.
 *
 * @param way {@code Directly}, or the proxy's host and port
 * @param rule which rule of which variable says so
 * @param fix what to do about it; empty where there is nothing
 */
record ConnectionView(String title, String purpose, String openedBy, String url, boolean configured, String way,
        String rule, Status status, String detail, String fix) {
    static ConnectionView of(ConnectionResult result) {
        var declared = result.target().connection();
        String way = switch (result.route()) {
            case Route.Direct direct -> "Directly";
            case Route.Through through -> through.proxy().hostAndPort();
        };
        ConnectionView untried = new ConnectionView(declared.title(), declared.purpose(), declared.openedBy(),
                result.target().uri().toString(), result.target().configured(), way, result.route().why(),
                result.target().configured() ? Status.waiting("Not tried") : Status.waiting("Off"), "", "");
        return switch (result.outcome()) {
            case Outcome.NotTried notTried -> untried;
            case Outcome.Reached(int status, var took) -> untried.with(Status.done("Reached"),
                    took.toMillis() + " ms, HTTP status " + status, "");
            case Outcome.Failed(String sentence, String fix) -> untried.with(Status.failed("Not reached"), sentence,
                    fix);
        };
    }

    private ConnectionView with(Status newStatus, String newDetail, String newFix) {
        return new ConnectionView(title, purpose, openedBy, url, configured, way, rule, newStatus, newDetail, newFix);
    }
}
