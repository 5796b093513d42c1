package dev.winnow.web;

import dev.winnow.daemon.settings.HttpSettings;
import dev.winnow.daemon.settings.SettingsException;
import java.util.List;
import org.apache.catalina.util.NetMaskSet;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Believes the forwarding headers of the proxies that the operator names, and nobody else's. */
@Component
class TrustedProxies implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    private final HttpSettings settings;

    TrustedProxies(HttpSettings settings) {
        this.settings = settings;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        List<String> networks = settings.trustedProxies().stream().map(TrustedProxies::network).toList();
        if (networks.isEmpty()) {
            return;
        }
        RemoteIpValve valve = new RemoteIpValve();
        valve.setInternalProxies(String.join(",", networks));
        valve.setProtocolHeader("X-Forwarded-Proto");
        valve.setHostHeader("X-Forwarded-Host");
        valve.setPortHeader("X-Forwarded-Port");
        factory.addEngineValves(valve);
    }

    private static String network(String entry) {
        String network = entry.contains("/") ? entry : entry + (entry.contains(":") ? "/128" : "/32");
        if (!network.matches("[0-9a-fA-F:.]+/\\d{1,3}") || !new NetMaskSet().addAll(network).isEmpty()) {
            throw new SettingsException("WINNOW_TRUSTED_PROXIES has '" + entry
                    + "': expected comma-separated addresses or networks, for example 10.0.0.5,192.168.0.0/16");
        }
        return network;
    }
}
