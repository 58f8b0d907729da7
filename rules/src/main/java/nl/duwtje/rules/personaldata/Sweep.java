package nl.duwtje.rules.personaldata;

import static nl.duwtje.rules.personaldata.Type.*;

import java.util.Arrays;
import nl.duwtje.rules.fact.Strength;
import nl.duwtje.rules.text.DelimitedText;
import nl.duwtje.rules.text.Stretch;

/**
 * One pass over stretches of text: the labels and the candidates in them, in order. Judges nothing but shape and check. Its arrays are used again;
 * not safe for several threads.
 */
final class Sweep {

    private static final int MAX = 1 << 20;
    /** With room for a candidate, label or line for each so many characters it is worth keeping; with more it is not. */
    private static final int DENSE = 4;
    /** Characters for each label or candidate that there is room for at first. */
    private static final int SPARSE = 64;
    /** How sure one may be of a candidate without evidence: not at all, or a strength. */
    static final byte NONE = 0;
    static final byte LOW = 1;
    static final byte MEDIUM = 2;
    static final byte HIGH = 3;

    /** What is read, as far as {@link #length}: the array may be longer. */
    final char[] text;
    int length;
    private final byte[] classes = Characters.classes();
    private final Labels labels;
    private final char[] next;
    private final int firstEnd;
    private final Numbers numbers;
    private final Codes codes;
    private final Phone phone;
    private final Dates dates;
    private final char[] iban = Iban.buffer();
    /** Finds the tables in the same array. */
    final DelimitedText tables = new DelimitedText();
    private final int[] labelAt = new int[1];
    private final long[] labelSaid = new long[1];

    int labelCount;
    int[] labelStart;
    int[] labelEnd;
    int[] labelLine;
    /** What it says: a set of types and the marks of {@link Words}. */
    long[] labelSays;
    /** Where the first number of three digits or more behind the label starts; -1 when there is none. */
    int[] labelNumber;

    int count;
    int[] start;
    int[] end;
    int[] line;
    /** The types it may be. */
    long[] mask;
    /** Stands for the value when counting distinct ones. */
    long[] value;
    /** Whether anything touches it that makes it part of something else: such a one needs a label. */
    boolean[] weak;
    /** How sure without evidence. */
    byte[] alone;
    /** How many digits were written; 0 when letters stand among them. */
    byte[] digits;

    /** All that labels said so far, in any stretch. */
    private long said;
    private int firstOpenLabel;
    private int from;
    private int to;

    Sweep(char[] text, Labels labels) {
        this.text = text;
        this.length = text.length;
        this.labels = labels;
        this.next = labels.table();
        this.firstEnd = labels.firstEnd();
        int room = Math.max(16, text.length / SPARSE);
        this.labelStart = new int[room];
        this.labelEnd = new int[room];
        this.labelLine = new int[room];
        this.labelSays = new long[room];
        this.labelNumber = new int[room];
        this.start = new int[room];
        this.end = new int[room];
        this.line = new int[room];
        this.mask = new long[room];
        this.value = new long[room];
        this.weak = new boolean[room];
        this.alone = new byte[room];
        this.digits = new byte[room];
        this.numbers = new Numbers(text);
        this.codes = new Codes(text);
        this.phone = new Phone(text);
        this.dates = new Dates(text);
    }

    /** Begins with another text, which fits in the array. */
    void begin(Stretch other) {
        other.copyTo(text);
        length = other.length();
        said = 0;
        clear();
    }

    /** Whether a text made its arrays so large that they are better not kept. */
    boolean isLarge() {
        return Math.max(tables.room(), Math.max(start.length, labelStart.length)) > text.length / DENSE;
    }

    /** Makes room for so many candidates more. */
    void expect(int candidates) {
        room(Math.min(MAX, count + candidates));
    }

    /** The strength that {@link #LOW}, {@link #MEDIUM} and {@link #HIGH} stand for. */
    static Strength strength(byte sure) {
        return sure == HIGH ? Strength.HIGH : sure == MEDIUM ? Strength.MEDIUM : Strength.LOW;
    }

    /** Forgets what was found so far. */
    void clear() {
        labelCount = 0;
        count = 0;
        firstOpenLabel = 0;
    }

