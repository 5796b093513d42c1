package dev.winnow.daemon.service;

import java.io.IOException;
import java.net.DatagramPacket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The datagram socket of systemd. Written to by this process itself: a helper such as systemd-notify may be gone before
 * an older systemd has looked whom it belonged to, and its message is then lost.
 */
final class NotifySocket implements ServiceManager {
    private static final Logger LOG = LoggerFactory.getLogger(NotifySocket.class);
    /** /tmp, the library's own choice, allows no programs on many hardened hosts. */
    private static final String LIBRARY_FOLDER = "org.newsclub.net.unix.library.tmpdir";

    private final String name;
    private final Path libraries;

    /**
     * @param name a path, or a name in the abstract namespace after {@code @}
     */
    NotifySocket(String name, Path libraries) {
        this.name = name;
        this.libraries = libraries;
    }

    @Override
    public synchronized void tell(String... assignments) {
        byte[] message = String.join("\n", assignments).getBytes(StandardCharsets.UTF_8);
        try {
            send(message);
        } catch (IOException | LinkageError e) {
            LOG.warn(
                    "systemd could not be told {} by its socket {} ({}). If this lasts it takes this daemon for hung and "
                            + "restarts it: set Type=simple and WatchdogSec=0 by `systemctl edit`.",
                    assignments, name,
                    e.toString());
        }
    }

    private void send(byte[] message) throws IOException {
        if (System.getProperty(LIBRARY_FOLDER) == null && Files.isWritable(libraries)) {
            System.setProperty(LIBRARY_FOLDER, libraries.toString());
        }
        AFUNIXSocketAddress address = name.startsWith("@")
                ? AFUNIXSocketAddress.inAbstractNamespace(name.substring(1))
                : AFUNIXSocketAddress.of(Path.of(name));
        try (AFUNIXDatagramSocket socket = AFUNIXDatagramSocket.newInstance()) {
            socket.connect(address);
            socket.send(new DatagramPacket(message, message.length));
        }
    }
}
