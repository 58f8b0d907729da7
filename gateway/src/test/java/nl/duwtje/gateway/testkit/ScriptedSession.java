package nl.duwtje.gateway.testkit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import javax.net.ssl.SSLSocket;

import nl.duwtje.gateway.testkit.ScriptedNextHop.Point;
import nl.duwtje.gateway.testkit.ScriptedNextHop.Script;

/** One connection of a {@link ScriptedNextHop}: strict about the order of commands, and only CRLF.CRLF ends a body. */
final class ScriptedSession {

    private final ScriptedNextHop hop;
    private final int number;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private boolean secure;
    private boolean open = true;
    private String mail = "";
    private List<String> rcpts = new ArrayList<>();

    ScriptedSession(ScriptedNextHop hop, Socket socket, int number) throws IOException {
        this.hop = hop;
        this.number = number;
        use(socket);
    }

    private void use(Socket other) throws IOException {
        socket = other;
        in = new BufferedInputStream(other.getInputStream(), 32 * 1024);
        out = new BufferedOutputStream(other.getOutputStream(), 32 * 1024);
    }

    void run() throws IOException, InterruptedException {
        answer(Point.GREETING, "", "220 next.example.test ESMTP");
        out.flush();
        while (open) {
            String line = line();
            if (line == null) {
                return;
            }
            hop.commands.add(line);
            command(point(line), line);
            if (!hop.repliesWaitForData || mail.isEmpty()) {
                out.flush();
            }
        }
    }

    private void command(Point point, String line) throws IOException, InterruptedException {
        switch (point) {
            case EHLO -> {
                reset();
                answer(point, line, ehlo());
            }
            case HELO -> {
                reset();
                answer(point, line, "250 next.example.test");
            }
            case STARTTLS -> startTls(line);
            case MAIL -> {
                if (mail.isEmpty() ? accepted(point, line, "250 2.1.0 sender ok") : refused("503 5.5.1 sender already given")) {
                    mail = line;
                }
            }
            case RCPT -> {
                if (mail.isEmpty() ? refused("503 5.5.1 no sender") : accepted(point, line, "250 2.1.5 recipient ok")) {
                    rcpts.add(line);
                }
            }
            case DATA -> data(line);
            case RSET -> {
                reset();
                answer(point, line, "250 2.0.0 reset");
            }
            case QUIT -> {
                answer(point, line, "221 2.0.0 bye");
                out.flush();
                open = false;
            }
            case NOOP -> answer(point, line, "250 2.0.0 ok");
            default -> answer(point, line, "500 5.5.2 unknown");
        }
    }

    private void data(String line) throws IOException, InterruptedException {
        String otherwise = rcpts.isEmpty() ? "554 5.5.1 no valid recipients" : "354 go ahead";
        String reply = answer(Point.DATA, line, otherwise);
        out.flush();
        if (!open || !reply.startsWith("354")) {
            return;
        }
        in.mark(1);
        if (in.read() < 0) {
            throw new EOFException();
        }
        in.reset();
        Script script = hop.find(Point.BODY, mail);
        if (script != null) {
            act(script);
        }
        if (!open) {
            return;
        }
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        readBody(raw, body);
        String from = mail;
        List<String> to = List.copyOf(rcpts);
        reset();
        // kept before the reply leaves: whoever has the reply finds the transaction
        Script end = hop.find(Point.END, from);
        String last = end != null ? text(end.reply) : to.isEmpty() ? "554 5.5.1 no valid recipients" : "250 2.0.0 taken as " + number;
        hop.transactions.add(new ScriptedNextHop.Transaction(number, from, to, raw.toByteArray(), body.toByteArray(), last));
        if (end != null) {
            act(end);
        } else {
            write(last);
        }
    }

    private void readBody(ByteArrayOutputStream raw, ByteArrayOutputStream body) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int last = -1;
        while (true) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException();
            }
            raw.write(b);
            line.write(b);
            if (b == '\n' && last == '\r') {
                byte[] bytes = line.toByteArray();
                line.reset();
                if (bytes.length == 3 && bytes[0] == '.') {
                    return;
                }
                int from = bytes[0] == '.' ? 1 : 0;
                body.write(bytes, from, bytes.length - from);
            }
            last = b;
        }
    }

    private void startTls(String line) throws IOException, InterruptedException {
        if (hop.tls == null || secure) {
            refused("502 5.5.1 not offered");
            return;
        }
        String reply = answer(Point.STARTTLS, line, "220 2.0.0 ready");
        out.flush();
        if (open && reply.startsWith("220")) {
            SSLSocket ssl = (SSLSocket) hop.tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
            ssl.setUseClientMode(false);
            ssl.startHandshake();
            secure = true;
            reset();
            use(ssl);
        }
    }

    private String ehlo() {
        List<String> lines = new ArrayList<>(List.of("next.example.test"));
        lines.addAll(hop.extensions);
        if (hop.tls != null && !secure) {
            lines.add("STARTTLS");
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append("250").append(i < lines.size() - 1 ? '-' : ' ').append(lines.get(i)).append(i < lines.size() - 1 ? "\r\n" : "");
        }
        return text.toString();
    }

    private boolean accepted(Point point, String line, String otherwise) throws IOException, InterruptedException {
        return answer(point, line, otherwise).startsWith("2");
    }

    private boolean refused(String reply) throws IOException {
        write(reply);
        return false;
    }

    /** @return what was answered */
    private String answer(Point point, String line, String otherwise) throws IOException, InterruptedException {
        Script script = hop.find(point, line);
        if (script == null) {
            write(otherwise);
            return otherwise;
        }
        act(script);
        return text(script.reply);
    }

    private void act(Script script) throws IOException, InterruptedException {
        if (!script.delay.isZero()) {
            out.flush();
            hop.pause(script.delay);
        }
        if (script.hangs) {
            out.flush();
            hop.closed.await();
            open = false;
            return;
        }
        for (byte b : script.perByte.isZero() ? new byte[0] : script.reply) {
            hop.pause(script.perByte);
            out.write(b);
            out.flush();
        }
        if (script.perByte.isZero()) {
            out.write(script.reply);
        }
        if (script.drops) {
            out.flush();
            open = false;
        }
    }

    private void write(String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private void reset() {
        mail = "";
        rcpts = new ArrayList<>();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                String text = line.toString(StandardCharsets.UTF_8);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : "<bare LF> " + text;
            }
            line.write(b);
        }
        return null;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static Point point(String line) {
        int space = line.indexOf(' ');
        String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        try {
            return Point.valueOf(verb);
        } catch (IllegalArgumentException other) {
            return Point.OTHER;
        }
    }
}