    /** Reads {@code from..to} as if nothing stood around it, and adds to what was found. */
    void run(int from, int to) {
        this.from = from;
        this.to = to;
        firstOpenLabel = labelCount;
        char[] units = text;
        byte[] classOf = classes;
        char[] table = next;
        int ends = firstEnd;
        int state = 0;
        int lines = 0;
        int skip = from;
        int inNumber = -1;
        for (int i = from; i < to; i++) {
            int type = classOf[units[i]];
            if (type <= Characters.DOT) {
                state = table[state << 5 | type];
                if (state >= ends) {
                    label(state, i, lines);
                }
                continue;
            }
            if (type == Characters.NOTHING) {
                inNumber += inNumber == i ? 1 : 0;
                continue;
            }
            state = table[state << 5 | type & 31];
            if (state >= ends) {
                label(state, i, lines);
            }
            if (type == Characters.DIGIT) {
                if (inNumber != i && i >= skip) {
                    skip = number(i, lines);
                }
                if (state < ends && table[state << 5 | Characters.DIGIT] == state) {
                    while (i + 1 < to && classOf[units[i + 1]] == Characters.DIGIT) {
                        i++; // no word goes on with another digit
                    }
                }
                inNumber = i + 1;
            } else if (type == Characters.LINE_END) {
                lines++;
            } else if (i >= skip) {
                skip = special(i, lines);
            }
        }
    }

    /** Everything that can begin at or around a digit; returns where to look for the next number. */
    private int number(int i, int lines) {
        int ibanStart = Iban.start(text, from, i);
        if (ibanStart >= 0) {
            int behind = Iban.read(text, ibanStart, to, iban);
            if (behind == Iban.MISTYPED) {
                return ibanStart + Iban.length(iban);
            }
            if (behind >= 0) {
                return add(ibanStart, behind, lines, IBAN.bit(), Iban.hash(iban, Iban.length(iban)), MEDIUM, false, 0);
            }
        }
        boolean afterLabel = labelCount > 0 && labelEnd[labelCount - 1] == i && (labelSays[labelCount - 1] & BSN.bit()) != 0;
        boolean candidate = numbers.read(from, i, to, afterLabel);
        int run = numbers.runLength();
        if (run >= 3) {
            for (; firstOpenLabel < labelCount; firstOpenLabel++) {
                labelNumber[firstOpenLabel] = i;
            }
        }
        char c = text[i];
        if ((c == '0' || i > from && text[i - 1] == '+') && phone.read(from, i, to) && (!candidate || phone.end() >= numbers.end())
                && !(i > from + 1 && text[i - 1] == '+' && text[i - 2] == '+')) {
            long also = candidate && phone.end() == numbers.end() ? numbers.mask() : 0;
            return add(phone.start(from, i), phone.end(), lines, also | PHONE.bit(), phone.value(), phone.sure() ? MEDIUM : NONE, false,
                    also == 0
                            ? 0
                            : numbers
                                    .digits());
        }
        boolean lettered = candidate && numbers.digits() == 8 && numbers.end() + 1 < to
                && (text[numbers.end()] == '-' || numbers.end() + 2 < to && text[numbers.end()] == ' ' && text[numbers.end() + 2] == ' ')
                && Characters.isLetter(text[numbers.end() + 1]);
        if (lettered && codes.read(from, i, run, to, false)) {
            return add(codes.start(), codes.end(), lines, codes.mask(), codes.value(), codes.alone(), false, 0);
        }
        if (candidate) {
            long more = numbers.digits() == 8 && numbers.end() - i == 8 && dates.whole(i, to) ? DATE_OF_BIRTH.bit() : 0;
            return add(i, numbers.end(), lines, numbers.mask() | more, numbers.value(), numbers.alone(), numbers.weak(), numbers.digits());
        }
        return run <= 4 && date(i, run)
                ? add(i, dates.end(), lines, DATE_OF_BIRTH.bit(), dates.value(), NONE, false, 0)
                : word(i, run, lines);
    }

    private boolean date(int i, int run) {
        return run != 3 && (i == from || !Characters.isWord(text[i - 1])) && dates.read(i, to);
    }

