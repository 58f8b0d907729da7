package nl.duwtje.rules.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * What files said, by the SHA-256 of their content and how they were declared: a newsletter's attachment that goes out 500 times is read once.
 * Bounded in entries and in weight; forgets what was not asked for longest. Only in memory. Keeps no verdict that another moment could change
 * (too slow, too large, corrupt). Safe for all threads: a lock is for one sixteenth of the entries, and held for one look-up.
 */
public final class ReadBefore {

    /** Their reading costs less than a digest. */
    private static final Set<String> QUICK = Set.of("empty", "unknown", "image", "media", "program", "encrypted", "text", "calendar",
            "vcard",
            "message");
    private static final Set<String> LASTING = Set.of("", NotInspected.ENCRYPTED, NotInspected.UNSUPPORTED, NotInspected.IMAGE);
    private static final int SHELVES = 16;

    private record Digest(byte[] sha256) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Digest digest && Arrays.equals(sha256, digest.sha256);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(sha256);
        }
    }

    private final Shelf[] shelves = new Shelf[SHELVES];
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final long weightOfShelf;

    /** @param maxBytes of memory, about */
    public ReadBefore(int maxEntries, long maxBytes) {
        this.weightOfShelf = maxBytes / SHELVES;
        for (int i = 0; i < SHELVES; i++) {
            shelves[i] = new Shelf(maxEntries / SHELVES, weightOfShelf);
        }
    }

    /** 4,000 files, 64 MB. */
    public static ReadBefore ofNormalSize() {
        return new ReadBefore(4000, 64L << 20);
    }

    /** Remembers nothing. */
    public static ReadBefore nothing() {
        return new ReadBefore(0, 0);
    }

    /** Files that did not have to be read again. */
    public long hits() {
        return hits.sum();
    }

    /** Files that were read. */
    public long misses() {
        return misses.sum();
    }

    /** Reads one file. */
    @FunctionalInterface
    interface Reading {
        Extracted read();
    }

    /** What was read before, else what is read now. */
    Extracted find(String kind, byte[] bytes, String declaredType, String charset, Reading reading) {
        if (weightOfShelf == 0 || QUICK.contains(kind)) {
            return reading.read();
        }
        Digest digest = digest(bytes, kind + "\n" + declaredType + "\n" + charset);
        Shelf shelf = shelves[digest.sha256[0] & SHELVES - 1];
        Extracted known = shelf.get(digest);
        if (known != null) {
            hits.increment();
            return known;
        }
        misses.increment();
        Extracted read = reading.read();
        if (LASTING.contains(read.notInspected())) {
            shelf.put(digest, read);
        }
        return read;
    }

    private static Digest digest(byte[] bytes, String declared) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(declared.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            return new Digest(sha256.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static final class Shelf {
        private final Map<Digest, Extracted> entries = new LinkedHashMap<>(16, 0.75f, true);
        private final int maxEntries;
        private final long maxWeight;
        private long weight;

        Shelf(int maxEntries, long maxWeight) {
            this.maxEntries = maxEntries;
            this.maxWeight = maxWeight;
        }

        synchronized Extracted get(Digest digest) {
            return entries.get(digest);
        }

        synchronized void put(Digest digest, Extracted read) {
            long its = weight(read);
            if (its > maxWeight / 2 || entries.containsKey(digest)) {
                return;
            }
            entries.put(digest, read);
            weight += its;
            var oldest = entries.entrySet().iterator();
            while (weight > maxWeight || entries.size() > maxEntries) {
                weight -= weight(oldest.next().getValue());
                oldest.remove();
            }
        }
    }

    /** Bytes, about: two for a character, sixteen for a cell. */
    private static long weight(Extracted read) {
        long weight = 500;
        for (Block block : read.blocks()) {
            weight += 200 + 2L * block.text().length() + 2L * block.place().length()
                    + (block instanceof Table table ? 16L * table.size() : 0);
        }
        return weight;
    }
}
