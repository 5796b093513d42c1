package dev.winnow.checks.network;

import dev.winnow.daemon.network.ProxyResolver;
import java.net.URI;

/**
 * One of the suite's clients, made as the suite makes it.
 *
 * @param name of the row
 * @param needsEmulator whether it speaks to AWS
 * @param call asks an origin for something and fails if it did not get it
 */
record Client(String name, boolean needsEmulator, Call call) {
    @FunctionalInterface
    interface Call {
        void to(URI origin, ProxyResolver resolver) throws Exception;
    }

    /** Whether a call is a matter of milliseconds. */
    boolean isQuick() {
        return name.contains("Http") || name.contains("check");
    }

    @Override
    public String toString() {
        return name;
    }
}
