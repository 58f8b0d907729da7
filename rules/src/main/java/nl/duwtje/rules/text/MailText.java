package nl.duwtje.rules.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import nl.duwtje.rules.mail.Spare;

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

    private static final Beginnings CLOSINGS = new Beginnings("met vriendelijke groet", "vriendelijke groet", "hartelijke groet",
            "met hartelijke groet",
            "met groet", "groetjes", "groeten", "groet,", "mvg", "m.v.g", "hoogachtend", "met hoogachting", "kind regards", "best regards",
            "warm regards", "regards", "many thanks,", "sincerely", "yours sincerely", "yours faithfully", "yours truly",
            "mit freundlichen gr", "freundliche gr", "mfg", "cordialement", "bien cordialement", "verzonden vanaf mijn", "sent from my",
            "verstuurd vanaf mijn", "get outlook for", "outlook voor");
    private static final Beginnings FORWARDS = new Beginnings("-----oorspronkelijk", "-----original", "---------- forwarded",
            "---------- doorgestuurd",
            "-----doorgestuurd", "begin forwarded message", "begin doorgestuurd bericht", "-----urspr", "-----message d'origine");
    private static final Beginnings FROM = new Beginnings("van:", "from:", "von:", "de :", "de:", "*van:*", "*from:*");
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
    /** Words of a signature's own that end it: what stands below them was written. */
    private static final Beginnings BELOW = new Beginnings("ps", "p.s", "bijlage", "nb:");
    private static final Beginnings DATED = new Beginnings("op ", "on ", "am ", "le ");
    private static final String[] NAMED = {"bsn", "burgerservicenummer"};
    private static final int ENOUGH = 3;
    private static final Phrases PHRASES = new Phrases(
            Stream.of(DISCLAIMERS, SURELY, NAMED).flatMap(Stream::of).distinct().toList());
    private static final long ONE = PHRASES.bits(DISCLAIMERS);
    private static final long TWO = PHRASES.bits(SURELY);
    private static final long NO_BOILERPLATE = PHRASES.bits(NAMED);
    /** Per line: where it begins, and where its text does and ends, blanks left out. */
    private static final int WIDTH = 3;

    private final String text;
    /** Its characters, at the start of an array that may be longer; so are the lines and their kinds. */
    private final char[] units;
    private final boolean lineIsParagraph;
    private final int[] lines;
    private final BlockKind[] kinds;
    private final int count;

    private MailText(String text, boolean lineIsParagraph, Room room) {
        this.text = text;
        this.units = room.units;
        this.lineIsParagraph = lineIsParagraph;
        text.getChars(0, text.length(), units, 0);
        int found = 1;
        for (int i = text.indexOf('\n'); i >= 0 && i + 1 < text.length(); i = text.indexOf('\n', i + 1)) {
            found++;
        }
        count = found;
        room.ofLines(count);
        lines = room.lines;
        kinds = room.kinds;
        int start = 0;
        for (int line = 0; line < count; line++) {
            int next = line + 1 < count ? text.indexOf('\n', start) + 1 : text.length();
            int from = start;
            int to = Math.min(next, start + LONGEST_HEADER);
            while (from < to && isWhitespace(units[from])) {
                from++;
            }
            while (to > from && isWhitespace(units[to - 1])) {
                to--;
            }
            lines[line * WIDTH] = start;
            lines[line * WIDTH + 1] = from;
            lines[line * WIDTH + 2] = to;
            start = next;
        }
    }

    /** Room to work in, which serves one text after the other. */
    private static final class Room {
        private static final int ORDINARY = 32 * 1024;
        private static final int ORDINARY_LINES = 1024;
        private static final Spare<Room> IDLE = new Spare<>(() -> new Room(ORDINARY));

        private final char[] units;
        private int[] lines = new int[ORDINARY_LINES * WIDTH];
        private BlockKind[] kinds = new BlockKind[ORDINARY_LINES];

        private Room(int length) {
            units = new char[length];
        }

        static Room forText(int length) {
            return length > ORDINARY ? new Room(length) : IDLE.take();
        }

        void ofLines(int count) {
            if (count > kinds.length) {
                lines = new int[count * WIDTH];
                kinds = new BlockKind[count];
            }
        }

        void free() {
            if (units.length == ORDINARY) {
                IDLE.give(this);
            }
        }
    }

    /** The blocks of plain text, in order and without a gap; each keeps its offset in the whole. */
    public static List<Prose> blocks(Prose whole) {
        return cut(whole, false);
    }

    /** @param lineIsParagraph for text out of HTML, which has no blank lines */
    static List<Prose> cut(Prose whole, boolean lineIsParagraph) {
        String text = whole.text().toString();
        Room room = Room.forText(text.length());
        MailText mail = new MailText(text, lineIsParagraph, room);
        mail.classify();
        List<Prose> pieces = mail.pieces(whole);
        room.free();
        return pieces;
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
        for (int line = 1; line <= count; line++) {
            if (line == count || kinds[line] != kinds[first] && pieces.size() < MOST_BLOCKS) {
                int from = start(first);
                int to = start(line);
                pieces.add(new Prose(whole.place(), whole.unit(), first == 0 && line == count ? text : new Stretch(text, from, to),
                        pieces.size() < MOST_BLOCKS ? kinds[first] : BlockKind.TEXT, whole.offset() + from, whole.firstLine() + first));
                first = line;
            }
        }
        return pieces;
    }

    /** Where a line begins; of the line behind the last one the end of the text. */
    private int start(int line) {
        return line < count ? lines[line * WIDTH] : text.length();
    }

    private int from(int line) {
        return lines[line * WIDTH + 1];
    }

    private int to(int line) {
        return lines[line * WIDTH + 2];
    }

    private boolean isBlank(int line) {
        return from(line) == to(line);
    }

    /** A copy, only for the few lines that look like more. */
    private String line(int line) {
        return text.substring(from(line), to(line)).toLowerCase(Locale.ROOT);
    }

    private int length(int line) {
        return start(line + 1) - start(line);
    }

    private void classify() {
        boolean earlier = false;
        int signed = 0;
        int signedChars = 0;
        for (int i = 0; i < count; i++) {
            boolean head = isQuoteHead(i);
            earlier |= head;
            boolean marked = !isBlank(i) && units[from(i)] == '>';
            char[] within = units;
            int from = marked ? behindMarks(i) : from(i);
            int to = marked ? beforeMarks(i, from) : to(i);
            if (marked && text.indexOf('>', from, to) >= 0) {
                within = unmarked(i).toCharArray();
                from = 0;
                to = within.length;
            }
            if (isClosing(i, within, from, to)) {
                signed = SIGNATURE_LINES;
                signedChars = SIGNATURE_CHARS;
            } else if (signed > 0 && endsSignature(i, within, from, to) || head) {
                signed = 0;
            }
            signedChars -= length(i);
            boolean signature = signed > 0 && signedChars >= 0;
            signed -= from == to ? 0 : 1;
            kinds[i] = signature ? BlockKind.SIGNATURE : earlier || marked ? BlockKind.QUOTED : BlockKind.TEXT;
        }
        disclaimers();
    }

    private int behindMarks(int line) {
        int i = from(line);
        while (i < to(line) && isMark(units[i])) {
            i++;
        }
        return i;
    }

    private int beforeMarks(int line, int from) {
        int i = to(line);
        while (i > from && isMark(units[i - 1])) {
            i--;
        }
        return i;
    }

    private static boolean isMark(char c) {
        return c == '>' || isWhitespace(c);
    }

    private static boolean isWhitespace(char c) {
        return c <= ' ' ? Character.isWhitespace(c) : c >= 128 && Character.isWhitespace(c);
    }

    /** A line without the marks of a quotation: a copy, for the rare line that has one within. */
    private String unmarked(int line) {
        return text.substring(from(line), to(line)).replace(">", "").strip();
    }

    private boolean endsSignature(int i, char[] within, int from, int to) {
        return length(i) > LONGEST_SIGNATURE_LINE || BELOW.stand(within, from, to)
                || to - from > 20 && within[to - 1] == ':';
    }

    private boolean isClosing(int i, char[] within, int from, int to) {
        return to(i) - from(i) == 2 && text.startsWith("--", from(i))
                || to - from <= LONGEST_CLOSING && CLOSINGS.stand(within, from, to);
    }

    /** The lines that mail programs put above the mail that is answered or forwarded. */
    private boolean isQuoteHead(int i) {
        if (FORWARDS.stand(units, from(i), to(i))) {
            return true;
        }
        if (DATED.stand(units, from(i), to(i)) && isAttribution(i, line(i))) {
            return true;
        }
        if (!FROM.stand(units, from(i), to(i))) {
            return false;
        }
        boolean sent = false;
        boolean to = false;
        for (int j = i; j < Math.min(count, i + HEADER_LINES); j++) {
            String near = line(j);
            sent |= startsWithAny(near, SENT);
            to |= startsWithAny(near, TO);
        }
        return sent && to;
    }

    /** "Op 3 maart schreef Jan:", on one line or two. */
    private boolean isAttribution(int i, String line) {
        boolean two = i + 1 < count && length(i + 1) < LONGEST_HEADER && !line.endsWith(":");
        return endsWithAny(two ? line + " " + line(i + 1) : line, "schreef:", "wrote:", "schrieb:", "crit :", "crit:", ">:");
    }

    private void disclaimers() {
        int from = 0;
        while (from < count) {
            int to = from + 1;
            int length = length(from);
            while (!lineIsParagraph && to < count && !isBlank(to) && kinds[to] == kinds[from]
                    && length < LONGEST_DISCLAIMER) {
                length += length(to++);
            }
            if (length > 30 && length <= LONGEST_DISCLAIMER && isDisclaimer(start(from), start(to))) {
                java.util.Arrays.fill(kinds, from, to, BlockKind.DISCLAIMER);
            }
            from = to;
        }
    }

    private boolean isDisclaimer(int from, int to) {
        long found = PHRASES.in(units, from, to);
        // a paragraph that names what we look for is no boilerplate, whatever else it says
        return Long.bitCount(found & ONE) + 2 * Long.bitCount(found & TWO) >= ENOUGH && (found & NO_BOILERPLATE) == 0;
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
