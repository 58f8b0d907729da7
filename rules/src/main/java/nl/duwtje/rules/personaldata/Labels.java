package nl.duwtje.rules.personaldata;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The words that say what the number beside them is, Dutch and English, as one dense automaton (Aho and Corasick): one table look-up a character,
 * whatever the number of words. Blanks, hyphens and underscores are alike and repeat freely.
 */
final class Labels {

    /** The number beside it is a BSN. */
    static final byte BSN = 1;
    /** It is something else: an order, a company, a telephone. */
    static final byte VETO = 2;
    /** An ordinary word that says "something else" only when the number follows at once: "factuur 123456782". */
    static final byte VETO_NEAR = 3;
    /** A person is being described. */
    static final byte PERSON = 4;
    /** "...nummer": something else, when it ends a compound: "lidnummer". */
    private static final byte COMPOUND = 5;
    /** "... number": something else, when a word stands before it. */
    private static final byte WORD_BEFORE = 6;

    private static final String[] BSN_WORDS = {"bsn", "bsns", "bsn nummer", "bsn nummers", "bsnnummer", "bsnnummers", "bsn nr", "bsnnr",
            "bsn number",
            "bsn no", "bsn code", "b.s.n.", "b.s.n", "burgerservicenummer", "burgerservicenummers", "burger service nummer",
            "burgerservice nummer",
            "burgerservicenr", "burgerservicenr.", "sofi", "sofinummer", "sofinummers", "sofi nummer", "sofinr", "sofi nr", "sofi number",
            "sociaal fiscaal nummer", "social fiscal number", "citizen service number", "citizen service numbers", "citizen service no",
            "citizens service number", "persoonsnummer", "persoonsnummers", "persoonsgebonden nummer", "persoonlijk nummer",
            "dutch social security number", "dutch personal number"};

    private static final String[] VETO_WORDS = {"rsin", "kvk", "k.v.k.", "kvk nummer", "kamer van koophandel", "chamber of commerce", "btw",
            "btw id",
            "vat", "eori", "vpb", "loonheffingen", "loonheffing", "ob nummer", "vestigingsnr", "meeting id", "vergader id",
            "vergaderings id",
            "conference id", "webinar id", "phone conference id", "telefonische vergadering id", "isbn", "ean", "gtin", "imei", "uzovi",
            "agb", "big",
            "duns", "naf", "lei", "betalingskenmerk", "kenmerk", "referentie", "reference", "our ref", "uw kenmerk", "ons kenmerk",
            "ordernr", "order id",
            "factuurnr", "invoice no", "order no", "klantnr", "debiteurnr", "debiteurennr", "relatienr", "artikelnr", "zaaknr", "dossiernr",
            "polisnr",
            "contractnr", "projectnr", "personeelsnr", "lidnr", "telnr", "rekeningnr", "serienr", "track trace", "track and trace",
            "trackingcode",
            "tracking", "barcode", "serial", "customer id", "case id", "ticket id", "user id", "klant id", "relatie id", "transactie id",
            "transaction id", "session id", "request id", "order ref", "bankrekening", "giro", "gironummer", "rijbewijs", "paspoort"};

    private static final String[] NEAR_WORDS = {"order", "orders", "bestelling", "factuur", "facturen", "invoice", "debiteur", "crediteur",
            "ticket",
            "zaak", "case", "dossier", "project", "artikel", "item", "product", "sku", "polis", "contract", "offerte", "quote", "pakbon",
            "zending",
            "shipment", "tel", "telefoon", "phone", "mobiel", "mobile", "gsm", "fax", "bedrag", "totaal", "total", "amount", "saldo",
            "omzet", "eur",
            "euro", "usd", "ref", "po", "pin", "code", "build", "commit", "revision", "id", "klant", "relatie", "customer", "account",
            "transactie",
            "transaction", "batch", "lot", "run", "job", "pid", "port", "bytes", "size", "timestamp", "epoch", "seq", "volgnummer",
            "begroting", "budget"};

    private static final String[] PERSON_WORDS = {"geboortedatum", "geb datum", "geb. datum", "geb.datum", "geboren", "geb.", "geboren op",
            "date of birth",
            "birth date", "birthdate", "dob", "born"};

    private static final String[] COMPOUND_WORDS = {"nummer", "nummers", "nr", "nrs"};
    private static final String[] WORD_BEFORE_WORDS = {"number", "numbers"};

    private static final Labels ALL = new Labels();

    private final short[] next;
    /** Per state the word that ends there, or -1; shorter words that end there too follow by {@link #shorter}. */
    private final short[] word;
    private final short[] shorter;
    private final List<String> words = new ArrayList<>();
    private final List<Byte> kinds = new ArrayList<>();
    private final byte[] kindOf;
    private final int[] lengthOf;

