package nl.duwtje.gateway.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of IP addresses: "127.0.0.0/8", "10.1.2.3", "2001:db8::/32". Never looks up a name. */
public record Cidr(byte[] address, int bits) {

    public static Cidr of(String text) {
        int slash = text.indexOf('/');
        String ip = slash < 0 ? text : text.substring(0, slash);
        try {
            if (ip.isEmpty() || !ip.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
                throw new UnknownHostException();
            }
            byte[] address = InetAddress.getByName(ip).getAddress();
            int bits = slash < 0 ? address.length * 8 : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > address.length * 8) {
                throw new NumberFormatException();
            }
            return new Cidr(address, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not an address or range; write 127.0.0.1 or 10.0.0.0/8");
        }
    }

    public boolean contains(InetAddress other) {
        byte[] bytes = other.getAddress();
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
