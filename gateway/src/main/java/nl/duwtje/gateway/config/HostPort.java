package nl.duwtje.gateway.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;

/** Host and port as "127.0.0.1:2525", "mail.example.org:25" or "[::1]:25". Port 0 means any free port (only for listening). */
public record HostPort(String host, int port) {

    /** Not what a settings file is read with: that is {@link #of}. */
    @JsonCreator(mode = JsonCreator.Mode.DISABLED)
    public HostPort {}

    private static final Pattern WRITTEN = Pattern.compile("(?:([A-Za-z0-9._-]{1,253})|\\[([0-9A-Fa-f:.]{2,45})]):([0-9]{1,5})");

    @JsonCreator
    public static HostPort of(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches() || Integer.parseInt(written.group(3)) > 65535) {
            throw new IllegalArgumentException("is not HOST:PORT; write 127.0.0.1:2525 or [::1]:2525");
        }
        return new HostPort(written.group(1) != null ? written.group(1) : written.group(2), Integer.parseInt(written.group(3)));
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