    private Labels() {
        add(BSN_WORDS, BSN);
        add(VETO_WORDS, VETO);
        add(NEAR_WORDS, VETO_NEAR);
        add(PERSON_WORDS, PERSON);
        add(COMPOUND_WORDS, COMPOUND);
        add(WORD_BEFORE_WORDS, WORD_BEFORE);
        int room = 1;
        for (String w : words) {
            room += w.length();
        }
        short[] trie = new short[room * Characters.COUNT];
        word = new short[room];
        shorter = new short[room];
        java.util.Arrays.fill(word, (short) -1);
        kindOf = new byte[words.size()];
        lengthOf = new int[words.size()];
        int states = 1;
        for (short w = 0; w < words.size(); w++) {
            kindOf[w] = kinds.get(w);
            lengthOf[w] = words.get(w).length();
            int state = 0;
            for (char c : words.get(w).toCharArray()) {
                int at = state * Characters.COUNT + Characters.of(c);
                if (trie[at] == 0) {
                    trie[at] = (short) states++;
                }
                state = trie[at];
            }
            word[state] = word[state] < 0 ? w : word[state];
        }
        next = trie;
        link();
    }

    static Labels all() {
        return ALL;
    }

    private void add(String[] list, byte kind) {
        for (String w : list) {
            words.add(w);
            kinds.add(kind);
        }
    }

    /** Breadth first: where to go on after the longest suffix that is still a prefix of a word. */
    private void link() {
        short[] fail = new short[word.length];
        Deque<Short> queue = new ArrayDeque<>();
        for (int c = 0; c < Characters.COUNT; c++) {
            if (next[c] != 0) {
                queue.add(next[c]);
            }
        }
        while (!queue.isEmpty()) {
            short state = queue.remove();
            short back = fail[state];
            shorter[state] = word[back] >= 0 ? back : shorter[back];
            for (int c = 0; c < Characters.COUNT; c++) {
                short to = next[state * Characters.COUNT + c];
                if (to == 0) {
                    next[state * Characters.COUNT + c] = next[back * Characters.COUNT + c];
                } else {
                    fail[to] = next[back * Characters.COUNT + c];
                    queue.add(to);
                }
            }
        }
    }

    int step(int state, byte type) {
        return next[state * Characters.COUNT + type];
    }

    /** Whether a word may end here: then {@link #kind} tells whether it stands free. */
    boolean ends(int state) {
        return word[state] >= 0 || shorter[state] != 0;
    }

    /**
     * The kind of the longest word that ends at {@code last} and stands free, with its start, as {@code start << 8 | kind}; -1 when none does.
     */
    long kind(int state, char[] text, int from, int last, int limit) {
        boolean open = last + 1 < limit && Characters.isLetter(text[last + 1])
                && !(text[last] >= 'a' && text[last] <= 'z' && isUpper(text[last + 1]));
        for (int s = word[state] >= 0 ? state : shorter[state]; s != 0; s = shorter[s]) {
            int w = word[s];
            int start = startOf(text, from, last, lengthOf[w]);
            byte kind = freeKind(kindOf[w], text, from, start, open, lengthOf[w]);
            if (kind != 0) {
                return (long) start << 8 | kind;
            }
        }
        return -1;
    }

    private static byte freeKind(byte kind, char[] text, int from, int start, boolean openBehind, int length) {
        boolean openBefore = start > from && Characters.isLetter(text[start - 1])
                && !(isUpper(text[start]) && text[start - 1] >= 'a' && text[start - 1] <= 'z');
        if (kind == BSN && length == 3) {
            // no Dutch or English word begins or ends with these letters: "clientbsn", "bsnpartner"
            return openBefore && openBehind ? 0 : kind;
        }
        if (openBehind) {
            return 0;
        }
        boolean joined = start > from && (Characters.isLetter(text[start - 1])
                || text[start - 1] == '-' && start - 1 > from && Characters.isLetter(text[start - 2]));
        if (kind == COMPOUND) {
            return joined ? VETO : 0;
        }
        if (kind == WORD_BEFORE) {
            return joined || start - 1 > from && Characters.isSpace(text[start - 1]) && Characters.isLetter(text[start - 2]) ? VETO : 0;
        }
        return openBefore ? 0 : kind;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    /** Walks back over as many characters as the word has, blanks that repeat counting once and zero-width ones not at all. */
    private static int startOf(char[] text, int from, int last, int length) {
        int i = last;
        int left = length - 1;
        while (left > 0 && i > from) {
            byte here = Characters.of(text[i]);
            i--;
            byte before = Characters.of(text[i]);
            if (before != Characters.NOTHING && !(before == Characters.BLANK && here == Characters.BLANK)) {
                left--;
            }
        }
        return i;
    }
}
