package nl.duwtje.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import nl.duwtje.gateway.config.HostPort;

class HttpListenerTest {

    private static final Handler HELLO = new Handler.Abstract() {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            HttpListener.send(request, response, callback, Reply.plain(200, "hello\n"));
            return true;
        }
    };

    @ParameterizedTest
    @ValueSource(strings = {"", "GET / HTT", "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: 1"})
    void aClientThatNeverFinishesIsSentAway(String start) throws Exception {
        try (HttpListener listener = new HttpListener("slow", HostPort.of("127.0.0.1:0"), HELLO, Duration.ofMillis(200))) {
            HostPort at = listener.start();
            try (Socket socket = new Socket(at.host(), at.port())) {
                socket.setSoTimeout(5_000);
                socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)).doesNotContain("hello");
            }
            try (Socket socket = new Socket(at.host(), at.port())) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)).endsWith("hello\n");
            }
        }
    }
}
