package nl.duwtje.loadtest.scenario;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Clients that mean harm, one thread each, again and again until closed. They stay on loopback. */
final class Hostile implements AutoCloseable {

    private static final String BEGIN = "EHLO evil.loadtest.test\r\nMAIL FROM:<sanne.devries@duinrade.test>\r\n"
            + "RCPT TO:<info@bouwbedrijf.test>\r\nDATA\r\n";
    private static final String END = "\r\n.\r\nQUIT\r\n";

    private final InetSocketAddress to;
    private final Map<String, LongAdder> done = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean closed;

    Hostile(InetSocketAddress to) throws IOException {
        this.to = to;
        again("header section of 20 MB", repeated("X-Filler: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n", 300_000));
        again("line of 10 MB", bytes("Subject: x\r\n\r\n" + "a".repeat(10_000_000)));
        again("5,000 parts", repeated("--b\r\nContent-Type: text/plain\r\n\r\nx\r\n", 5000, multipart("b")));
        again("500 parts inside each other", nested(500));
        again("zip bomb", bomb());
        again("end of data with bare line feeds", bytes("Subject: x\r\n\r\nx\n.\nMAIL FROM:<evil@outside.test>\r\n"));
        again("5,000 recipients", null);
        again("a byte now and then", null);
    }

    private void again(String what, byte[] content) {
        Thread thread = new Thread(() -> {
            while (!closed) {
                try (Socket socket = new Socket(to.getAddress(), to.getPort())) {
                    open.add(socket);
                    socket.setSoTimeout(30_000);
                    attack(what, content, socket);
                    done.computeIfAbsent(what, key -> new LongAdder()).increment();
                    open.remove(socket);
                } catch (IOException refused) {
                    done.computeIfAbsent(what, key -> new LongAdder()).increment();
                }
            }
        }, "hostile");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void attack(String what, byte[] content, Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        if (content != null) {
            out.write(bytes(BEGIN));
            out.write(content);
            out.write(bytes(END));
        } else if (what.startsWith("5,000")) {
            out.write(bytes("EHLO evil.loadtest.test\r\nMAIL FROM:<sanne.devries@duinrade.test>\r\n"));
            for (int i = 0; i < 5000; i++) {
                out.write(bytes("RCPT TO:<r" + i + "@bewoners.test>\r\n"));
            }
            out.write(bytes("RSET\r\nQUIT\r\n"));
        } else {
            out.write(bytes(BEGIN));
            for (int i = 0; i < 100 && !closed; i++) {
                out.write('a');
                out.flush();
                java.util.concurrent.locks.LockSupport.parkNanos(100_000_000L);
            }
            return;
        }
        out.flush();
        byte[] rest = new byte[64 * 1024];
        while (socket.getInputStream().read(rest) >= 0) {
            // until it has said all it wants to say
        }
    }

    /** "3 x zip bomb, 2 x line of 10 MB". */
    String told() {
        return String.join(", ", new TreeMap<>(done).entrySet().stream().map(e -> e.getValue() + " x " + e.getKey()).toList());
    }

    private static byte[] multipart(String boundary) {
        return bytes("Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n");
    }

    private static byte[] nested(int depth) {
        StringBuilder text = new StringBuilder("Subject: x\r\nMIME-Version: 1.0\r\n");
        for (int i = 0; i < depth; i++) {
            text.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n--b").append(i).append("\r\n");
        }
        return bytes(text.append("\r\nx\r\n").toString());
    }

    /** 200 MB of spaces in a DOCX of 200 KB. */
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.write(bytes("<Types/>"));
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            byte[] block = new byte[1 << 20];
            java.util.Arrays.fill(block, (byte) ' ');
            for (int i = 0; i < 200; i++) {
                zip.write(block);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(multipart("b"));
        out.writeBytes(
                bytes("--b\r\nContent-Type: application/octet-stream; name=\"x.docx\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"));
        out.writeBytes(Base64.getMimeEncoder().encode(file.toByteArray()));
        out.writeBytes(bytes("\r\n--b--\r\n"));
        return out.toByteArray();
    }

    private static byte[] repeated(String text, int times) {
        return repeated(text, times, new byte[0]);
    }

    private static byte[] repeated(String text, int times, byte[] before) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(before);
        out.writeBytes(bytes(text.repeat(times)));
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        for (Socket socket : List.copyOf(open)) {
            socket.close();
        }
    }
}
