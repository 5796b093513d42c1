package dev.winnow.quickstart;

import java.nio.file.Path;

/**
 * What the command line asks for.
 *
 * @param port of the interface server
 * @param plugins the operator's plugin folder
 * @param data the state folder
 * @param reset whether to forget an earlier state first
 */
record QuickstartOptions(int port, Path plugins, Path data, boolean reset) {
}
