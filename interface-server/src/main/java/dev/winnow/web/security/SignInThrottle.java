package dev.winnow.web.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Makes guessing passwords slow: after some failures in a row a name at an address, and an address as a whole, must
 * wait, longer with each further failure. Memory is bounded: the key that failed longest ago is forgotten first.
 */
@Component
class SignInThrottle {
    private static final int KEYS = 20_000;
    private static final int FREE_BY_NAME = 5;
    private static final int FREE_BY_ADDRESS = 30;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);

    private final InstantSource clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>();

    SignInThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /** How long this name at this address must wait before it may try; empty if it need not. */
    synchronized Optional<Duration> wait(String name, String address) {
        Instant now = clock.instant();
        Duration longest = Duration.ZERO;
        for (String key : new String[]{byName(name, address), byAddress(address)}) {
            Failures known = failures.get(key);
            if (known != null && known.blockedUntil().isAfter(now)) {
                Duration left = Duration.between(now, known.blockedUntil());
                longest = left.compareTo(longest) > 0 ? left : longest;
            }
        }
        return longest.isZero() ? Optional.empty() : Optional.of(longest);
    }

    synchronized void failed(String name, String address) {
        note(byName(name, address), FREE_BY_NAME);
        note(byAddress(address), FREE_BY_ADDRESS);
    }

    /** A success clears the name; the address still has to live with what others there did. */
    synchronized void succeeded(String name, String address) {
        failures.remove(byName(name, address));
    }

    private void note(String key, int free) {
        Instant now = clock.instant();
        Failures before = failures.remove(key);
        boolean counts = before != null && before.last().plus(FORGOTTEN_AFTER).isAfter(now);
        int count = counts && before != null ? before.count() + 1 : 1;
        long seconds = count < free ? 0 : Math.min(LONGEST.toSeconds(), 1L << Math.min(count - free, 20));
        failures.put(key, new Failures(count, now, now.plusSeconds(seconds)));
        if (failures.size() > KEYS) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    private static String byName(String name, String address) {
        String bounded = name.length() > 64 ? name.substring(0, 64) : name;
        return "name " + bounded + " " + address;
    }

    private static String byAddress(String address) {
        return "address " + address;
    }

    private record Failures(int count, Instant last, Instant blockedUntil) {
    }
}
