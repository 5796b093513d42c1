package dev.winnow.web.service;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.CloudProvider;
import dev.winnow.plugin.spi.SettingField;
import dev.winnow.plugin.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The kinds of cloud accounts that plugins registered; calls into them cannot harm or hold this daemon. */
@Component
class Providers {
    private static final Logger LOG = LoggerFactory.getLogger(Providers.class);
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final int TESTS_AT_A_TIME = 4;

    private final PluginHost host;
    private final Semaphore tests = new Semaphore(TESTS_AT_A_TIME);

    Providers(PluginHost host) {
        this.host = host;
    }

    List<Registered<CloudProvider>> all() {
        return host.registry().all(CloudProvider.class);
    }

    /** The provider of this name. */
    Registered<CloudProvider> require(String name) {
        return host.registry().find(CloudProvider.class, name).orElseThrow(() -> RefusedException.invalid("provider",
                "no cloud provider '" + Shown.of(name) + "' is registered: " + Suggestion.of(name,
                        all().stream().map(provider -> provider.extension().name()).toList())));
    }

    /** The settings of an account, checked against what its provider asks for. */
    Settings check(Registered<CloudProvider> provider, Map<String, Object> given) {
        return SettingsCheck.check(fields(provider), given, "settings.");
    }

    private static List<SettingField> fields(Registered<CloudProvider> provider) {
        try {
            return provider.extension().settings();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw RefusedException.invalid("plugin '" + provider.plugin() + "' failed to say which settings provider '"
                    + provider.extension().name() + "' takes: " + Shown.message(e));
        }
    }

    /** Tries an account within 20 s, on a thread of its own. */
    AccountTest test(Registered<CloudProvider> provider, CloudAccount account) {
        if (!tests.tryAcquire()) {
            throw RefusedException.unavailable(TESTS_AT_A_TIME + " accounts are being tested already: try again soon.");
        }
        FutureTask<String> task = new FutureTask<>(() -> provider.extension().test(account, provider.context()));
        Thread.ofPlatform().daemon().name("account-test-" + account.name()).start(() -> {
            try {
                task.run();
            } finally {
                tests.release();
            }
        });
        try {
            return new AccountTest(true, task.get(DEADLINE.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            LOG.info("The test of cloud account '{}' by plugin '{}' failed.", account.name(), provider.plugin(),
                    e.getCause());
            return new AccountTest(false, Shown.message(e.getCause() == null ? e : e.getCause()));
        } catch (TimeoutException e) {
            task.cancel(true);
            return new AccountTest(false, "No answer within " + DEADLINE.toSeconds()
                    + " s: check the endpoint, the proxy settings and that the interface server may reach it.");
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return new AccountTest(false, "The test was interrupted since the interface server stops.");
        }
    }
}
