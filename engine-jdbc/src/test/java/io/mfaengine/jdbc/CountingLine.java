package io.mfaengine.jdbc;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A line to PostgreSQL on which round trips are counted: each ends with the server's ReadyForQuery. */
final class CountingLine implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket listener;
    private final int target;
    private final AtomicInteger trips = new AtomicInteger();
    private volatile boolean isSwallowing;

    CountingLine(int target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** Where PostgreSQL is, at the other end of the line. */
    String url() {
        return "jdbc:postgresql://localhost:" + listener.getLocalPort() + "/" + PostgresServer.SHARED
                + "?user=postgres&sslmode=disable&gssEncMode=disable";
    }

    /** From now on the answers of the server are lost. */
    void swallow(boolean lost) {
        isSwallowing = lost;
    }

    /** The round trips since the last call. */
    int trips() {
        return trips.getAndSet(0);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                threads.execute(() -> copy(client, server));
                threads.execute(() -> count(server, client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            return;
        }
    }

    /** Messages of the server: a letter, a length that counts itself, and the rest. */
    private void count(Socket from, Socket to) {
        try (InputStream raw = from.getInputStream();
                DataInputStream in = new DataInputStream(raw);
                OutputStream out = to.getOutputStream()) {
            while (true) {
                int letter = in.readByte();
                int length = in.readInt();
                byte[] message = new byte[1 + length];
                message[0] = (byte) letter;
                for (int i = 0; i < 4; i++) {
                    message[1 + i] = (byte) (length >>> (24 - 8 * i));
                }
                in.readFully(message, 5, length - 4);
                if (letter == 'Z') {
                    trips.incrementAndGet();
                }
                if (!isSwallowing) {
                    out.write(message);
                }
            }
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow().forEach(task -> {});
    }
}
