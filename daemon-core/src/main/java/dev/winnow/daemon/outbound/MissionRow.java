package dev.winnow.daemon.outbound;

import java.util.Optional;

/**
 * A row of the table of network connections that operators of such suites know, and Winnow's answer to it.
 *
 * @param connection as that table has it; the vendor's own hosts by what they are for
 * @param purpose as that table has it
 * @param declared what Winnow opens in its place; empty for nothing
 * @param answer what an operator does about it
 */
public record MissionRow(String connection, String purpose, Optional<OutboundConnection> declared, String answer) {
}
