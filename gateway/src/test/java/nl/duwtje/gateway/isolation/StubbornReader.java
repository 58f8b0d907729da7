package nl.duwtje.gateway.isolation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import nl.duwtje.rules.text.Prose;
import nl.duwtje.rules.text.RiskyReader;
import nl.duwtje.rules.text.Sink;

/** Does what the file says, as parsers do: hangs, fills the heap, crashes, tries the network. */
public final class StubbornReader implements RiskyReader {

    private static final List<byte[]> KEPT = new ArrayList<>();

    @Override
    public String read(String kind, byte[] bytes, Sink sink) throws IOException {
        String order = new String(bytes, StandardCharsets.US_ASCII).substring(5);
        switch (order.startsWith("ask ") ? "ask" : order) {
            case "hang" -> {
                while (System.nanoTime() != 0) {
                    Thread.onSpinWait();
                }
            }
            case "fill" -> {
                while (true) {
                    KEPT.add(new byte[1 << 20]);
                }
            }
            case "crash" -> Runtime.getRuntime().halt(9);
            case "recurse" -> read(kind, bytes, sink);
            case "shout" -> System.out.println("noise on standard output");
            case "dial" -> {
                try (var socket = new java.net.Socket("127.0.0.1", 9)) {
                    sink.add(new Prose("", "", "connected " + socket));
                } catch (RuntimeException | IOException refused) {
                    sink.add(new Prose("", "", refused.getMessage()));
                }
            }
            case "ask" -> {
                try {
                    sink.add(new Prose("", "", "found " + java.net.InetAddress.getByName(order.substring(4))));
                } catch (IOException unknown) {
                    sink.add(new Prose("", "", "unknown host"));
                }
            }
            case "environment" -> sink.add(new Prose("", "", String.valueOf(System.getenv().containsKey("PATH"))));
            default -> sink.add(new Prose("page 1", "line", order.length() > 100 ? "long " + order.length() : order));
        }
        return kind;
    }
}
