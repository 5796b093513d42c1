package dev.winnow.checks.faults;

import java.util.Locale;

/** The daemons that move jobs. */
enum Role {
    SCHEDULER, WORKER;

    String program() {
        return name().toLowerCase(Locale.ROOT);
    }
}
