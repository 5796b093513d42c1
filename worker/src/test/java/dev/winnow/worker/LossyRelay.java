package dev.winnow.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A way to MySQL, without TLS, on which the answer to a commit can be held back and, with all connections, be lost, as
 * when the server dies right after it.
 */
final class LossyRelay implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final CountDownLatch held = new CountDownLatch(1);
    private final int server;
    private volatile @Nullable String statement;

    LossyRelay(int server) throws IOException {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Holds back the answer to the next commit after a statement with this text in it. */
    void holdCommitAfter(String text) {
        statement = text;
    }

    /** Whether it is held back, now or within this many seconds. */
    boolean awaitHeld(int seconds) throws InterruptedException {
        return held.await(seconds, TimeUnit.SECONDS);
    }

    /** Ends all connections; what is held back is lost. New ones are passed on. */
    void cut() {
        statement = null;
        for (Socket end : ends) {
            close(end);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> new Connection().serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void close(Socket end) {
        try {
            end.close();
        } catch (IOException e) {
            // It is closed.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        cut();
    }

    /** One, whose packets are small enough to come in one piece. */
    private final class Connection {
        private boolean follows;
        private volatile boolean holds;

        private void serve(Socket client) {
            try (client; Socket mysql = new Socket(InetAddress.getLoopbackAddress(), server)) {
                ends.add(client);
                ends.add(mysql);
                Thread answers = Thread.ofVirtual().start(() -> copy(mysql, client, text -> !holds));
                copy(client, mysql, this::asks);
                answers.join();
            } catch (IOException e) {
                // Either side may end at any time.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean asks(String text) {
            String wanted = statement;
            follows |= wanted != null && text.contains(wanted);
            holds |= follows && text.toUpperCase(Locale.ROOT).endsWith("COMMIT");
            return true;
        }

        private void copy(Socket from, Socket to, Predicate<String> passes) {
            byte[] buffer = new byte[64 * 1024];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (passes.test(new String(buffer, 0, read, StandardCharsets.ISO_8859_1))) {
                        out.write(buffer, 0, read);
                    } else {
                        held.countDown();
                    }
                }
            } catch (IOException e) {
                // Either side may end at any time.
            } finally {
                LossyRelay.close(from);
                LossyRelay.close(to);
            }
        }
    }
}
