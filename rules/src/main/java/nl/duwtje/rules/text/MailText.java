package nl.duwtje.rules.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts the text of a mail into what was written, signatures, quoted mail and disclaimers, by the words and marks that mail programs and people put
 * there (Dutch, English, German, French). What is in doubt is what was written. Stateless.
 */
public final class MailText {

    private static final int MOST_BLOCKS = 200;
    private static final int SIGNATURE_LINES = 20;
    private static final int SIGNATURE_CHARS = 1_200;
    private static final int LONGEST_SIGNATURE_LINE = 120;
    private static final int LONGEST_CLOSING = 60;
    private static final int LONGEST_DISCLAIMER = 4_000;
    private static final int HEADER_LINES = 8;
    private static final int LONGEST_HEADER = 500;

    private static final String[] CLOSINGS = {"met vriendelijke groet", "vriendelijke groet", "hartelijke groet", "met hartelijke groet",
            "met groet", "groetjes", "groeten", "groet,", "mvg", "m.v.g", "hoogachtend", "met hoogachting", "kind regards", "best regards",
            "warm regards", "regards", "many thanks,", "sincerely", "yours sincerely", "yours faithfully", "yours truly",
            "mit freundlichen gr", "freundliche gr", "mfg", "cordialement", "bien cordialement", "verzonden vanaf mijn", "sent from my",
            "verstuurd vanaf mijn", "get outlook for", "outlook voor"};
    private static final String[] FORWARDS = {"-----oorspronkelijk", "-----original", "---------- forwarded", "---------- doorgestuurd",
            "-----doorgestuurd", "begin forwarded message", "begin doorgestuurd bericht", "-----urspr", "-----message d'origine"};
    private static final String[] FROM = {"van:", "from:", "von:", "de :", "de:", "*van:*", "*from:*"};
    private static final String[] SENT = {"verzonden:", "datum:", "sent:", "date:", "gesendet:", "envoy", "*verzonden:*", "*sent:*",
            "*datum:*", "*date:*"};
    private static final String[] TO = {"aan:", "to:", "an:", "à :", "à:", "*aan:*", "*to:*"};
    private static final String[] DISCLAIMERS = {"intended recipient", "uitsluitend bestemd", "niet voor u bestemd",
            "niet de geadresseerde",
            "dit e-mailbericht", "dit emailbericht", "dit bericht", "deze e-mail", "this e-mail", "this email", "this message",
            "any attachments", "eventuele bijlagen", "vertrouwelijk", "confidential", "aansprakelijk", "liable", "liability",
            "geen rechten",
            "rechten worden ontleend", "virus", "verwijderen", "te vernietigen", "delete it", "notify the sender", "de afzender",
            "denk aan het milieu", "before printing", "before you print", "disclaimer", "algemene voorwaarden"};
    private static final String[] SURELY = {"intended recipient", "niet voor u bestemd", "niet de geadresseerde", "uitsluitend bestemd",
            "before you print", "before printing", "denk aan het milieu", "rechten worden ontleend"};
    private static final int ENOUGH = 3;

    private final String text;
    private final boolean lineIsParagraph;
    private final List<Integer> starts = new ArrayList<>();
    private final BlockKind[] kinds;

    private MailText(String text, boolean lineIsParagraph) {
        this.text = text;
        this.lineIsParagraph = lineIsParagraph;
        starts.add(0);
        for (int i = text.indexOf('\n'); i >= 0 && i + 1 < text.length(); i = text.indexOf('\n', i + 1)) {
            starts.add(i + 1);
        }
        kinds = new BlockKind[starts.size()];
    }

    /** The blocks of plain text, in order and without a gap; each keeps its offset in the whole. */
    public static List<Prose> blocks(Prose whole) {
        return cut(whole, false);
    }

    /** @param lineIsParagraph for text out of HTML, which has no blank lines */
    static List<Prose> cut(Prose whole, boolean lineIsParagraph) {
        MailText mail = new MailText(whole.text().toString(), lineIsParagraph);
        mail.classify();
        return mail.pieces(whole);
    }

    /** The kind of the block that holds the character at {@code offset}. */
    static BlockKind kindAt(List<Prose> blocks, int offset) {
        BlockKind kind = BlockKind.TEXT;
        for (Prose block : blocks) {
            if (block.offset() <= offset) {
                kind = block.kind();
            }
        }
        return kind;
    }

