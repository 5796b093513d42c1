package dev.winnow.web.service;

import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.daemon.outbound.ConnectionCheck;
import dev.winnow.daemon.outbound.ConnectionResult;
import dev.winnow.daemon.outbound.OutboundTarget;
import dev.winnow.daemon.outbound.OutboundTargets;
import dev.winnow.daemon.settings.SettingValues;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** How the declared outbound connections go out from where this server stands, and what comes of trying them. */
@Service
public class NetworkService {
    /** A hundred accounts in all regions lead to the same few dozen hosts. */
    private static final int MOST_TARGETS = 100;

    private final SettingValues values;
    private final AccountService accounts;
    private final ProxyResolver resolver;
    private final Audit audit;
    private final Semaphore trying = new Semaphore(1);

    NetworkService(SettingValues values, AccountService accounts, ProxyResolver resolver, Audit audit) {
        this.values = values;
        this.accounts = accounts;
        this.resolver = resolver;
        this.audit = audit;
    }

    /** Every declared connection with the rule by which it goes out; nothing is opened. */
    public List<ConnectionResult> look() {
        ConnectionCheck check = new ConnectionCheck(resolver);
        return targets().stream().map(check::look).toList();
    }

    /** The same, each that is configured tried once, side by side and within {@link ConnectionCheck#LIMIT} each. */
    public List<ConnectionResult> attempt(Actor actor) {
        if (!trying.tryAcquire()) {
            throw RefusedException.conflict("The connections are being tried already: look again in a moment.");
        }
        try {
            List<OutboundTarget> targets = targets();
            audit.record(actor, "network.try", "network",
                    Map.of("targets", targets.stream().filter(OutboundTarget::configured).count()));
            return new ConnectionCheck(resolver).checkAll(targets);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RefusedException.unavailable("The attempt was interrupted since the interface server stops.");
        } finally {
            trying.release();
        }
    }

    /** What an operator should know of the proxy variables, a sentence each. */
    public List<String> notices() {
        return resolver.notices();
    }

    private List<OutboundTarget> targets() {
        List<OutboundTarget> configured = Stream.concat(OutboundTargets.configured(values).stream(), OutboundTargets.of(
                accounts.all()).stream()).limit(MOST_TARGETS).toList();
        return OutboundTargets.withExamples(configured);
    }
}