    private int word(int i, int run, int lines) {
        if (run == 4) {
            int behind = Postcode.end(text, i, i + 4, to);
            if (behind >= 0 && (i == from || !Characters.isWord(text[i - 1]) && text[i - 1] != '-')) {
                boolean house = Postcode.hasHouseNumber(text, from, i, behind, to);
                return add(i, behind, lines, POSTCODE_ADDRESS.bit(), Postcode.hash(text, i, behind), house ? MEDIUM : NONE, false, 0);
            }
        }
        boolean letters = i > from && (Characters.isLetter(text[i - 1]) || text[i - 1] == ' ' || text[i - 1] == '-')
                || i + run < to && (Characters.isLetter(text[i + run]) || text[i + run] == '-' || text[i + run] == '+');
        if (letters && codes.read(from, i, run, to, (said & LICENCE_PLATE.bit()) != 0)) {
            return add(codes.start(), codes.end(), lines, codes.mask(), codes.value(), codes.alone(), false, 0);
        }
        return numbers.end();
    }

    /** At sign or less-than. */
    private int special(int i, int lines) {
        if (text[i] == '@') {
            int behind = Email.end(text, i, to);
            int begin = behind < 0 ? i : Email.start(text, from, i);
            if (begin == i) {
                return i;
            }
            long hash = 1;
            for (int at = begin; at < behind; at++) {
                hash = hash * 1_000_003 + Character.toLowerCase(text[at]);
            }
            return add(begin, behind, lines, EMAIL.bit(), hash, HIGH, false, 0);
        }
        if (i + 1 < to && (text[i + 1] == '<' || text[i + 1] >= 'A' && text[i + 1] <= 'Z') && i > from && text[i - 1] >= '0'
                && text[i - 1] <= 'Z') {
            int begin = Mrz.lineStart(text, from, i);
            int behind = Mrz.end(text, begin, to);
            if (behind > 0) {
                long hash = 1;
                for (int at = begin; at < behind; at++) {
                    hash = hash * 1_000_003 + text[at];
                }
                return add(begin, behind, lines, MRZ.bit(), hash, HIGH, false, 0);
            }
        }
        return i;
    }

    private void label(int state, int last, int lines) {
        if (labelCount == MAX || !labels.find(state, text, from, last, to, labelAt, labelSaid)) {
            return;
        }
        int at = labelAt[0];
        if (labelCount > 0 && labelStart[labelCount - 1] >= at && labelStart[labelCount - 1] <= last && labelEnd[labelCount - 1] > at) {
            // a longer word that ends further on: "bsn" and then "bsn nummer"
            labelCount--;
            firstOpenLabel = Math.min(firstOpenLabel, labelCount);
        }
        if (labelCount == labelStart.length) {
            labelStart = Arrays.copyOf(labelStart, labelCount * 2);
            labelEnd = Arrays.copyOf(labelEnd, labelCount * 2);
            labelLine = Arrays.copyOf(labelLine, labelCount * 2);
            labelSays = Arrays.copyOf(labelSays, labelCount * 2);
            labelNumber = Arrays.copyOf(labelNumber, labelCount * 2);
        }
        said |= labelSaid[0];
        labelStart[labelCount] = at;
        labelEnd[labelCount] = last + 1;
        labelLine[labelCount] = lines;
        labelSays[labelCount] = labelSaid[0];
        labelNumber[labelCount++] = -1;
    }

    private int add(int begin, int behind, int lines, long types, long number, byte sure, boolean needsLabel, int written) {
        if (count == MAX) {
            return behind;
        }
        if (count == start.length) {
            room(count * 2);
        }
        start[count] = begin;
        end[count] = behind;
        line[count] = lines;
        mask[count] = types;
        value[count] = number;
        weak[count] = needsLabel;
        alone[count] = sure;
        digits[count++] = (byte) written;
        return behind;
    }

    private void room(int candidates) {
        if (candidates > start.length) {
            start = Arrays.copyOf(start, candidates);
            end = Arrays.copyOf(end, candidates);
            line = Arrays.copyOf(line, candidates);
            mask = Arrays.copyOf(mask, candidates);
            value = Arrays.copyOf(value, candidates);
            weak = Arrays.copyOf(weak, candidates);
            alone = Arrays.copyOf(alone, candidates);
            digits = Arrays.copyOf(digits, candidates);
        }
    }

    boolean is(int candidate, Type type) {
        return (mask[candidate] & type.bit()) != 0;
    }

    /** The candidate as what it was judged to be. */
    Finding finding(int candidate, Type type, Strength strength) {
        return new Finding(type.name(), start[candidate], end[candidate], strength, value[candidate], true);
    }
}
