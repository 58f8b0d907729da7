package nl.duwtje.rules.text;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A zip in memory, read by its central directory as office programs do, not by the local headers that a stream reader would trust
 * (APPNOTE 4.3). Where the two could tell different stories (an entry that only one of them knows, sizes or names that differ, bytes between the
 * entries that look like one) it says so in {@link #problem}; entries that lie over one another are not read at all. Never writes a file, so names
 * cannot lead anywhere.
 */
final class Zip {

    /** One entry of the central directory. */
    record Entry(String name, boolean encrypted, int method, long packed, long unpacked, int crc, long header) {
        boolean isFolder() {
            return name.endsWith("/");
        }
    }

    private static final int END = 0x06054b50;
    private static final int END_64_LOCATOR = 0x07064b50;
    private static final int END_64 = 0x06064b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int END_SIZE = 22;
    /** General purpose bits (APPNOTE 4.4.4): encrypted, strongly encrypted, headers masked. */
    private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;
    /** Sizes stand behind the data. */
    private static final int DESCRIPTOR = 1 << 3;
    /** Compression method of WinZip's AES. */
    private static final int AES = 99;
    private static final int CENTRAL_SIZE = 46;
    private static final int LOCAL_SIZE = 30;
    private static final int LONGEST_NAME = 300;
    private static final long RATIO_FROM = 10 << 20;

    private final ByteBuffer data;
    private final byte[] bytes;
    private final Budget budget;
    private final List<Entry> entries = new ArrayList<>();
    private String problem = "";
    private long base;

    Zip(byte[] bytes, Budget budget) throws NotInspected {
        this.bytes = bytes;
        this.data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.budget = budget;
        try {
            read();
        } catch (IndexOutOfBoundsException | IllegalArgumentException cutOff) {
            throw new NotInspected(NotInspected.CORRUPT);
        }
    }

    /** Whether a zip ends where the bytes end: programs look for it from there (APPNOTE 4.3.16), whatever stands before it. */
    static boolean isBehind(byte[] bytes) {
        ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = bytes.length - END_SIZE; at >= 0 && at >= bytes.length - END_SIZE - 0xffff; at--) {
            if (bytes[at] == 'P' && data.getInt(at) == END && (data.getShort(at + 20) & 0xffff) == bytes.length - at - END_SIZE
                    && data.getShort(at + 10) != 0) {
                return true;
            }
        }
        return false;
    }

    List<Entry> entries() {
        return entries;
    }

    /** "corrupt" when another program could see other content than we read, also as found while reading; empty when not. */
    String problem() {
        return problem;
    }

    private void differs() {
        problem = NotInspected.CORRUPT;
    }

    private void read() throws NotInspected {
        int end = findEnd();
        long size = data.getInt(end + 12) & 0xffffffffL;
        long offset = data.getInt(end + 16) & 0xffffffffL;
        long behind = end;
        if (end >= 20 && data.getInt(end - 20) == END_64_LOCATOR) {
            int end64 = Math.toIntExact(data.getLong(end - 20 + 8));
            if (data.getInt(end64) == END_64) {
                size = data.getLong(end64 + 40);
                offset = data.getLong(end64 + 48);
                behind = end64;
            }
        }
        // what stands before the archive (a program that unpacks itself) shifts all offsets
        base = behind - size - offset;
        long at = behind - size;
        while (at >= 0 && at + CENTRAL_SIZE <= behind && data.getInt((int) at) == CENTRAL) {
            budget.spendEntry();
            at = entry((int) at);
        }
        if (at != behind) {
            throw new NotInspected(NotInspected.CORRUPT);
        }
        layout(behind - size);
    }

    /** Entries in the order of their bytes: none over another, and nothing between them that a reader of local headers would take for one. */
    private void layout(long directory) throws NotInspected {
        List<Entry> inOrder = new ArrayList<>(entries);
        inOrder.sort(Comparator.comparingLong(Entry::header));
        long at = 0;
        for (Entry entry : inOrder) {
            long header = base + entry.header();
            if (header < at) {
                throw new NotInspected(NotInspected.CORRUPT);
            }
            gap(at, header);
            at = dataStart(entry) + entry.packed();
            if (at > directory) {
                throw new NotInspected(NotInspected.CORRUPT);
            }
        }
        gap(at, directory);
    }

    private void gap(long from, long to) {
        for (long i = from; i + 4 <= to; i++) {
            if (bytes[(int) i] == 'P' && data.getInt((int) i) == LOCAL) {
                differs();
                return;
            }
        }
    }

    private int findEnd() throws NotInspected {
        int last = bytes.length - END_SIZE;
        for (int at = last; at >= 0 && at >= last - 0xffff; at--) {
            if (data.getInt(at) == END) {
                if (at + END_SIZE + (data.getShort(at + 20) & 0xffff) != bytes.length || data.getShort(at + 4) > 0) {
                    // something behind the comment, a directory within it, or the last of several disks
                    differs();
                }
                return at;
            }
        }
        throw new NotInspected(NotInspected.CORRUPT);
    }

    private long entry(int at) {
        int flags = data.getShort(at + 8);
        int method = data.getShort(at + 10) & 0xffff;
        long packed = data.getInt(at + 20) & 0xffffffffL;
        long unpacked = data.getInt(at + 24) & 0xffffffffL;
        int nameLength = data.getShort(at + 28) & 0xffff;
        int extraLength = data.getShort(at + 30) & 0xffff;
        int commentLength = data.getShort(at + 32) & 0xffff;
        long header = data.getInt(at + 42) & 0xffffffffL;
        int extra = at + CENTRAL_SIZE + nameLength;
        for (int i = extra; i + 4 <= extra + extraLength; i += 4 + (data.getShort(i + 2) & 0xffff)) {
            if (data.getShort(i) == 1) {
                int field = i + 4;
                if (unpacked == 0xffffffffL) {
                    unpacked = data.getLong(field);
                    field += 8;
                }
                if (packed == 0xffffffffL) {
                    packed = data.getLong(field);
                    field += 8;
                }
                header = header == 0xffffffffL ? data.getLong(field) : header;
            }
        }
        byte[] raw = new byte[Math.min(nameLength, LONGEST_NAME)];
        data.get(at + CENTRAL_SIZE, raw);
        entries.add(
                new Entry(name(raw), (flags & ENCRYPTED) != 0 || method == AES, method, packed, unpacked, data.getInt(at + 16), header));
        return (long) extra + extraLength + commentLength;
    }

    /** The entry's content, unpacked as it is read and counted against the budget. */
    InputStream open(Entry entry) throws IOException {
        if (entry.encrypted()) {
            throw new NotInspected(NotInspected.ENCRYPTED);
        }
        long start = dataStart(entry);
        local(entry, (int) (base + entry.header()));
        InputStream raw = new ByteArrayInputStream(bytes, (int) start, (int) entry.packed());
        return new Counted(switch (entry.method()) {
            case 0 -> raw;
            case 8 -> new Unpacked(raw);
            default -> throw new NotInspected(NotInspected.UNSUPPORTED);
        }, entry);
    }

    private long dataStart(Entry entry) throws NotInspected {
        long header = base + entry.header();
        if (header < 0 || header + LOCAL_SIZE > bytes.length || data.getInt((int) header) != LOCAL) {
            throw new NotInspected(NotInspected.CORRUPT);
        }
        int at = (int) header;
        long start = header + LOCAL_SIZE + (data.getShort(at + 26) & 0xffff) + (data.getShort(at + 28) & 0xffff);
        if (entry.packed() < 0 || entry.packed() > bytes.length - start) {
            throw new NotInspected(NotInspected.CORRUPT);
        }
        return start;
    }

    /** Whether a reader that goes by the local header sees the same entry. */
    private void local(Entry entry, int at) {
        int flags = data.getShort(at + 6);
        int length = Math.min(data.getShort(at + 26) & 0xffff, LONGEST_NAME);
        byte[] raw = new byte[length];
        data.get(at + LOCAL_SIZE, raw);
        boolean same = name(raw).equals(entry.name()) && (data.getShort(at + 8) & 0xffff) == entry.method()
                && (flags & ENCRYPTED) == 0;
        if ((flags & DESCRIPTOR) == 0) {
            long packed = data.getInt(at + 18) & 0xffffffffL;
            same &= packed == entry.packed() || packed == 0xffffffffL;
        }
        if (!same) {
            differs();
        }
    }

    private static String name(byte[] raw) {
        return PlainText.decode(raw, "").replace('\\', '/');
    }

    byte[] read(Entry entry) throws IOException {
        try (InputStream in = open(entry)) {
            return in.readAllBytes();
        }
    }

    /** Frees the inflater's native memory when closed. */
    private static final class Unpacked extends InflaterInputStream {
        private final InputStream raw;

        Unpacked(InputStream raw) {
            super(raw, new Inflater(true), 8192);
            this.raw = raw;
        }

        /** Packed bytes that nobody asked for. */
        long left() {
            try {
                return inf.getRemaining() + raw.available();
            } catch (IOException closed) {
                return 0;
            }
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }

    private final class Counted extends FilterInputStream {
        private final Entry entry;
        private final CRC32 crc = new CRC32();
        private long out;

        Counted(InputStream in, Entry entry) {
            super(in);
            this.entry = entry;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int n = super.read(into, from, length);
            if (n < 0) {
                end();
            } else if (n > 0) {
                crc.update(into, from, n);
                out += n;
                budget.spendBytes(n);
                budget.checkTime();
                if (out > RATIO_FROM && out > entry.packed() * budget.maxRatio()) {
                    throw new NotInspected(NotInspected.TOO_LARGE);
                }
            }
            return n;
        }

        /** What came out must be what was promised, and nothing may be left over behind it. */
        private void end() {
            long left = in instanceof Unpacked unpacked ? unpacked.left() : 0;
            if (out != entry.unpacked() || (int) crc.getValue() != entry.crc() || left > 0) {
                differs();
            }
        }
    }

    /** A name fit to be shown in a place. */
    static String shown(String name) {
        StringBuilder out = new StringBuilder();
        name.codePoints().filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT).limit(100)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
