package nl.duwtje.loadtest.passthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopierTest {

    private static final int PATIENCE_MILLIS = 10_000;

    private final List<Socket> opened = new ArrayList<>();
    private ServerSocket nextHop;
    private Copier copier;

    @BeforeEach
    void start() throws IOException {
        nextHop = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        nextHop.setSoTimeout(PATIENCE_MILLIS);
        copier = Copier.start((InetSocketAddress) nextHop.getLocalSocketAddress(), 2);
    }

    @AfterEach
    void end() throws IOException {
        for (Socket socket : opened) {
            socket.close();
        }
        copier.close();
        nextHop.close();
    }

    private Socket client() throws IOException {
        Socket socket = new Socket(copier.address().getAddress(), copier.address().getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        opened.add(socket);
        return socket;
    }

    private Socket accepted() throws IOException {
        Socket socket = nextHop.accept();
        socket.setSoTimeout(PATIENCE_MILLIS);
        opened.add(socket);
        return socket;
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hear(Socket socket, int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.US_ASCII);
    }

    @Test
    void eachSideHearsWhatTheOtherSaysAndNobodyElse() throws Exception {
        Socket one = client();
        Socket toOne = accepted();
        Socket two = client();
        Socket toTwo = accepted();

        say(toOne, "220 one\r\n");
        say(toTwo, "220 two\r\n");
        say(two, "EHLO second\r\n");
        say(one, "EHLO first\r\n");

        assertThat(hear(one, 9)).isEqualTo("220 one\r\n");
        assertThat(hear(two, 9)).isEqualTo("220 two\r\n");
        assertThat(hear(toOne, 12)).isEqualTo("EHLO first\r\n");
        assertThat(hear(toTwo, 13)).isEqualTo("EHLO second\r\n");
    }

    @Test
    void aSideThatDoesNotReadStopsTheOtherAndThenGetsEveryByte() throws Exception {
        byte[] sent = new byte[64 << 20];
        new Random(1).nextBytes(sent);
        try (SocketChannel client = SocketChannel.open(copier.address()); Selector selector = Selector.open()) {
            Socket server = accepted();
            client.configureBlocking(false);
            client.register(selector, SelectionKey.OP_WRITE);
            ByteBuffer rest = ByteBuffer.wrap(sent);
            while (rest.hasRemaining() && selector.select(200) > 0) {
                selector.selectedKeys().clear();
                client.write(rest);
            }
            int taken = rest.position();
            assertThat(taken).as("bytes that fit into the way").isBetween(64 * 1024, sent.length - 1);
            client.shutdownOutput();

            byte[] arrived = server.getInputStream().readAllBytes();

            assertThat(Arrays.equals(arrived, Arrays.copyOf(sent, taken))).isTrue();
        }
    }

    @Test
    void oneSideMayEndAndStillHearTheOther() throws Exception {
        Socket client = client();
        Socket server = accepted();

        say(client, "QUIT\r\n");
        client.shutdownOutput();
        assertThat(new String(server.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo("QUIT\r\n");
        say(server, "221 bye\r\n");
        server.shutdownOutput();

        assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo("221 bye\r\n");
    }

    @Test
    void aConnectionThatBreaksBreaksTheOtherAndDoesNotEndIt() throws Exception {
        Socket client = client();
        Socket server = accepted();
        say(client, "DATA\r\n");
        assertThat(hear(server, 6)).isEqualTo("DATA\r\n");

        client.setSoLinger(true, 0);
        client.close();

        assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(IOException.class).hasMessageContaining("reset");
    }

    @Test
    void nobodyBehindItIsNobody() throws Exception {
        nextHop.close();

        assertThat(isGone(client())).isTrue();
    }

    @Test
    void oneTooManyIsClosedAndAPlaceThatIsLeftIsTakenAgain() throws Exception {
        Socket first = client();
        Socket behindFirst = accepted();
        client();
        accepted();

        assertThat(isGone(client())).isTrue();

        first.close();
        assertThat(behindFirst.getInputStream().read()).isEqualTo(-1);
        behindFirst.close();
        // the copier learns of that in its own time: who comes too early is closed again
        nextHop.setSoTimeout(100);
        Socket server = null;
        for (int attempt = 0; attempt < 50 && server == null; attempt++) {
            Socket next = client();
            try {
                server = accepted();
                say(next, "EHLO next\r\n");
            } catch (SocketTimeoutException tooEarly) {
                next.close();
            }
        }
        assertThat(server).as("a place that was left").isNotNull();
        assertThat(hear(server, 11)).isEqualTo("EHLO next\r\n");
    }

    /** Closed or reset. */
    private static boolean isGone(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    void theProgramEndsWithWhoeverStartedIt() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                Path.of(Copier.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString(), Copier.class.getName(),
                String.valueOf(nextHop.getLocalPort())).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            String ready = process.inputReader(StandardCharsets.US_ASCII).readLine();
            assertThat(ready).startsWith("ready port=");
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(ready.substring(11)))) {
                say(client, "EHLO a\r\n");
                assertThat(hear(accepted(), 8)).isEqualTo("EHLO a\r\n");
            }

            process.getOutputStream().close();

            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void itListensOnLoopbackOnly() throws Exception {
        assertThat(copier.address().getAddress().isLoopbackAddress()).isTrue();
    }
}
