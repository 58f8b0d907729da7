package nl.duwtje.gateway.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The socket SubEthaSMTP sees. Reading gives the verb of the next command and nothing else, one line per read, so that its line reader, with
 * its limit of 998 characters and its byte-wise UTF-8, never meets what a client wrote, and never reads ahead into a body. Its addresses carry
 * the literal as their name, so that nothing can start a reverse look-up.
 */
final class WireSocket extends Socket {

    /** What unknown or broken lines are called towards SubEthaSMTP. No client line can be this verb. */
    static final String NO_COMMAND = "-BAD";

    private static final byte[] UNKNOWN = line(NO_COMMAND);
    private static final byte[] NOTHING = {};
    private final Wire wire;
    private final Conversation conversation;
    private final Map<String, byte[]> verbs;
    private final InetSocketAddress remote;

    /** @param verbs those we know, each with its {@link #line} */
    WireSocket(Wire wire, Conversation conversation, Map<String, byte[]> verbs) throws SocketException {
        super((SocketImpl) null);
        this.wire = wire;
        this.conversation = conversation;
        this.verbs = verbs;
        this.remote = new InetSocketAddress(named(wire.raw().getInetAddress()), wire.raw().getPort());
    }

    /** How SubEthaSMTP reads a verb. */
    static byte[] line(String verb) {
        return (verb + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    Conversation conversation() {
        return conversation;
    }

    Map<String, byte[]> verbs() {
        return verbs;
    }

    static InetAddress named(InetAddress address) throws SocketException {
        try {
            return InetAddress.getByAddress(address.getHostAddress(), address.getAddress());
        } catch (java.net.UnknownHostException impossible) {
            throw new SocketException(impossible.getMessage(), impossible);
        }
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            private byte[] verb = NOTHING;
            private int at;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0];
            }

            @Override
            public int read(byte[] target, int from, int length) {
                if (at == verb.length) {
                    if (!conversation.nextCommand()) {
                        return -1;
                    }
                    verb = verbs.getOrDefault(conversation.line().verb(), UNKNOWN);
                    at = 0;
                }
                int count = Math.min(length, verb.length - at);
                System.arraycopy(verb, at, target, from, count);
                at += count;
                return count;
            }

            @Override
            public int available() {
                return verb.length - at;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                wire.write(new byte[]{(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                wire.write(bytes, from, length);
            }

            @Override
            public void close() {
                wire.close();
            }
        };
    }

    @Override
    public InetAddress getInetAddress() {
        return remote.getAddress();
    }

    @Override
    public int getPort() {
        return remote.getPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return remote;
    }

    @Override
    public void setSoTimeout(int milliseconds) {
        // the wire sets the deadline of each read itself
    }

    @Override
    public boolean isBound() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return wire.isEnded();
    }

    @Override
    public void close() {
        wire.close();
    }
}
