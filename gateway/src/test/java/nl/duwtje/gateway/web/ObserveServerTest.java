package nl.duwtje.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import nl.duwtje.gateway.config.HostPort;
import nl.duwtje.gateway.observe.Meters;

class ObserveServerTest {

    private final AtomicReference<List<String>> notReady = new AtomicReference<>(List.of());

    @Test
    void tellsMetricsAndWhetherWeLiveAndAreReady() throws Exception {
        Meters meters = new Meters();
        meters.message("held");
        try (ObserveServer server = new ObserveServer(HostPort.of("127.0.0.1:0"), meters, notReady::get);
                HttpClient client = HttpClient.newHttpClient()) {
            HostPort at = server.start();
            assertThat(get(client, at, "/metrics").body()).contains("duwtje_messages_total{result=\"held\"} 1.0");
            assertThat(get(client, at, "/metrics").headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
            assertThat(get(client, at, "/livez").statusCode()).isEqualTo(200);
            assertThat(get(client, at, "/readyz").statusCode()).isEqualTo(200);
            notReady.set(List.of("the next hop does not answer", "the rules do not compile"));
            assertThat(get(client, at, "/readyz").statusCode()).isEqualTo(503);
            assertThat(get(client, at, "/readyz").body()).isEqualTo("the next hop does not answer\nthe rules do not compile\n");
            assertThat(get(client, at, "/livez").statusCode()).isEqualTo(200);
            assertThat(get(client, at, "/m/x").statusCode()).isEqualTo(404);
            HttpRequest post = HttpRequest.newBuilder(URI.create("http://" + at + "/metrics"))
                    .POST(HttpRequest.BodyPublishers.ofString("x")).build();
            assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
        }
    }

    private static HttpResponse<String> get(HttpClient client, HostPort at, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create("http://" + at + path)).build(), BodyHandlers.ofString());
    }
}
