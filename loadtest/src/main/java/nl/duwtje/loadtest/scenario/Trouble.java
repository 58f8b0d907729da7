package nl.duwtje.loadtest.scenario;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import nl.duwtje.loadtest.send.Load;
import nl.duwtje.loadtest.send.Prepared;
import nl.duwtje.loadtest.sink.Faults;
import nl.duwtje.loadtest.sink.Sink;
import nl.duwtje.loadtest.target.Duwtje;

/** What must not bring it down: many sessions, huge messages, and clients that mean harm; all within a heap of 256 MB. */
final class Trouble {

    private static final String HEAP = "-Xmx256m";
    private static final int IDLE = 1000;
    private static final int HUGE = 25_000_000;
    private static final double MB = 1 << 20;

    private Trouble() {}

    static void idleSessions(Bench bench, Outcome outcome) throws IOException {
        List<Prepared> mails = bench.prepared(bench.corpus().plain(bench.options().size()));
        List<Socket> idle = new ArrayList<>();
        Duwtje.Setup setup = new Duwtje.Setup("idle").heap(HEAP).set("smtp.max-sessions=2000");
        try (Sink sink = Sink.start(Faults.NONE); Duwtje gateway = bench.start(setup, sink)) {
            bench.warmUp(gateway, sink, mails, Relaying.warmUp(bench));
            Load load = bench.load(Relaying.time(bench)).over(false, bench.options().bdat());
            Figures alone = outcome.add(bench.measure("50 busy sessions", gateway, sink, load, mails));
            bench.say("opening " + IDLE + " idle sessions");
            for (int i = 0; i < IDLE; i++) {
                idle.add(greeted(gateway.smtp()));
            }
            Figures among = outcome.add(bench.measure("50 busy among 1,000 idle", gateway, sink, load, mails, true));
            outcome.number("rate among idle sessions, of the rate without", among.perSecond() / alone.perSecond());
            outcome.number("peak RSS MB", among.peakRssBytes() / MB);
            outcome.number("idle sessions still open, of 1,000", stillOpen(idle));
            outcome.remark("Gateway with " + HEAP + ". The idle sessions said EHLO and then nothing; at the end each was asked NOOP.");
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    private static Socket greeted(InetSocketAddress to) throws IOException {
        Socket socket = new Socket(to.getAddress(), to.getPort());
        socket.setSoTimeout(20_000);
        reply(socket);
        say(socket, "EHLO idle.loadtest.test\r\n");
        reply(socket);
        return socket;
    }

    private static void say(Socket socket, String command) throws IOException {
        socket.getOutputStream().write(command.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads one whole reply. @return its code */
    private static int reply(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = socket.getInputStream().read(); b >= 0; b = socket.getInputStream().read()) {
            if (b != '\n') {
                line.append((char) b);
            } else if (line.length() > 3 && line.charAt(3) == ' ') {
                return Integer.parseInt(line.substring(0, 3));
            } else {
                line.setLength(0);
            }
        }
        throw new IOException("the gateway closed an idle session: " + line);
    }

    private static long stillOpen(List<Socket> idle) {
        return idle.stream().filter(Trouble::answers).count();
    }

    private static boolean answers(Socket socket) {
        try {
            say(socket, "NOOP\r\n");
            return reply(socket) == 250;
        } catch (IOException closed) {
            return false;
        }
    }

    static void hugeAndHostile(Bench bench, Outcome outcome) throws IOException {
        try (Sink sink = Sink.start(Faults.NONE); Duwtje gateway = bench.start(new Duwtje.Setup("huge").heap(HEAP), sink)) {
            List<Prepared> small = bench.prepared(bench.corpus().plain(bench.options().size()));
            bench.warmUp(gateway, sink, small, Relaying.warmUp(bench));
            List<Prepared> huge = Prepared.of(bench.corpus().sized(HUGE, 2), bench.options().bdat());
            Load fifty = new Load(50, 1, 0, Duration.ofMinutes(3), 50, false, bench.options().bdat(), Duration.ofMinutes(2));
            Figures row = outcome.add(bench.measure("50 messages of 25 MB at once", gateway, sink, fifty, huge, true));
            outcome.number("messages of 25 MB accepted, of 50", row.sent().accepted());
            outcome.number("MB per second, 25 MB messages", row.arrived().bytes() / MB / row.seconds());
            Load steady = Load.closed(10, Relaying.time(bench)).withRate(100);
            Figures calm = outcome.add(bench.measure("10 sessions, 100/s, nobody else", gateway, sink, steady, small));
            try (Hostile hostile = new Hostile(gateway.smtp())) {
                Figures beside = outcome
                        .add(bench.measure("the same beside hostile clients", gateway, sink, steady, small, true).over(calm));
                outcome.number("added p99 ms beside hostile clients", beside.addedMillisAt(99));
                outcome.remark("Hostile clients made " + hostile.told() + ".");
            }
            outcome.number("alive after hostile clients", gateway.isAlive() ? 1 : 0);
            outcome.number("peak RSS MB", gateway.processes().orElseThrow().peakRssBytes() / MB);
            outcome.remark("Gateway with " + HEAP + (gateway.isAlive() ? "; alive at the end." : "; DEAD at the end: " + gateway.log()));
        }
    }
}
