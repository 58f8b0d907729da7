package nl.duwtje.gateway.config;

import com.fasterxml.jackson.annotation.JsonCreator;

/** Host and port as "127.0.0.1:2525", "mail.example.org:25" or "[::1]:25". Port 0 means any free port (only for listening). */
public record HostPort(String host, int port) {

    @JsonCreator
    public static HostPort of(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon).strip();
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.contains(":")) {
            host = "";
        }
        int port;
        try {
            port = Integer.parseInt(text.substring(colon + 1).strip());
        } catch (NumberFormatException e) {
            port = -1;
        }
        if (host.isEmpty() || port < 0 || port > 65535) {
            throw new IllegalArgumentException("is not HOST:PORT; write 127.0.0.1:2525 or [::1]:2525");
        }
        return new HostPort(host, port);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
