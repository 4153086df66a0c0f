package io.mfaengine.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A line to PostgreSQL that is cut on demand: before what the client says arrives, in the middle of it, or after it. */
final class CutLine implements AutoCloseable {
    /** Where the next thing that a client says is lost. */
    enum Cut {
        BEFORE,
        DURING,
        AFTER
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket listener;
    private final int target;
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile @Nullable Cut next;
    private volatile int passing;

    CutLine(int target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    int cuts() {
        return cuts.get();
    }

    /** Cuts when so many more things were said. */
    void cut(Cut where, int after) {
        passing = after;
        next = where;
    }

    /** Cuts nothing more. */
    void mend() {
        next = null;
    }

    static Cut any(Random random) {
        return Cut.values()[random.nextInt(Cut.values().length)];
    }

    private synchronized @Nullable Cut take() {
        if (next == null || passing-- > 0) {
            return null;
        }
        Cut now = next;
        next = null;
        cuts.incrementAndGet();
        return now;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                threads.execute(() -> answer(server, client));
                threads.execute(() -> say(client, server));
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
            }
        }
    }

    private void say(Socket client, Socket server) {
        try (client;
                server) {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            byte[] said = new byte[65_536];
            int length = in.read(said);
            while (length > 0) {
                Cut cut = take();
                if (cut == Cut.BEFORE) {
                    return;
                }
                if (cut == Cut.AFTER) {
                    client.shutdownOutput(); // the answer finds nobody
                }
                out.write(said, 0, cut == Cut.DURING ? length / 2 : length);
                out.flush();
                if (cut != null) {
                    return;
                }
                length = in.read(said);
            }
        } catch (IOException e) {
            return;
        }
    }

    private static void answer(Socket server, Socket client) {
        try (server;
                client) {
            server.getInputStream().transferTo(client.getOutputStream());
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
