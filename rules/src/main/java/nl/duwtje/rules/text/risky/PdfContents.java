package nl.duwtje.rules.text.risky;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import nl.duwtje.rules.text.NotInspected;
import nl.duwtje.rules.text.Sink;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.NonSeekableRandomAccessReadInputStream;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;

/**
 * The streams that draw pages, unpacked: what comes out counts against the limits, once for each stream, and the clock is looked at as long as they
 * are read. PDFBox would take a damaged stream for one that ends early; here it is a problem. Limits pass through PDFBox as
 * {@link UncheckedIOException}: it forgives others. Not safe for several threads.
 */
final class PdfContents {

    private static final byte[] BETWEEN = {'\n'};

    private final Sink sink;
    private final Set<COSStream> counted = Collections.newSetFromMap(new IdentityHashMap<>());

    PdfContents(Sink sink) {
        this.sink = sink;
    }

    PDPage page(PDPage page) {
        return new PDPage(page.getCOSObject()) {
            @Override
            public RandomAccessRead getContentsForStreamParsing() {
                return getContentsForRandomAccess();
            }

            @Override
            public RandomAccessRead getContentsForRandomAccess() {
                return ofPage(getCOSObject());
            }

            // with what was found before: fonts are read once for all pages
            @Override
            public PDResources getResources() {
                return page.getResources();
            }
        };
    }

    PDFormXObject form(PDFormXObject form) {
        return new PDFormXObject(form.getCOSObject()) {
            @Override
            public RandomAccessRead getContentsForRandomAccess() {
                return of(getCOSObject());
            }

            @Override
            public PDResources getResources() {
                return form.getResources();
            }
        };
    }

    PDTransparencyGroup group(PDTransparencyGroup group) {
        return new PDTransparencyGroup(group.getCOSObject(), null) {
            @Override
            public RandomAccessRead getContentsForRandomAccess() {
                return of(getCOSObject());
            }

            @Override
            public PDResources getResources() {
                return group.getResources();
            }
        };
    }

    /** @return null when there is none */
    PDAppearanceStream appearance(PDAppearanceStream appearance) {
        return appearance == null ? null : new PDAppearanceStream(appearance.getCOSObject()) {
            @Override
            public RandomAccessRead getContentsForRandomAccess() {
                return of(getCOSObject());
            }
        };
    }

    /** What a page is drawn by: a stream or several that follow one another (ISO 32000-2 section 7.8.2). */
    private RandomAccessRead ofPage(COSDictionary page) {
        COSBase contents = page.getDictionaryObject(COSName.CONTENTS);
        List<InputStream> streams = new ArrayList<>();
        if (contents instanceof COSStream stream) {
            streams.add(open(stream));
        } else if (contents instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.getObject(i) instanceof COSStream stream) {
                    streams.add(open(stream));
                    streams.add(new ByteArrayInputStream(BETWEEN));
                }
            }
        }
        return new NonSeekableRandomAccessReadInputStream(new SequenceInputStream(Collections.enumeration(streams)));
    }

    private RandomAccessRead of(COSStream stream) {
        return new NonSeekableRandomAccessReadInputStream(open(stream));
    }

    private InputStream open(COSStream stream) {
        boolean first = counted.add(stream);
        try {
            return new Counted(unpacked(stream), first);
        } catch (IOException broken) {
            sink.problem(NotInspected.CORRUPT);
            return InputStream.nullInputStream();
        }
    }

    /** Nearly all are packed once: those are unpacked as they are read, all others at once. */
    private InputStream unpacked(COSStream stream) throws IOException {
        COSBase filters = stream.getFilters();
        if (filters instanceof COSArray array && array.size() == 1) {
            filters = array.getObject(0);
        }
        boolean flate = COSName.FLATE_DECODE.equals(filters) || COSName.FLATE_DECODE_ABBREVIATION.equals(filters);
        if (!flate || stream.containsKey(COSName.DECODE_PARMS) || stream.containsKey(COSName.DP)) {
            return stream.createInputStream();
        }
        InputStream packed = stream.createRawInputStream();
        packed.skipNBytes(Math.min(2, packed.available()));
        // without zlib's head and checksum, as PDFBox does: they are often wrong where the content is right
        return new InflaterInputStream(packed, new Inflater(true), 8192);
    }

    private final class Counted extends FilterInputStream {
        private final boolean first;
        private boolean over;

        Counted(InputStream in, boolean first) {
            super(in);
            this.first = first;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (over) {
                return -1;
            }
            int n = next(into, from, length);
            over = n < 0;
            try {
                sink.checkTime();
                if (first && n > 0) {
                    sink.spendBytes(n);
                }
            } catch (NotInspected limit) {
                throw new UncheckedIOException(limit);
            }
            return n;
        }

        private int next(byte[] into, int from, int length) {
            try {
                return in.read(into, from, length);
            } catch (IOException damaged) {
                sink.problem(NotInspected.CORRUPT);
                return -1;
            }
        }
    }
}
