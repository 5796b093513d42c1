package dev.winnow.daemon.doctor;

import java.time.Duration;

/** What is to be said of a server's clock. */
final class Clocks {
    private static final Duration NOTICEABLE = Duration.ofSeconds(2);
    private static final Duration HARMFUL = Duration.ofSeconds(60);
    private static final String FIX = "sudo timedatectl set-ntp true   # on both hosts; then chronyc tracking, or timedatectl";

    private Clocks() {
    }

    /**
     * @param whose for example {@code MySQL's clock}
     * @param ahead of this host's
     * @param roundTrip the clock is known no better than that
     */
    static Finding judge(String check, String whose, Duration ahead, Duration roundTrip) {
        Duration off = ahead.abs();
        String text = whose + " and this host's differ by " + seconds(off) + (off.compareTo(NOTICEABLE) > 0
                ? " (" + (ahead.isNegative() ? "this host is ahead)" : "this host is behind)")
                : "");
        Duration certain = off.minus(roundTrip.dividedBy(2));
        if (certain.compareTo(HARMFUL) > 0) {
            return Finding.problem(check, text + ": times in logs and pages mislead, tokens end early or late, and "
                    + "clouds refuse signed calls", FIX);
        }
        return certain.compareTo(NOTICEABLE) > 0
                ? Finding.warning(check, text + ": times in logs and pages mislead", FIX)
                : Finding.ok(check, text);
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() < 1000 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
    }
}
