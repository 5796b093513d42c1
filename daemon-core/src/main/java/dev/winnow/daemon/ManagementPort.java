package dev.winnow.daemon;

import org.apache.catalina.Lifecycle;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/** Gives the management port to the server in the moment in which that begins to listen. */
@ManagementContextConfiguration(proxyBeanMethods = false)
class ManagementPort {
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> managementPortHandOver(HeldPort port) {
        TomcatConnectorCustomizer handOver = connector -> connector.addLifecycleListener(event -> {
            if (event.getType().equals(Lifecycle.BEFORE_START_EVENT)) {
                port.close();
            }
        });
        return factory -> factory.addConnectorCustomizers(handOver);
    }
}
