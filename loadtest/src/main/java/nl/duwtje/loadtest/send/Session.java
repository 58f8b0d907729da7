package nl.duwtje.loadtest.send;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

import nl.duwtje.loadtest.wire.Wire;

/** One SMTP session of the sender: always one message at a time, a new connection after so many. For the sender's thread. */
final class Session {

    private static final byte[] EHLO = bytes("EHLO exchange.loadtest.test\r\n");
    private static final byte[] STARTTLS = bytes("STARTTLS\r\n");
    private static final byte[] QUIT = bytes("QUIT\r\n");

    private enum State {
        CONNECTING, GREETING, EHLO, STARTTLS, IDLE, GROUP, BODY, QUIT, LOST
    }

    private final Sender sender;
    private final Load load;
    private final Replies replies = new Replies();
    private State state = State.LOST;
    private SocketChannel channel;
    private Selector selector;
    private Wire wire;
    private boolean secured;
    private int onThisConnection;
    private Prepared mail;
    private byte[] messageId;
    private int expected;
    private int worst;
    private long due;
    private long idleSince = System.nanoTime();

    Session(Sender sender, Load load) {
        this.sender = sender;
        this.load = load;
    }

    long idleSince() {
        return idleSince;
    }

    void connect(Selector withSelector) throws IOException {
        selector = withSelector;
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        state = State.CONNECTING;
        onThisConnection = 0;
        secured = false;
        try {
            boolean connected = channel.connect(sender.to());
            SelectionKey key = channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
            wire = new Wire(channel, key);
            if (connected) {
                state = State.GREETING;
            }
        } catch (IOException refused) {
            lose();
        }
    }

    void connected() throws IOException {
        channel.finishConnect();
        state = State.GREETING;
        wire.flush();
    }

    void flush() throws IOException {
        wire.flush();
    }

    void start(Prepared prepared, int number, long dueAt) {
        mail = prepared;
        messageId = Prepared.messageId(number);
        due = dueAt;
        expected = mail.replies();
        worst = 0;
        state = State.GROUP;
        onThisConnection++;
        wire.put(mail.commands(number));
        try {
            if (mail.bdat()) {
                wire.put(messageId);
                wire.put(mail.body());
            }
            wire.flush();
        } catch (IOException e) {
            lose();
        }
    }

    void read(ByteBuffer block) throws IOException {
        if (wire.read(block) < 0) {
            if (state == State.QUIT) {
                again();
            } else {
                lose();
            }
            return;
        }
        replies.in(block.array(), block.position());
        for (int code = replies.next(); code != 0; code = replies.next()) {
            reply(code);
        }
        if (state != State.LOST && state != State.CONNECTING) {
            wire.flush();
        }
    }

    private void reply(int code) throws IOException {
        switch (state) {
            case GREETING -> say(code, EHLO, State.EHLO);
            case EHLO -> {
                if (load.tls() && !secured) {
                    say(code, STARTTLS, State.STARTTLS);
                } else if (code == 250) {
                    rest();
                } else {
                    lose();
                }
            }
            case STARTTLS -> {
                if (code != 220) {
                    throw new IOException("STARTTLS is answered " + code);
                }
                wire.secure(sender.engine());
                secured = true;
                say(220, EHLO, State.EHLO);
            }
            case GROUP -> groupReply(code);
            case BODY -> finish(code);
            case QUIT -> again();
            default -> lose();
        }
    }

    private void say(int code, byte[] command, State then) {
        if (code / 100 != 2) {
            lose();
            return;
        }
        wire.put(command);
        state = then;
    }

    private void groupReply(int code) {
        expected--;
        if (code >= 400) {
            worst = Math.max(worst, code);
        }
        if (expected > 0) {
            return;
        }
        if (mail.bdat()) {
            finish(worst > 0 ? worst : code);
        } else if (code == 354) {
            wire.put(messageId);
            wire.put(mail.body());
            state = State.BODY;
        } else {
            finish(Math.max(worst, code));
        }
    }

    private void finish(int code) {
        long now = System.nanoTime();
        sender.answered(code, now - due, now);
        idleSince = now;
        if (onThisConnection >= load.perConnection()) {
            wire.put(QUIT);
            state = State.QUIT;
        } else {
            rest();
        }
    }

    private void rest() {
        state = State.IDLE;
        sender.ready(this);
    }

    private void again() throws IOException {
        wire.close();
        connect(selector);
    }

    /** The connection is gone; the sender makes another one later. */
    void lose() {
        if (state == State.LOST) {
            return;
        }
        boolean hadMessage = state == State.GROUP || state == State.BODY;
        state = State.LOST;
        close();
        idleSince = System.nanoTime();
        sender.lost(this, hadMessage);
    }

    void abandon() {
        state = State.LOST;
        close();
    }

    private void close() {
        if (wire != null) {
            wire.close();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
