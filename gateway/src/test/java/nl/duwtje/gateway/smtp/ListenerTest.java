package nl.duwtje.gateway.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ListenerTest {

    @Test
    void acceptedSocketsDoNotWaitForNagle() throws Exception {
        try (Listener listener = new Listener(accepted -> accepted)) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
                    Socket accepted = listener.accept()) {
                assertThat(accepted.getTcpNoDelay()).isTrue();
                assertThat(client.isConnected()).isTrue();
            }
        }
    }

    @Test
    void onceStoppedThePortIsFreeAndTheAcceptLoopSleepsUntilItIsInterrupted() throws Exception {
        Listener listener = new Listener(accepted -> accepted);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        int port = listener.getLocalPort();
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread loop = Thread.ofPlatform().start(() -> {
            try {
                listener.accept();
            } catch (Exception e) {
                outcome.complete(e);
            }
        });
        listener.stopAccepting();
        // the kernel lets go of the port when the thread in accept has woken up, a moment later
        org.awaitility.Awaitility.await().until(() -> isFree(port));
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port)).hasMessageContaining("refused");
        assertThat(outcome).isNotDone();
        loop.interrupt();
        assertThat(outcome.get()).isInstanceOf(InterruptedIOException.class);
    }

    private static boolean isFree(int port) {
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return other.isBound();
        } catch (IOException notYet) {
            return false;
        }
    }
}
