package nl.duwtje.loadtest.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * People who press "send as is": so many at a time, each over a connection of their own, as the gateway has it. Plain sockets, because a
 * browser or an HTTP library takes more from the processors than the answer itself.
 */
final class Browsers {

    private static final int PATIENCE_MILLIS = 30_000;
    private static final String FORM = "choice=send";

    private Browsers() {}

    /** @return how many answers were taken */
    static int answer(List<String> links, int atOnce) throws Exception {
        int taken = 0;
        try (ExecutorService people = Executors.newFixedThreadPool(atOnce)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (String link : links) {
                answers.add(people.submit(() -> status(URI.create(link))));
            }
            for (Future<Integer> answer : answers) {
                taken += answer.get() < 400 ? 1 : 0;
            }
        }
        return taken;
    }

    private static int status(URI link) throws IOException {
        byte[] request = ("POST " + link.getRawPath() + " HTTP/1.1\r\nHost: " + link.getAuthority()
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + FORM.length() + "\r\n\r\n" + FORM)
                .getBytes(StandardCharsets.US_ASCII);
        try (Socket connection = new Socket()) {
            connection.setSoTimeout(PATIENCE_MILLIS);
            connection.connect(new InetSocketAddress(link.getHost(), link.getPort()), PATIENCE_MILLIS);
            connection.getOutputStream().write(request);
            InputStream in = connection.getInputStream();
            byte[] begin = in.readNBytes("HTTP/1.1 303".length());
            in.skip(Long.MAX_VALUE); // to the end, which is when it is on its way
            String line = new String(begin, StandardCharsets.US_ASCII);
            if (!line.startsWith("HTTP/1.1 ")) {
                throw new IOException("no HTTP: " + line);
            }
            return Integer.parseInt(line.substring("HTTP/1.1 ".length()));
        }
    }
}
