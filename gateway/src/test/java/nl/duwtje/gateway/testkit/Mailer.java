package nl.duwtje.gateway.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import nl.duwtje.gateway.config.HostPort;

/** Sends one message step by step, as the simplest mail program would, and says what the server answered to the last step. */
public final class Mailer {

    private Mailer() {}

    /** @return the reply to the final dot, or the first refusal before it */
    public static String send(HostPort server, String from, List<String> to, String eml) throws IOException {
        try (Socket socket = new Socket(server.host(), server.port())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = socket.getOutputStream();
            expect(in, "220");
            say(out, "EHLO exchange.example.org");
            expect(in, "250");
            say(out, "MAIL FROM:<" + from + ">");
            String reply = read(in);
            for (int i = 0; reply.startsWith("250") && i < to.size(); i++) {
                say(out, "RCPT TO:<" + to.get(i) + ">");
                reply = read(in);
            }
            if (!reply.startsWith("250")) {
                return reply;
            }
            say(out, "DATA");
            expect(in, "354");
            String stuffed = crlf(eml).replace("\r\n.", "\r\n..");
            say(out, (stuffed.startsWith(".") ? "." : "") + stuffed + ".");
            reply = read(in);
            say(out, "QUIT");
            return reply;
        }
    }

    /** As Exchange does it: MAIL, all RCPT and DATA at once (RFC 2920). @return the reply to the final dot */
    public static String sendPipelined(HostPort server, String from, List<String> to, String eml) throws IOException {
        try (Socket socket = new Socket(server.host(), server.port())) {
            socket.setSoTimeout(60_000);
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = new java.io.BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            expect(in, "220");
            say(out, "EHLO exchange.example.org");
            expect(in, "250");
            StringBuilder commands = new StringBuilder("MAIL FROM:<" + from + ">\r\n");
            to.forEach(one -> commands.append("RCPT TO:<").append(one).append(">\r\n"));
            say(out, commands + "DATA");
            for (int i = 0; i <= to.size(); i++) {
                expect(in, "250");
            }
            expect(in, "354");
            say(out, crlf(eml).replace("\r\n.", "\r\n..") + ".");
            return read(in);
        }
    }

    /** Line ends as SMTP has them, the last line ended. */
    public static String crlf(String text) {
        String lines = text.replace("\r\n", "\n").replace("\n", "\r\n");
        return lines.endsWith("\r\n") ? lines : lines + "\r\n";
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void expect(BufferedReader in, String code) throws IOException {
        String reply = read(in);
        if (!reply.startsWith(code)) {
            throw new IOException("expected " + code + ", was told " + reply);
        }
    }

    private static String read(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        if (line == null) {
            throw new IOException("the server closed the connection");
        }
        return line;
    }
}
