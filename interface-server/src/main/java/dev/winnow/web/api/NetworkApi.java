package dev.winnow.web.api;

import dev.winnow.daemon.process.ProcessIdentity;
import dev.winnow.web.api.json.NetworkJson;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.NetworkService;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The declared outbound connections: how they go out, and what comes of trying them. */
@RestController
@RequestMapping("/api/v1/system/network")
class NetworkApi {
    private final NetworkService network;
    private final ProcessIdentity identity;

    NetworkApi(NetworkService network, ProcessIdentity identity) {
        this.network = network;
        this.identity = identity;
    }

    @GetMapping
    NetworkJson look() {
        return NetworkJson.of(identity.host(), network.notices(), network.look());
    }

    @PostMapping("/try")
    NetworkJson attempt(Actor actor) {
        return NetworkJson.of(identity.host(), network.notices(), network.attempt(actor));
    }
}
