package nl.duwtje.gateway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/** A DNS that knows nobody: writes each name and each address that is asked for in a file, and says unknown. For a JVM of its own. */
public final class NoNames extends InetAddressResolverProvider {

    static final String FILE = "test.names-asked";

    @Override
    public InetAddressResolver get(Configuration configuration) {
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                asked(host);
                throw new UnknownHostException(host);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                asked(InetAddress.getByAddress(address).getHostAddress());
                throw new UnknownHostException();
            }
        };
    }

    private static void asked(String what) {
        try {
            Files.writeString(Path.of(System.getProperty(FILE)), what + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "knows nobody";
    }
}
