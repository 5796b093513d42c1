package dev.winnow.daemon.tracing.otlp;

import dev.winnow.plugin.spi.Outbound;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import java.util.List;

/** Gives the exporter our HTTP client: its own knows no proxy that asks for a password. */
final class ProxiedSenders implements ComponentLoader {
    private final Outbound outbound;

    ProxiedSenders(Outbound outbound) {
        this.outbound = outbound;
    }

    @Override
    public <T> Iterable<T> load(Class<T> kind) {
        HttpSenderProvider provider = config -> new ProxiedSender(config, outbound);
        return kind == HttpSenderProvider.class ? List.of(kind.cast(provider)) : List.of();
    }
}
