package nl.duwtje.gateway.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One connection of the Chrome DevTools protocol: commands with their answers, and events of one kind at a time. */
final class DevTools implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 20;

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger last = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final Map<String, LinkedBlockingQueue<JsonNode>> events = new ConcurrentHashMap<>();
    private final WebSocket socket;

    DevTools(String url) {
        socket = client.newWebSocketBuilder().buildAsync(URI.create(url), new Listener()).orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
            text.append(data);
            if (isLast) {
                take(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            waiting.values().forEach(one -> one.completeExceptionally(error));
        }
    }

    private void take(String message) {
        try {
            JsonNode node = JSON.readTree(message);
            if (node.has("id")) {
                CompletableFuture<JsonNode> one = waiting.remove(node.get("id").asInt());
                if (node.has("error")) {
                    one.completeExceptionally(new AssertionError(node.get("error").toString()));
                } else {
                    one.complete(node.get("result"));
                }
            } else if (events.containsKey(node.path("method").asText())) {
                events.get(node.path("method").asText()).add(node.path("params"));
            }
        } catch (java.io.IOException e) {
            waiting.values().forEach(one -> one.completeExceptionally(e));
        }
    }

    /** Events of this method are kept from now on. */
    void keep(String method) {
        events.put(method, new LinkedBlockingQueue<>());
    }

    /** Forgets the events of this method that came so far. */
    List<JsonNode> drain(String method) {
        java.util.ArrayList<JsonNode> all = new java.util.ArrayList<>();
        events.get(method).drainTo(all);
        return all;
    }

    JsonNode await(String method) throws InterruptedException {
        JsonNode event = events.get(method).poll(SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("the browser did not say " + method + " within " + SECONDS + " s");
        }
        return event;
    }

    /** @param parameters name, value, name, value ... */
    JsonNode call(String session, String method, Object... parameters) {
        int id = last.incrementAndGet();
        ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
        if (!session.isEmpty()) {
            command.put("sessionId", session);
        }
        ObjectNode params = command.putObject("params");
        for (int i = 0; i < parameters.length; i += 2) {
            params.set((String) parameters[i], JSON.valueToTree(parameters[i + 1]));
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        socket.sendText(command.toString(), true);
        return answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        socket.abort();
        client.close();
    }
}
