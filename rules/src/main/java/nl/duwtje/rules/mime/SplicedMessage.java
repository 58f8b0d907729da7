package nl.duwtje.rules.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.RawMessage;

/**
 * A message and the changes to it: every byte no splice names leaves as it came. Does not own the original: closing this closes nothing.
 */
public final class SplicedMessage implements RawMessage {

    private final RawMessage original;
    private final List<Splice> splices;
    private final long size;

    /** @param splices in any order; two at the same place keep their order; overlapping ones are refused */
    public SplicedMessage(RawMessage original, List<Splice> splices) {
        this.original = original;
        List<Splice> sorted = new ArrayList<>(splices);
        // an insert stands before what is replaced at its place, in whatever order they were named
        sorted.sort(Comparator.comparingLong(Splice::from).thenComparingLong(Splice::to));
        long end = 0;
        long total = original.size();
        for (Splice splice : sorted) {
            if (splice.from() < end || splice.to() > original.size()) {
                throw new IllegalArgumentException(
                        "splice " + splice.from() + ".." + splice.to() + " overlaps another or ends behind the message");
            }
            end = splice.to();
            total += splice.replacement().length - (splice.to() - splice.from());
        }
        this.splices = List.copyOf(sorted);
        this.size = total;
    }

    private SplicedMessage(RawMessage original, List<Splice> sorted, long size) {
        this.original = original;
        this.splices = sorted;
        this.size = size;
    }

    /** {@code original} with {@code head} in front of it: trace headers. */
    public static SplicedMessage prepend(byte[] head, RawMessage original) {
        return new SplicedMessage(original, List.of(Splice.insert(0, head)), original.size() + head.length);
    }

    @Override
    public long size() {
        return size;
    }

    /** Costs a copy of the whole message: not for the relay path, which uses {@link #writeTo}. */
    @Override
    public ByteBuffer bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) size);
        try {
            writeTo(out::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MemoryMessage(out.toByteArray()).bytes();
    }

    @Override
    public void writeTo(Sink sink) throws IOException {
        Cursor cursor = new Cursor(splices, sink);
        original.writeTo(cursor);
        cursor.finish();
    }

    @Override
    public void close() {
        // the original belongs to whoever made it
    }

    /** Walks the original once, leaving out and putting in. */
    private static final class Cursor implements Sink {
        private final List<Splice> splices;
        private final Sink sink;
        private int next;
        private long at;

        Cursor(List<Splice> splices, Sink sink) {
            this.splices = splices;
            this.sink = sink;
        }

        @Override
        public void write(byte[] block, int from, int length) throws IOException {
            int index = from;
            int end = from + length;
            while (index < end) {
                Splice splice = next < splices.size() ? splices.get(next) : null;
                if (splice != null && splice.from() <= at) {
                    // at the place of a splice: put in its bytes once, then skip what it replaces
                    if (splice.from() == at) {
                        put(splice);
                    }
                    long skip = Math.min(splice.to() - at, end - index);
                    at += skip;
                    index += (int) skip;
                    if (at >= splice.to()) {
                        next++;
                        written = false;
                    }
                } else {
                    long until = splice == null ? Long.MAX_VALUE : splice.from() - at;
                    int n = (int) Math.min(until, end - index);
                    sink.write(block, index, n);
                    at += n;
                    index += n;
                }
            }
        }

        private boolean written;

        private void put(Splice splice) throws IOException {
            if (!written && splice.replacement().length > 0) {
                sink.write(splice.replacement(), 0, splice.replacement().length);
            }
            written = true;
        }

        void finish() throws IOException {
            for (; next < splices.size(); next++) {
                put(splices.get(next));
                written = false;
            }
        }
    }
}
