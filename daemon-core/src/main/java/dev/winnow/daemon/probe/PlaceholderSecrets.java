package dev.winnow.daemon.probe;

import dev.winnow.plugin.spi.Secrets;

/**
 * What a plugin gets for a secret while it is tried: a text that is none. No secret is at hand here, and a plugin that
 * only passes one on at load must not fail for it.
 */
final class PlaceholderSecrets implements Secrets {
    static final String TEXT = "placeholder-while-the-plugin-is-tried";

    @Override
    public String resolve(String reference) {
        if (reference.startsWith("env:") || reference.startsWith("file:")) {
            return TEXT;
        }
        throw new IllegalArgumentException("a secret reference must begin with env: or file:, for example "
                + "env:AWS_KEY or file:/etc/winnow/secrets/aws; what was given does not");
    }
}
