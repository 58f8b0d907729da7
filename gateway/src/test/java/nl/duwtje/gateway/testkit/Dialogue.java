package nl.duwtje.gateway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An SMTP client that is only a socket: it says exactly what it is told, proper or not. Texts are sent as UTF-8, and in {@link #play} with the
 * escapes \r \n \t \0. Every wait ends after {@value #PATIENCE} ms with a failure.
 */
public final class Dialogue implements AutoCloseable {

    private static final int PATIENCE = 20_000;

    private Socket socket;
    private InputStream in;
    private OutputStream out;

    private Dialogue(Socket socket) throws IOException {
        use(socket);
    }

    /** Connected, the greeting not yet read. */
    public static Dialogue with(InetSocketAddress server) {
        try {
            Socket socket = new Socket();
            socket.connect(server, PATIENCE);
            socket.setTcpNoDelay(true);
            return new Dialogue(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connected, greeted, EHLO said. */
    public static Dialogue greeted(InetSocketAddress server) {
        return with(server).expect("220 ").say("EHLO client.example.org").expect("250");
    }

    private void use(Socket other) throws IOException {
        socket = other;
        socket.setSoTimeout(PATIENCE);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Sends a line with its CRLF. */
    public Dialogue say(String line) {
        return raw(line + "\r\n");
    }

    /** Sends exactly this. */
    public Dialogue raw(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends exactly this. */
    public Dialogue raw(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends this one byte at a time. */
    public Dialogue drip(byte[] bytes) {
        for (byte b : bytes) {
            raw(new byte[]{b});
        }
        return this;
    }

    /** The next reply, all its lines with "\n" between; empty at the end of the connection. */
    public String hear() {
        StringBuilder reply = new StringBuilder();
        String line = hearLine();
        while (line.length() > 3 && line.charAt(3) == '-') {
            reply.append(line).append('\n');
            line = hearLine();
        }
        return reply.append(line).toString();
    }

    private String hearLine() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    String text = line.toString(StandardCharsets.ISO_8859_1);
                    assertThat(text).as("a reply ends in CRLF").endsWith("\r");
                    return text.substring(0, text.length() - 1);
                }
                line.write(b);
            }
        } catch (SocketException reset) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads a reply that begins so. */
    public Dialogue expect(String prefix) {
        assertThat(hear()).startsWith(prefix);
        return this;
    }

    /** Says a line and reads a reply that begins so. */
    public Dialogue ask(String line, String prefix) {
        say(line);
        assertThat(hear()).as(line.length() > 200 ? line.substring(0, 200) : line).startsWith(prefix);
        return this;
    }

    /** Whatever comes until the end of the connection, as ISO-8859-1. */
    public String hearRest() {
        try {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException reset) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server closed the connection and had nothing more to say. */
    public void expectEnd() {
        assertThat(hear()).as("after the last reply").isEmpty();
    }

    /**
     * Plays a script: lines "C: text" are said, lines "S: text" are the whole reply line expected, or its beginning when they end in "...";
     * "S:" alone is the end of the connection.
     */
    public Dialogue play(String script) {
        for (String line : script.split("\n")) {
            if (line.startsWith("C: ") || line.equals("C:")) {
                say(line.length() < 3 ? "" : unescape(line.substring(3)));
            } else if (line.equals("S:")) {
                expectEnd();
            } else if (line.startsWith("S: ")) {
                String expected = line.substring(3);
                if (expected.endsWith("...")) {
                    assertThat(hearLine()).startsWith(expected.substring(0, expected.length() - 3));
                } else {
                    assertThat(hearLine()).isEqualTo(expected);
                }
            } else if (!line.isBlank()) {
                throw new IllegalArgumentException("neither C: nor S: in " + line);
            }
        }
        return this;
    }

    private static String unescape(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t").replace("\\0", "\0");
    }

    /** The client's side of the handshake, after "220" to STARTTLS; with the JDK's protocols when none are named. */
    public SSLSocket secure(SSLContext context, String... protocols) {
        try {
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, "duwtje.test", socket.getPort(), true);
            if (protocols.length > 0) {
                tls.setEnabledProtocols(protocols);
            }
            tls.startHandshake();
            use(tls);
            return tls;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No more from us; the server may still speak. */
    public Dialogue hangUp() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the connection with a TCP reset. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
