package nl.duwtje.loadtest.bench;

import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import nl.duwtje.gateway.isolation.ReaderPool;
import nl.duwtje.gateway.isolation.ReaderSettings;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.rules.personaldata.PersonalDataScanner;
import nl.duwtje.rules.text.Block;
import nl.duwtje.rules.text.Extracted;
import nl.duwtje.rules.text.ExtractLimits;
import nl.duwtje.rules.text.Extraction;
import nl.duwtje.rules.text.Extractor;
import nl.duwtje.rules.text.ReadBefore;

/** All types of the scanner on one MiB, beside {@code java.util.regex} looking for the shapes of three types; and files, read and scanned. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Scanning {

    private static final Pattern BSN = Pattern.compile("\\b\\d{9}\\b|\\b\\d{3}([ .-])\\d{3}\\1\\d{3}\\b");
    private static final Pattern IBAN = Pattern.compile("\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\\b");
    private static final Pattern CARD = Pattern.compile("\\b\\d{4}([ -]?)\\d{4}\\1\\d{4}\\1\\d{4}\\b");

    private final String prose = Texts.prose();
    private final String table = Texts.table();
    private final byte[] workbook = Texts.workbook();
    private final byte[] document = Texts.document();
    private final byte[] paper = Texts.paper();
    private ReaderPool readers;

    /** A new state for each trial. */
    public Scanning() {}

    @Benchmark
    public int proseAllTypes() {
        return PersonalDataScanner.scan(prose).size();
    }

    @Benchmark
    public int tableAllTypes() {
        return PersonalDataScanner.scan(table).size();
    }

    @Benchmark
    public int proseRegexThreeTypes() {
        return regex(prose);
    }

    @Benchmark
    public int tableRegexThreeTypes() {
        return regex(table);
    }

    @Benchmark
    public int xlsx50000Cells() {
        return file(workbook);
    }

    @Benchmark
    public int docxTenPages() {
        return file(document);
    }

    /** The hand-over to a child, its reading and the way back: what a mail waits for. */
    @Benchmark
    public int pdfTwentyPagesInAChild() {
        return file(new Extraction(ExtractLimits.defaults(), readers, ReadBefore.nothing()).extractor(System::nanoTime), paper);
    }

    /** Starts no child: the first PDF does. */
    @Setup
    public void open() {
        readers = new ReaderPool(ReaderSettings.defaults(), new Meters());
    }

    @TearDown
    public void close() {
        readers.close();
    }

    private static int regex(String text) {
        int found = 0;
        for (Pattern pattern : new Pattern[]{BSN, IBAN, CARD}) {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                found++;
            }
        }
        return found;
    }

    private static int file(byte[] bytes) {
        return file(new Extractor(ExtractLimits.defaults(), System::nanoTime), bytes);
    }

    private static int file(Extractor extractor, byte[] bytes) {
        Extracted extracted = extractor.extract(bytes, "", "");
        if (!extracted.inspected() || extracted.blocks().isEmpty()) {
            throw new IllegalStateException("not read: " + extracted.notInspected());
        }
        int found = 0;
        for (Block block : extracted.blocks()) {
            found += PersonalDataScanner.scan(block).size();
        }
        return found;
    }
}
