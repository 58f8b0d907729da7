package nl.duwtje.gateway.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A range of IP addresses: "127.0.0.0/8", "10.1.2.3", "2001:db8::/32". Never looks up a name. */
public record Cidr(byte[] address, int bits) {

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    /** Four numbers, so that "10/8" is not taken for 0.0.0.10; IPv6 with at least one colon, without a zone. */
    private static final Pattern WRITTEN = Pattern
            .compile("((?:" + OCTET + "\\.){3}" + OCTET + "|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/([0-9]{1,3}))?");

    /** @throws IllegalArgumentException when it is not a range, or has bits behind its prefix (10.1.2.3/8), which hides a slip */
    public static Cidr of(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        try {
            if (!written.matches()) {
                throw new UnknownHostException();
            }
            byte[] address = InetAddress.getByName(written.group(1)).getAddress();
            int bits = written.group(2) == null ? address.length * 8 : Integer.parseInt(written.group(2));
            if (bits > address.length * 8) {
                throw new UnknownHostException();
            }
            for (int i = bits; i < address.length * 8; i++) {
                if ((address[i / 8] & 0x80 >> i % 8) != 0) {
                    throw new IllegalArgumentException(
                            "\"" + text + "\" has bits set after its first " + bits + "; write the range's first address, or leave /" + bits
                                    + " out");
                }
            }
            return new Cidr(address, bits);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not an address or range; write 127.0.0.1 or 10.0.0.0/8", e);
        }
    }

    /** Whether it is more than one address, and not all of them are of a private network (RFC 1918, 3927, 4193, 6598) or of this machine. */
    public boolean isShared() {
        return bits < address.length * 8 && Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10",
                "127.0.0.0/8", "fc00::/7", "fe80::/10").map(Cidr::of).noneMatch(net -> net.bits <= bits && net.contains(address));
    }

    public boolean contains(InetAddress other) {
        return contains(other.getAddress());
    }

    private boolean contains(byte[] bytes) {
        if (bytes.length != address.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (bytes[i] != address[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || ((bytes[whole] ^ address[whole]) & 0xff << 8 - rest & 0xff) == 0;
    }
}
