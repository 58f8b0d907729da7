package nl.duwtje.rules.personaldata;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import nl.duwtje.rules.fact.Strength;
import nl.duwtje.rules.mail.Spare;
import nl.duwtje.rules.text.Block;
import nl.duwtje.rules.text.BlockKind;
import nl.duwtje.rules.text.DelimitedText;
import nl.duwtje.rules.text.Prose;
import nl.duwtje.rules.text.Stretch;
import nl.duwtje.rules.text.Table;

/**
 * Finds personal data in text. Offsets in what it returns are UTF-16 units of the text it was given, in order, without overlap. Never throws;
 * takes time in proportion to the text. Safe for all threads: what it keeps is only room to work in.
 */
public final class PersonalDataScanner {

    /** More findings than this in one text are not listed; of the weak ones, half of this. */
    public static final int MOST = 20_000;

    /** Characters in an ordinary text. */
    private static final int ORDINARY = 32 * 1024;
    /** Characters; a longer text gets arrays of its own. */
    private static final int LARGE = 2 << 20;
    private static final PersonalDataScanner STANDARD = new PersonalDataScanner(OwnData.none());
    /** What people put below their mails: listed there, never counted. */
    private static final long CONTACT = Type.IBAN.bit() | Type.PHONE.bit() | Type.EMAIL.bit() | Type.POSTCODE_ADDRESS.bit() | Type.BIG.bit()
            | Type.AGB.bit() | Type.LICENCE_PLATE.bit();

    private static final Comparator<Finding> ORDER = Comparator.comparingInt(Finding::start)
            .thenComparing(Comparator.comparingInt(Finding::end).reversed());

    private final OwnData own;
    private final Labels labels;
    /** What serves ordinary texts again and again: its arrays would be a third of all that a message allocates. */
    private final Spare<Sweep> idle;
    /** What served the last large text, a workbook mostly: some megabytes, as long as there is memory to spare. */
    private final AtomicReference<SoftReference<Sweep>> large = new AtomicReference<>();

    /** @param own identifiers and exclusions of the organisation */
    public PersonalDataScanner(OwnData own) {
        this.own = own;
        this.labels = own.hasIdentifiers() ? Labels.with(own.words()) : Labels.all();
        this.idle = new Spare<>(() -> new Sweep(new char[ORDINARY], labels));
    }

    /** The built-in types alone. */
    public static PersonalDataScanner standard() {
        return STANDARD;
    }

    /** {@link #read} of plain text with the built-in types. */
    public static List<Finding> scan(CharSequence text) {
        return STANDARD.read(new Prose("", "", text)).findings();
    }

    /** {@link #read} of a block with the built-in types. */
    public static List<Finding> scan(Block block) {
        return STANDARD.read(block).findings();
    }

    /** A block: running text, of which the lines that form a table (tabs, semicolons, bars, commas) are judged as one; or a table. */
    public Scanned read(Block block) {
        Stretch text = Stretch.of(block.text());
        Sweep sweep = sweep(text.length());
        sweep.begin(text);
        Reading reading = new Reading(text, sweep);
        switch (block) {
            case Prose prose -> reading.text();
            case Table table -> reading.table(table, 0);
        }
        keep(sweep);
        return reading.scanned(block.kind());
    }

    private Sweep sweep(int length) {
        if (length <= ORDINARY) {
            return idle.take();
        }
        SoftReference<Sweep> last = large.getAndSet(null);
        Sweep kept = last == null ? null : last.get();
        return kept != null && kept.text.length >= length ? kept : new Sweep(new char[length], labels);
    }

    private void keep(Sweep sweep) {
        if (sweep.text.length > LARGE || sweep.isLarge()) {
            return;
        }
        if (sweep.text.length > ORDINARY) {
            large.set(new SoftReference<>(sweep));
        } else {
            idle.give(sweep);
        }
    }

    /** One block being read. */
    private final class Reading {
        private final Stretch whole;
        private final Sweep sweep;
        private final List<Finding> findings = new ArrayList<>();
        private final List<Scanned.PersonTable> tables = new ArrayList<>();

        Reading(Stretch whole, Sweep sweep) {
            this.whole = whole;
            this.sweep = sweep;
        }

        void text() {
            int at = 0;
            boolean goesOn = false;
            for (DelimitedText.Region region : sweep.tables.in(whole, sweep.text)) {
                prose(at, region.start(), goesOn);
                table(region.table(), at < region.start() ? caption(region.start()) : 0);
                at = region.end();
                goesOn = endsInBsns(at);
            }
            prose(at, whole.length(), goesOn);
        }

        /** Whether the last thing found is a BSN in the line that ends at {@code end}. */
        private boolean endsInBsns(int end) {
            Finding last = findings.isEmpty() ? null : findings.get(findings.size() - 1);
            return last != null && last.type().equals(Type.BSN.name()) && whole.indexOf('\n', last.end()) >= end;
        }

        /** What the line says that ends right above {@code to}: "De BSN's van de deelnemers:". */
        private long caption(int to) {
            int j = sweep.labelCount - 1;
            while (j >= 0 && (sweep.labelSays[j] & (Words.TYPES | Words.VETO | Words.ABSENT)) == 0) {
                j--;
            }
            boolean above = j >= 0 && sweep.labelNumber[j] < 0 && (sweep.labelSays[j] & Type.BSN.bit()) != 0;
            return above && new Between(sweep).isEndOfLine(sweep.labelEnd[j], to) ? Type.BSN.bit() : 0;
        }

        void table(Table table, long caption) {
            Persons persons = new Persons();
            new Columns(table, sweep, caption).judge(findings, persons, own);
            int count = persons.count();
            if (count > 0) {
                tables.add(new Scanned.PersonTable(table.start(0), count));
            }
        }

        private void prose(int from, int to, boolean goesOn) {
            if (from < to) {
                int first = findings.size();
                sweep.clear();
                sweep.run(from, to);
                if (sweep.count > 0) {
                    new ProseEvidence(sweep, goesOn ? from : -1).judge(findings);
                }
                new KeyedRows(sweep).judge(findings, first);
                new Health(sweep).judge(findings, first);
                own.find(sweep, from, to, findings);
            }
        }

        private boolean inOrder() {
            for (int i = 1; i < findings.size(); i++) {
                if (findings.get(i - 1).end() > findings.get(i).start()) {
                    return false;
                }
            }
            return true;
        }

        /** In order; where two overlap the longer one stays; what is the organisation's own goes. */
        Scanned scanned(BlockKind kind) {
            boolean foot = kind == BlockKind.SIGNATURE || kind == BlockKind.DISCLAIMER;
            if (inOrder()) {
                if (!foot && !own.excludes()) {
                    return new Scanned(findings, tables);
                }
            } else {
                findings.sort(ORDER);
            }
            List<Finding> kept = new ArrayList<>(findings.size());
            for (Finding next : findings) {
                if (own.excludes(next, whole)) {
                    continue;
                }
                Finding last = kept.isEmpty() ? null : kept.get(kept.size() - 1);
                if (last != null && last.end() > next.start()) {
                    if (next.end() - next.start() <= last.end() - last.start()) {
                        continue;
                    }
                    kept.remove(kept.size() - 1);
                }
                kept.add(foot && (Persons.bit(next) & CONTACT) != 0 ? next.uncounted() : next);
            }
            return new Scanned(kept, tables);
        }
    }

    /** Keeps the list bounded: weak findings never crowd out good ones. */
    static void add(List<Finding> findings, Finding finding) {
        if (findings.size() < (finding.strength() == Strength.LOW ? MOST / 2 : MOST)) {
            findings.add(finding);
        }
    }
}
