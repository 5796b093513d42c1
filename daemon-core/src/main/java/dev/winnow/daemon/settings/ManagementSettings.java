package dev.winnow.daemon.settings;

/**
 * Where health and metrics answer.
 *
 * @param address to listen on
 * @param port the port that was chosen: a taken default moves to the next free one
 */
public record ManagementSettings(String address, int port) {
}
