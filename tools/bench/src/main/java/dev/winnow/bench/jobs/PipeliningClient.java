package dev.winnow.bench.jobs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Does as redis-benchmark does, where that is missing: one thread, all connections, the next 16 when 16 are answered. */
record PipeliningClient(int port) implements RawRedis {
    private static final int BUFFER = 1 << 16;

    @Override
    public String tool() {
        return "a pipelining client (redis-benchmark is not installed)";
    }

    @Override
    public double perSecond(int times, String... command) throws IOException {
        byte[] batch = batch(command);
        int lines = PIPELINE * linesOfAnswer(command[0]);
        int batches = Math.max(CONNECTIONS, times / PIPELINE);
        List<Connection> connections = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(new Connection(port, batch, selector));
            }
            long start = System.nanoTime();
            run(selector, connections, batches, lines);
            return batches * (double) PIPELINE / ((System.nanoTime() - start) / 1e9);
        } finally {
            for (Connection connection : connections) {
                connection.channel.close();
            }
        }
    }

    private static void run(Selector selector, List<Connection> connections, int batches, int lines)
            throws IOException {
        int sent = 0;
        for (Connection connection : connections) {
            connection.send();
            sent++;
        }
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        int answered = 0;
        while (answered < batches) {
            selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                Connection connection = (Connection) key.attachment();
                if (connection.readLines(buffer) >= lines) {
                    connection.lines = 0;
                    answered++;
                    if (sent < batches) {
                        connection.send();
                        sent++;
                    }
                }
            }
            selector.selectedKeys().clear();
        }
    }

    private static int linesOfAnswer(String command) {
        return command.equals("LMOVE") ? 2 : 1;
    }

    private static byte[] batch(String... command) {
        StringBuilder text = new StringBuilder("*").append(command.length).append("\r\n");
        for (String word : command) {
            text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
        }
        return text.toString().repeat(PIPELINE).getBytes(StandardCharsets.US_ASCII);
    }

    private static final class Connection {
        private final SocketChannel channel;
        private final ByteBuffer batch;
        private int lines;

        Connection(int port, byte[] batch, Selector selector) throws IOException {
            this.channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            this.batch = ByteBuffer.wrap(batch);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        void send() throws IOException {
            batch.clear();
            while (batch.hasRemaining()) {
                channel.write(batch);
            }
        }

        int readLines(ByteBuffer buffer) throws IOException {
            buffer.clear();
            if (channel.read(buffer) < 0) {
                throw new IOException("Redis has closed the connection");
            }
            buffer.flip();
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                if (next == '-') {
                    throw new IOException("Redis refused a command");
                }
                lines += next == '\n' ? 1 : 0;
            }
            return lines;
        }
    }
}