    private List<Prose> pieces(Prose whole) {
        List<Prose> pieces = new ArrayList<>();
        int first = 0;
        for (int line = 1; line <= kinds.length; line++) {
            if (line == kinds.length || kinds[line] != kinds[first] && pieces.size() < MOST_BLOCKS) {
                int from = starts.get(first);
                int to = line == kinds.length ? text.length() : starts.get(line);
                pieces.add(new Prose(whole.place(), whole.unit(), text.substring(from, to),
                        pieces.size() < MOST_BLOCKS ? kinds[first] : BlockKind.TEXT, whole.offset() + from, whole.firstLine() + first));
                first = line;
            }
        }
        return pieces;
    }

    private String line(int line) {
        int to = line + 1 < starts.size() ? starts.get(line + 1) : text.length();
        int from = starts.get(line);
        return text.substring(from, Math.min(to, from + LONGEST_HEADER)).strip().toLowerCase(Locale.ROOT);
    }

    private int length(int line) {
        return (line + 1 < starts.size() ? starts.get(line + 1) : text.length()) - starts.get(line);
    }

    private void classify() {
        boolean earlier = false;
        int signed = 0;
        int signedChars = 0;
        for (int i = 0; i < kinds.length; i++) {
            String line = line(i);
            earlier |= isQuoteHead(i, line);
            BlockKind around = earlier || line.startsWith(">") ? BlockKind.QUOTED : BlockKind.TEXT;
            String bare = line.startsWith(">") ? line.replace(">", "").strip() : line;
            if (isClosing(bare, line)) {
                signed = SIGNATURE_LINES;
                signedChars = SIGNATURE_CHARS;
            } else if (signed > 0 && endsSignature(i, bare) || earlier && isQuoteHead(i, line)) {
                signed = 0;
            }
            signedChars -= length(i);
            boolean signature = signed > 0 && signedChars >= 0;
            signed -= bare.isEmpty() ? 0 : 1;
            kinds[i] = signature ? BlockKind.SIGNATURE : around;
        }
        disclaimers();
    }

    private boolean endsSignature(int i, String line) {
        return length(i) > LONGEST_SIGNATURE_LINE || line.startsWith("ps") || line.startsWith("p.s") || line.startsWith("bijlage")
                || line.startsWith("nb:") || line.length() > 20 && line.endsWith(":");
    }

    private static boolean isClosing(String bare, String line) {
        if (line.equals("--") || line.equals("-- ")) {
            return true;
        }
        return bare.length() <= LONGEST_CLOSING && startsWithAny(bare, CLOSINGS);
    }

    /** The lines that mail programs put above the mail that is answered or forwarded. */
    private boolean isQuoteHead(int i, String line) {
        if (startsWithAny(line, FORWARDS)) {
            return true;
        }
        if ((line.startsWith("op ") || line.startsWith("on ") || line.startsWith("am ") || line.startsWith("le "))
                && endsWithAny(
                        line + (i + 1 < kinds.length && length(i + 1) < LONGEST_HEADER && !line.endsWith(":") ? " " + line(i + 1) : ""),
                        "schreef:", "wrote:", "schrieb:", "crit :", "crit:", ">:")) {
            return true;
        }
        if (!startsWithAny(line, FROM)) {
            return false;
        }
        boolean sent = false;
        boolean to = false;
        for (int j = i; j < Math.min(kinds.length, i + HEADER_LINES); j++) {
            String near = line(j);
            sent |= startsWithAny(near, SENT);
            to |= startsWithAny(near, TO);
        }
        return sent && to;
    }

    private void disclaimers() {
        int from = 0;
        while (from < kinds.length) {
            int to = from + 1;
            int length = length(from);
            while (!lineIsParagraph && to < kinds.length && !line(to).isEmpty() && kinds[to] == kinds[from]
                    && length < LONGEST_DISCLAIMER) {
                length += length(to++);
            }
            int end = to < starts.size() ? starts.get(to) : text.length();
            if (length > 30 && length <= LONGEST_DISCLAIMER
                    && isDisclaimer(text.substring(starts.get(from), end).toLowerCase(Locale.ROOT))) {
                java.util.Arrays.fill(kinds, from, to, BlockKind.DISCLAIMER);
            }
            from = to;
        }
    }

    private static boolean isDisclaimer(String paragraph) {
        int hits = 0;
        for (String phrase : DISCLAIMERS) {
            hits += paragraph.contains(phrase) ? 1 : 0;
        }
        for (String phrase : SURELY) {
            hits += paragraph.contains(phrase) ? 2 : 0;
        }
        // a paragraph that names what we look for is no boilerplate, whatever else it says
        return hits >= ENOUGH && !paragraph.contains("bsn") && !paragraph.contains("burgerservicenummer");
    }

    private static boolean startsWithAny(String line, String... beginnings) {
        for (String beginning : beginnings) {
            if (line.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsWithAny(String line, String... ends) {
        for (String end : ends) {
            if (line.endsWith(end)) {
                return true;
            }
        }
        return false;
    }
}
