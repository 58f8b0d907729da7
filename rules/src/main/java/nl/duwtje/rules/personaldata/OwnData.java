package nl.duwtje.rules.personaldata;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import nl.duwtje.rules.fact.Strength;
import nl.duwtje.rules.text.Stretch;

/**
 * What an organisation adds and takes away: identifiers of its own, and values (its accounts, telephone numbers, test numbers) and mail domains that
 * are nobody's personal data. Immutable, safe for all threads.
 */
public final class OwnData {

    /** So many identifiers of its own can an organisation have. */
    public static final int MOST = Words.MOST_OWN;
    private static final OwnData NONE = new OwnData(List.of(), List.of(), List.of());

    private final List<OwnIdentifier> identifiers;
    private final List<Shape> shapes;
    private final List<String> excluded;
    private final List<String> domains;
    private final Set<Long> values = new HashSet<>();

    /**
     * @param identifiers at most {@link #MOST}
     * @param excluded    values as people write them: "NL91 ABNA 0417 1643 00", "020-1234567"
     * @param domains     of mail addresses that do not count: "example.org", or ".example.org" for every name below it
     */
    public OwnData(List<OwnIdentifier> identifiers, List<String> excluded, List<String> domains) {
        if (identifiers.size() > MOST) {
            throw new IllegalArgumentException("more than " + MOST);
        }
        this.identifiers = List.copyOf(identifiers);
        this.shapes = identifiers.stream().map(OwnIdentifier::shape).toList();
        this.excluded = excluded.stream().map(value -> folded(value, 0, value.length())).toList();
        this.domains = domains.stream().map(d -> d.toLowerCase(Locale.ROOT)).toList();
        excluded.forEach(this::exclude);
    }

    /** However a value is written it is the same: as the scanner counts it. */
    private void exclude(String value) {
        Sweep sweep = new Sweep(value.toCharArray(), Labels.all());
        sweep.run(0, value.length());
        for (int i = 0; i < sweep.count; i++) {
            if (folded(value, sweep.start[i], sweep.end[i]).equals(folded(value, 0, value.length()))) {
                values.add(sweep.value[i]);
            }
        }
    }

    public static OwnData none() {
        return NONE;
    }

    /** Whether a name is taken by a type that is built in. */
    public static boolean isBuiltIn(String name) {
        return name.equals("PERSONS") || java.util.Arrays.stream(Type.values()).anyMatch(t -> t.name().equals(name));
    }

    /** The same, with more mail domains that do not count. */
    public OwnData withDomains(List<String> more) {
        OwnData with = new OwnData(identifiers, excluded, Stream.concat(domains.stream(), more.stream()).toList());
        with.values.addAll(values);
        return with;
    }

    boolean hasIdentifiers() {
        return !identifiers.isEmpty();
    }

    /** Whether there is anything that is never told. */
    boolean excludes() {
        return !values.isEmpty() || !domains.isEmpty() || !excluded.isEmpty();
    }

    /** The words beside the own identifiers, each with the bit of its identifier. */
    List<Words.Word> words() {
        List<Words.Word> words = new ArrayList<>();
        for (int n = 0; n < identifiers.size(); n++) {
            for (String label : identifiers.get(n).labels()) {
                words.add(new Words.Word(label, bit(n)));
            }
        }
        return words;
    }

    boolean excludes(Finding finding, Stretch text) {
        if (!values.isEmpty() && values.contains(finding.value())) {
            return true;
        }
        if (!domains.isEmpty() && finding.type().equals(Type.EMAIL.name())) {
            int domain = finding.end();
            while (domain > finding.start() && text.charAt(domain - 1) != '@') {
                domain--;
            }
            return isOwn(text, domain, finding.end());
        }
        return !excluded.isEmpty() && excluded.contains(folded(text, finding.start(), finding.end()));
    }

    private boolean isOwn(Stretch text, int from, int to) {
        for (String domain : domains) {
            int length = domain.length();
            boolean fits = domain.startsWith(".") ? to - from >= length : to - from == length;
            if (fits && text.standsAt(to - length, domain)) {
                return true;
            }
        }
        return false;
    }

    /** Own identifiers in running text. */
    void find(Sweep sweep, int from, int to, List<Finding> findings) {
        for (int n = 0; n < shapes.size(); n++) {
            int label = 0;
            for (int start = wordStart(sweep.text, from, from, to); start < to; start = wordStart(sweep.text, start + 1, from, to)) {
                int end = shapes.get(n).match(sweep.text, start, to);
                if (end > 0 && isFree(sweep.text, end, to)) {
                    while (label < sweep.labelCount && sweep.labelEnd[label] <= start) {
                        label++;
                    }
                    boolean labelled = false;
                    for (int j = label - 1; j >= 0 && start - sweep.labelEnd[j] <= ProseEvidence.NEAR && !labelled; j--) {
                        labelled = (sweep.labelSays[j] & bit(n)) != 0;
                    }
                    add(n, sweep, start, end, labelled, findings);
                }
            }
        }
    }

    /** Own identifiers in a cell, of which {@code says} is what cell and column say. */
    void find(Sweep sweep, int from, int to, long says, List<Finding> findings) {
        for (int n = 0; n < shapes.size(); n++) {
            for (int start = wordStart(sweep.text, from, from, to); start < to; start = wordStart(sweep.text, start + 1, from, to)) {
                int end = shapes.get(n).match(sweep.text, start, to);
                if (end > 0 && isFree(sweep.text, end, to)) {
                    add(n, sweep, start, end, (says & bit(n)) != 0, findings);
                }
            }
        }
    }

    private void add(int n, Sweep sweep, int start, int end, boolean labelled, List<Finding> findings) {
        OwnIdentifier identifier = identifiers.get(n);
        String value = folded(new String(sweep.text, start, end - start), 0, end - start);
        if ((labelled || identifier.labels().isEmpty()) && identifier.checksum().passes(value)) {
            PersonalDataScanner.add(findings, new Finding(identifier.name(), start, end, labelled ? Strength.HIGH : Strength.MEDIUM,
                    value.hashCode() * 31L + n, true));
        }
    }

    private static int wordStart(char[] text, int at, int from, int to) {
        int i = at;
        while (i < to && !(Characters.isWord(text[i]) && (i == from || !Characters.isWord(text[i - 1])))) {
            i++;
        }
        return i;
    }

    private static boolean isFree(char[] text, int end, int to) {
        return end >= to || !Characters.isWord(text[end]);
    }

    private static long bit(int n) {
        return 1L << Words.FIRST_OWN + n;
    }

    private static String folded(CharSequence text, int from, int to) {
        StringBuilder folded = new StringBuilder();
        for (int i = from; i < to; i++) {
            char c = Characters.folded(text.charAt(i));
            if (c != 0) {
                folded.append(c);
            }
        }
        return folded.toString();
    }
}
