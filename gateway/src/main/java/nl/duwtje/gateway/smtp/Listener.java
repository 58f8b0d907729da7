package nl.duwtje.gateway.smtp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/** Accepts connections: no Nagle delay, each wrapped for SubEthaSMTP. Told to stop, it frees the port at once and keeps the accept loop quiet. */
final class Listener extends ServerSocket {

    /** Wraps an accepted socket. */
    @FunctionalInterface
    interface Wrapper {
        Socket wrap(Socket accepted) throws IOException;
    }

    private final Wrapper wrapper;
    private final CountDownLatch forever = new CountDownLatch(1);
    private volatile boolean stopped;

    Listener(Wrapper wrapper) throws IOException {
        this.wrapper = wrapper;
        setReuseAddress(true);
    }

    @Override
    public Socket accept() throws IOException {
        while (!stopped) {
            Socket socket = null;
            try {
                socket = super.accept();
                socket.setTcpNoDelay(true);
                socket.setKeepAlive(true);
                return wrapper.wrap(socket);
            } catch (IOException e) {
                if (socket != null) {
                    socket.close();
                } else if (!stopped) {
                    throw e;
                }
            }
        }
        try {
            forever.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        throw new InterruptedIOException("stopped");
    }

    /** No new connections from here on. */
    void stopAccepting() throws IOException {
        stopped = true;
        close();
    }
}
