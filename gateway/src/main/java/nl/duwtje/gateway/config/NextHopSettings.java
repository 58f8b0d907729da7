package nl.duwtje.gateway.config;

import java.nio.file.Path;
import java.time.Duration;

import nl.duwtje.rules.settings.BadValue;

/**
 * {@code next-hop}: where clean mail goes.
 *
 * @param address        host and port
 * @param tls            none, optional (STARTTLS when offered), required, or verified (required and the certificate names the host)
 * @param trust          PEM file with the certificate authorities for "verified"; the JDK's own when absent
 * @param connections    most connections at once
 * @param connectTimeout to be connected
 * @param replyTimeout   for each reply but the last
 * @param dataTimeout    for the reply to the final dot
 * @param totalTimeout   for one message as a whole; under the ten minutes after which Exchange gives up
 * @param idleTimeout    a kept connection is closed after this
 * @param retryAfter     after a failure to connect, answer 451 at once for this long
 */
public record NextHopSettings(HostPort address, TlsMode tls, Path trust, Integer connections, Duration connectTimeout,
        Duration replyTimeout,
        Duration dataTimeout, Duration totalTimeout, Duration idleTimeout, Duration retryAfter) {

    public NextHopSettings {
        tls = tls == null ? TlsMode.OPTIONAL : tls;
        connections = connections == null ? 100 : connections;
        connectTimeout = connectTimeout == null ? Duration.ofSeconds(10) : connectTimeout;
        replyTimeout = replyTimeout == null ? Duration.ofSeconds(60) : replyTimeout;
        dataTimeout = dataTimeout == null ? Duration.ofMinutes(3) : dataTimeout;
        totalTimeout = totalTimeout == null ? Duration.ofMinutes(5) : totalTimeout;
        idleTimeout = idleTimeout == null ? Duration.ofSeconds(20) : idleTimeout;
        retryAfter = retryAfter == null ? Duration.ofSeconds(5) : retryAfter;
        if (address == null) {
            throw new BadValue("address", "is missing; name the server that clean mail goes to, like next-hop.address: 127.0.0.1:2526");
        }
        if (address.port() == 0) {
            throw new BadValue("address", "must name a port, 1 to 65535");
        }
        SmtpSettings.between("connections", connections, 1, 10_000);
        SmtpSettings.timeout("connect-timeout", connectTimeout);
        SmtpSettings.timeout("reply-timeout", replyTimeout);
        SmtpSettings.timeout("data-timeout", dataTimeout);
        SmtpSettings.timeout("total-timeout", totalTimeout);
        SmtpSettings.timeout("idle-timeout", idleTimeout);
        if (retryAfter.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new BadValue("retry-after", "must be at most 10m");
        }
        if (totalTimeout.compareTo(Duration.ofMinutes(9)) > 0) {
            throw new BadValue("total-timeout", "must be at most 9m: Exchange gives up after 10 minutes and sends again");
        }
    }

    /** How the connection to the next hop is protected. */
    public enum TlsMode {
        NONE, OPTIONAL, REQUIRED, VERIFIED
    }
}
