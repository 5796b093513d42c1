package dev.winnow.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.db.people.Role;
import org.junit.jupiter.api.Test;

class StartIT {
    @Test
    void itStartsAndSaysThatItIsReady() {
        try (TestServer server = TestServer.started()) {
            assertThat(server.browser().get("/health/live").body()).isEqualTo("{\"status\":\"UP\"}");
            assertThat(server.browser().get("/health/ready").status()).isEqualTo(200);
            Call call = server.script(Role.VIEWER).get("/api/v1/plugins");
            assertThat(call.body()).isEqualTo("{\"items\":[],\"next\":null}");
            System.err.println(server.browser().get("/sign-in").body());
        }
    }
}
