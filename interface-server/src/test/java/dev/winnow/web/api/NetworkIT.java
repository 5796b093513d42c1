package dev.winnow.web.api;

import com.sun.net.httpserver.HttpServer;
import dev.winnow.daemon.outbound.OutboundConnection;
import dev.winnow.db.people.AuditLog;
import dev.winnow.db.people.Role;
import dev.winnow.embedded.FreePort;
import dev.winnow.web.Browser;
import dev.winnow.web.Call;
import dev.winnow.web.TestServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class NetworkIT {
    private static final String CALL = "/api/v1/system/network";

    @Test
    void everyDeclaredConnectionIsShownAndThoseThatAreOnAreTried() throws Exception {
        int closed = FreePort.any();
        HttpServer there = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        there.createContext("/", exchange -> {
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        });
        there.start();
        String open = "http://127.0.0.1:" + there.getAddress().getPort() + "/";
        try (TestServer server = TestServer.started("--winnow.plugin.remotes=[{\"type\":\"http\",\"url\":\"" + open
                + "all.zip?token=geheim\"},{\"type\":\"http\",\"url\":\"http://127.0.0.1:" + closed
                + "/more.zip\"}]")) {
            assertThat(server.script(Role.OPERATOR).get(CALL).status()).isEqualTo(403);
            assertThat(server.script(Role.OPERATOR).post(CALL + "/try", "").status()).isEqualTo(403);

            Call looked = server.script(Role.ADMIN).get(CALL);
            assertThat(looked.body()).doesNotContain("geheim");
            assertThat(items(looked).stream().map(item -> item.path("id").asString()).distinct().toList())
                    .isEqualTo(Arrays.stream(OutboundConnection.values()).map(OutboundConnection::id).toList());
            assertThat(items(looked)).allSatisfy(item -> {
                assertThat(item.path("outcome").asString()).isEqualTo("not-tried");
                assertThat(item.path("rule").asString()).isNotBlank();
            });

            List<JsonNode> tried = items(server.script(Role.ADMIN).post(CALL + "/try", ""));
            assertThat(tried.getFirst().path("url").asString()).isEqualTo(open);
            assertThat(tried.getFirst().path("outcome").asString()).isEqualTo("reached");
            assertThat(tried.getFirst().path("status").asInt()).isEqualTo(403);
            assertThat(tried.get(1).path("outcome").asString()).isEqualTo("failed");
            assertThat(tried.get(1).path("message").asString()).isEqualTo("http://127.0.0.1:" + closed
                    + "/ cannot be reached directly: refused.");
            assertThat(tried.get(1).path("fix").asString()).contains("always reached directly");
            assertThat(tried.subList(2, tried.size())).allSatisfy(item -> assertThat(item.path("outcome").asString())
                    .isEqualTo("not-tried"));
            assertThat(server.bean(AuditLog.class).latest(null, 5)).anySatisfy(event -> assertThat(event.action())
                    .isEqualTo("network.try"));

            Browser admin = server.browser();
            admin.signIn("admin", TestServer.PASSWORD);
            assertThat(admin.get("/settings/network").body()).contains("Not tried", "this host itself");
            assertThat(admin.form("/settings/network", Map.of()).body()).contains("Reached", "Not reached",
                    "cannot be reached directly");
        } finally {
            there.stop(0);
        }
    }

    private static List<JsonNode> items(Call call) {
        assertThat(call.status()).as(call.body()).isEqualTo(200);
        return call.json().path("items").valueStream().toList();
    }
}
