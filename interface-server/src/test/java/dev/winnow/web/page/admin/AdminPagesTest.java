package dev.winnow.web.page.admin;

import dev.winnow.daemon.doctor.Finding;
import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.daemon.outbound.ConnectionCheck;
import dev.winnow.daemon.outbound.ConnectionResult;
import dev.winnow.daemon.outbound.OutboundConnection;
import dev.winnow.daemon.outbound.OutboundTarget;
import dev.winnow.db.people.Role;
import dev.winnow.db.people.User;
import dev.winnow.web.page.admin.AuditPage.EventView;
import dev.winnow.web.page.admin.DoctorPage.DiagnosisView;
import dev.winnow.web.page.admin.DoctorPage.FindingView;
import dev.winnow.web.page.admin.SettingsPage.Entry;
import dev.winnow.web.page.admin.TokenPages.TokenView;
import dev.winnow.web.page.admin.UserPages.UserView;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Filters;
import dev.winnow.web.page.view.Form;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Rendering;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static dev.winnow.web.page.view.Rendering.TIMES;
import static dev.winnow.web.page.view.Samples.ago;
import static org.assertj.core.api.Assertions.assertThat;

class AdminPagesTest {
    @Test
    void settingsLeadToEverythingBelowThem() {
        assertThat(Rendering.page("settings", "admin/settings", Map.of("entries", List.of(
                new Entry("Plugins", "puzzle", "/settings/plugins", "What is published."),
                new Entry("Users", "people", "/settings/users", "Who may sign in.")))))
                .contains("href=\"/console/settings/plugins\"");
    }

    @Test
    void usersShowTheirRoleAndState() {
        String html = Rendering.page("users", "admin/users", Map.of("crumbs", List.of(Crumb.settings()), "users",
                Part.good(List.of(UserView.of(new User(1, "ada", "{x}hash", Role.ADMIN, false, false)),
                        UserView.of(new User(2, "grace", "{x}hash", Role.VIEWER, true, false)))),
                "roles", Roles.codes(), "form", Form.empty().withError("password", "the password is too short")));
        assertThat(html).contains("Sets a password at the next sign-in", "the password is too short")
                .doesNotContain("{x}hash");
    }

    @Test
    void aNewTokenIsShownOnceWithAButtonThatCopiesIt() {
        String html = Rendering.page("tokens", "admin/tokens", Map.of("crumbs", List.of(Crumb.settings()), "secret",
                "winnow_s3cret", "tokens",
                Part.good(List.of(new TokenView("ci", "ada", "viewer", TIMES.when(ago(9)), null,
                        null))),
                "roles", Roles.codes(), "form", Form.empty()));
        assertThat(html).contains("<code class=\"secret\">winnow_s3cret</code>", "data-copy=\"winnow_s3cret\"",
                "never");
    }

    @Test
    void aFindingHasItsFixWithAButtonThatCopiesIt() {
        String html = Rendering.page("doctor", "admin/findings", Map.of("diagnosis", Part.good(new DiagnosisView(
                TIMES.when(ago(1)), "1 problem", "red", "failed", List.of(
                        FindingView.of(
                                Finding.problem("redis.eviction", "It <is> allkeys-lru.", "redis-cli CONFIG SET x y")),
                        FindingView.of(Finding.ok("mysql.version", "MySQL 8.0.40")))))));
        assertThat(html).contains("redis.eviction", "It &lt;is&gt; allkeys-lru.",
                "<code>redis-cli CONFIG SET x y</code>",
                "data-copy=\"redis-cli CONFIG SET x y\"", "Problem", "MySQL 8.0.40");
    }

    @Test
    void theDoctorsPageComesBeforeItsFindingsAndAsksForThem() {
        assertThat(Rendering.page("doctor", "admin/doctor", Map.of("crumbs", List.of(Crumb.settings()))))
                .contains("hx-get=\"/console/settings/doctor/findings\"", "hx-trigger=\"load\"", "skeleton");
    }

    @Test
    void theAuditLogSaysWhoDidWhat() {
        String html = Rendering.page("audit", "admin/audit", Map.of("crumbs", List.of(Crumb.settings()), "events",
                Part.good(List.of(new EventView(TIMES.when(ago(1)), "ada", "account.add", "account:3", "127.0.0.1",
                        "name=prod"))),
                "pager", new Filters("/settings/audit").pager(null, null)));
        assertThat(html).contains("account.add", "name=prod");
    }

    @Test
    void theNetworkPageSaysWhichWayEachConnectionGoesAndWhatCameOfIt() {
        ProxyResolver resolver = new ProxyResolver(Map.of("https_proxy", "http://u:geheim@proxy.example:3128")::get);
        OutboundTarget target = new OutboundTarget(OutboundConnection.SENTRY, URI.create("https://sentry.example/"),
                true);
        var failed = new ConnectionResult(target, resolver.route(target.uri()), new ConnectionResult.Outcome.Failed(
                "It cannot be reached.", "Ask <b>somebody</b>."));
        String html = Rendering.page("network", "admin/network", Map.of("crumbs", List.of(Crumb.settings()), "host",
                "here", "tried", true, "notices", List.of("https_proxy is odd."), "connections",
                Part.good(List.of(ConnectionView.of(failed), ConnectionView.of(new ConnectionCheck(resolver).look(
                        new OutboundTarget(OutboundConnection.PLUGINS_OWN, URI.create("https://localhost/"),
                                false)))))));
        assertThat(html).contains("proxy.example:3128", "by https_proxy", "It cannot be reached. Ask &lt;b&gt;",
                "https_proxy is odd.", "Directly", "e.g. https://localhost/", "Off", "Try again")
                .doesNotContain("geheim");
    }
}
