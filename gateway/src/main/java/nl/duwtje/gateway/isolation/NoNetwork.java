package nl.duwtje.gateway.isolation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketImpl;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Set;

/** No sockets and no URLs of the network in this JVM; host names are already without an answer by the command line. Not undone. */
final class NoNetwork extends URLStreamHandler {

    private static final Set<String> OWN = Set.of("jar", "file", "jrt", "jmod");

    private NoNetwork() {}

    // deprecated since everyone has a better way to configure sockets; to have none at all, this is the way
    @SuppressWarnings("deprecation")
    static void install() throws IOException {
        Socket.setSocketImplFactory(NoNetwork::refuse);
        ServerSocket.setSocketFactory(NoNetwork::refuse);
        URL.setURLStreamHandlerFactory(protocol -> OWN.contains(protocol) ? null : new NoNetwork());
    }

    private static SocketImpl refuse() {
        throw new UncheckedIOException(new IOException("a reader has no network"));
    }

    @Override
    protected URLConnection openConnection(URL url) throws IOException {
        throw new IOException("a reader has no network");
    }
}
