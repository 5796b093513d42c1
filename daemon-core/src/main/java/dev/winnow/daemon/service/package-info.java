/** What the service manager (systemd) is told: ready, how it stands, alive, stopping. */
@NullMarked
package dev.winnow.daemon.service;

import org.jspecify.annotations.NullMarked;
