package nl.duwtje.rules.text;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** The files in a zip, a tar or a gz, each read as what it is, one level deeper. One that cannot be read does not keep the others from being read. */
final class Archive {

    private static final long RATIO_FROM = 10 << 20;
    private static final int MOST_NAMES = 100_000;

    private final Extractor extractor;
    private final Blocks blocks;
    private final int depth;
    private final StringBuilder names = new StringBuilder();

    Archive(Extractor extractor, Blocks blocks, int depth) {
        this.extractor = extractor;
        this.blocks = blocks;
        this.depth = depth;
    }

    void zip(Zip zip) throws IOException {
        try {
            for (Zip.Entry entry : zip.entries()) {
                name(entry.name());
                if (!entry.isFolder()) {
                    entry(zip, entry);
                }
            }
        } finally {
            blocks.problem(zip.problem());
            names();
        }
    }

    private void entry(Zip zip, Zip.Entry entry) throws IOException {
        byte[] bytes;
        try {
            bytes = zip.read(entry);
        } catch (IOException broken) {
            blocks.goOn(broken);
            return;
        }
        file(bytes, entry.name());
    }

    /** RFC 1952. */
    void gz(byte[] bytes) throws IOException {
        blocks.budget().checkDepth(depth);
        blocks.budget().spendEntry();
        byte[] inner;
        try (InputStream in = new Counted(new GZIPInputStream(new ByteArrayInputStream(bytes)), bytes.length)) {
            inner = in.readAllBytes();
        }
        blocks.addAll(extractor.extract(inner, "", "", depth + 1), "");
    }

    void tar(byte[] bytes) throws IOException {
        blocks.budget().checkDepth(depth);
        Tar tar = new Tar(bytes);
        try {
            while (tar.next()) {
                blocks.budget().spendEntry();
                name(tar.name());
                if (tar.isFile()) {
                    blocks.budget().spendBytes(tar.size());
                    file(tar.content(), tar.name());
                }
            }
        } finally {
            names();
        }
    }

    private void file(byte[] bytes, String name) {
        blocks.addAll(extractor.extract(bytes, "", "", depth + 1), Zip.shown(name.substring(name.lastIndexOf('/') + 1)));
    }

    private void name(String name) {
        if (names.length() < MOST_NAMES) {
            names.append(Zip.shown(name)).append('\n');
        }
    }

    private void names() throws NotInspected {
        blocks.add(new Prose("file names", "", names));
    }

    /** Counts what comes out, and holds it against what went in. */
    private final class Counted extends FilterInputStream {
        private final long packed;
        private long out;

        Counted(InputStream in, long packed) {
            super(in);
            this.packed = packed;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int n = super.read(into, from, length);
            if (n > 0) {
                out += n;
                blocks.budget().spendBytes(n);
                blocks.budget().checkTime();
                if (out > RATIO_FROM && out > packed * blocks.budget().maxRatio()) {
                    throw new NotInspected(NotInspected.TOO_LARGE);
                }
            }
            return n;
        }
    }
}
