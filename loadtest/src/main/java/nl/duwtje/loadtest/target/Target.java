package nl.duwtje.loadtest.target;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** A mail server under test that relays everything to the sink it was started with. */
public interface Target extends AutoCloseable {

    /** The name of no server at all. */
    String SINK_ONLY = "sink-only";

    /** Short: "duwtje", "postfix". */
    String name();

    /** Where it takes mail. */
    InetSocketAddress smtp();

    /** Its processes; empty when nothing stands between sender and sink. */
    Optional<ProcessTree> processes();

    /** A content scanner beside it, whose cost counts too. */
    default Optional<ProcessTree> scanner() {
        return Optional.empty();
    }

    /** Begins to count allocated bytes, where it can be known. */
    default void markAllocation() throws IOException {}

    /** @return bytes allocated since the mark, or -1 when it cannot be known */
    default long allocatedSinceMark() throws IOException {
        return -1;
    }

    /** @return the longest stop of all its threads since the mark in milliseconds, or -1 when it cannot be known */
    default double longestPauseSinceMark() throws IOException {
        return -1;
    }

    @Override
    void close() throws IOException;

    /** No server at all: the sender talks to the sink. What is left is what sender, sink and loopback cost themselves. */
    static Target none(InetSocketAddress sink) {
        return new Target() {
            @Override
            public String name() {
                return SINK_ONLY;
            }

            @Override
            public InetSocketAddress smtp() {
                return sink;
            }

            @Override
            public Optional<ProcessTree> processes() {
                return Optional.empty();
            }

            @Override
            public void close() {
                // nothing was started
            }
        };
    }
}
