package nl.duwtje.gateway.delivery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import nl.duwtje.gateway.config.HostPort;
import nl.duwtje.gateway.config.NextHopSettings;
import nl.duwtje.gateway.config.NextHopSettings.TlsMode;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.gateway.testkit.ScriptedNextHop;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.MemoryMessage;

/** Settings, envelopes and messages for the tests of this room. */
record Route(HostPort address, TlsMode tls, Path trust, Integer connections, Duration reply, Duration data, Duration total, Duration idle,
        Duration retryAfter) {

    static final MemoryMessage MESSAGE = MemoryMessage.of("Subject: hello\n\nfirst line\n.dot\n..\n.\nlast line\n");

    static Route to(ScriptedNextHop hop) {
        return to(hop.port());
    }

    static Route to(int port) {
        Duration long_ = Duration.ofSeconds(30);
        return new Route(new HostPort("127.0.0.1", port), TlsMode.NONE, null, 10, long_, long_, Duration.ofSeconds(60), long_,
                Duration.ofSeconds(5));
    }

    Route host(String host) {
        return new Route(new HostPort(host, address.port()), tls, trust, connections, reply, data, total, idle, retryAfter);
    }

    Route tls(TlsMode mode, Path pem) {
        return new Route(address, mode, pem, connections, reply, data, total, idle, retryAfter);
    }

    Route connections(int most) {
        return new Route(address, tls, trust, most, reply, data, total, idle, retryAfter);
    }

    Route replyWithin(Duration time) {
        return new Route(address, tls, trust, connections, time, data, total, idle, retryAfter);
    }

    Route dataReplyWithin(Duration time) {
        return new Route(address, tls, trust, connections, reply, time, total, idle, retryAfter);
    }

    Route totalWithin(Duration time) {
        return new Route(address, tls, trust, connections, reply, data, time, idle, retryAfter);
    }

    Route idle(Duration time) {
        return new Route(address, tls, trust, connections, reply, data, total, time, retryAfter);
    }

    NextHopSettings settings() {
        return new NextHopSettings(address, tls, trust, connections, Duration.ofSeconds(5), reply, data, total, idle, retryAfter);
    }

    NextHop open() {
        return open(new Meters());
    }

    NextHop open(Meters meters) {
        return new NextHop(settings(), "duwtje.example.test", meters, System::nanoTime);
    }

    static Envelope envelope(String... recipients) {
        return Envelope.of(MailAddress.of("anna@example.org"), List.of(recipients).stream().map(MailAddress::of).toList());
    }
}
