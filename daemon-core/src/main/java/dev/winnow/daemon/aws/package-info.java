/** How a daemon reaches AWS: credentials, region and endpoint as the host has them, by the proxy that it names. */
@NullMarked
package dev.winnow.daemon.aws;

import org.jspecify.annotations.NullMarked;
