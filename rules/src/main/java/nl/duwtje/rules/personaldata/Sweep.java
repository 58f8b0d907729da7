package nl.duwtje.rules.personaldata;

import java.util.Arrays;

/**
 * One pass over a stretch of text: the labels and the candidates in it, in order. Judges nothing but shape. Its arrays are used again for every
 * stretch; not safe for several threads.
 */
final class Sweep {

    private static final int MAX = 1 << 20;

    final char[] text;
    private final Labels labels = Labels.all();
    private final Numbers numbers;
    private final char[] iban = Iban.buffer();

    int labelCount;
    int[] labelStart = new int[16];
    int[] labelEnd = new int[16];
    int[] labelLine = new int[16];
    byte[] labelKind = new byte[16];
    /** Where the first number of three digits or more behind the label starts; -1 when there is none. */
    int[] labelNumber = new int[16];

    int count;
    int[] start = new int[16];
    int[] end = new int[16];
    int[] line = new int[16];
    /** For a BSN the number, for an IBAN its hash. */
    long[] value = new long[16];
    /** Whether anything touches it that makes it part of something else: such a one needs a label. */
    boolean[] weak = new boolean[16];
    /** How many digits were written; 0 for an IBAN. */
    byte[] digits = new byte[16];
    String[] ibanSample = new String[16];

    /** What was read last. */
    int from;
    int to;

    private int firstOpenLabel;

    Sweep(char[] text) {
        this.text = text;
        this.numbers = new Numbers(text);
    }

    /** Reads {@code from..to} as if nothing stood around it. */
    void run(int from, int to) {
        this.from = from;
        this.to = to;
        labelCount = 0;
        count = 0;
        firstOpenLabel = 0;
        int state = 0;
        int lines = 0;
        int skip = from;
        byte before = Characters.LINE_END;
        for (int i = from; i < to; i++) {
            byte type = Characters.of(text[i]);
            if (type == Characters.NOTHING || type == Characters.BLANK && before == Characters.BLANK) {
                continue;
            }
            state = labels.step(state, type);
            if (state != 0 && labels.ends(state)) {
                label(labels.kind(state, text, from, i, to), i + 1, lines);
            }
            if (type == Characters.DIGIT) {
                if (before != Characters.DIGIT && i >= skip) {
                    skip = number(from, i, to, lines);
                }
            } else if (type == Characters.LINE_END) {
                lines++;
            }
            before = type;
        }
    }

    private int number(int from, int i, int to, int lines) {
        int ibanStart = numbers.ibanStart(from, i);
        if (ibanStart >= 0) {
            int behind = Iban.read(text, ibanStart, to, iban);
            if (behind >= 0) {
                int length = Iban.length(iban);
                add(ibanStart, behind, lines, Iban.hash(iban, length), false, 0);
                ibanSample[count - 1] = Iban.sample(iban, length);
                return behind;
            }
        }
        boolean afterLabel = labelCount > 0 && labelEnd[labelCount - 1] == i && labelKind[labelCount - 1] == Labels.BSN;
        boolean candidate = numbers.read(from, i, to, afterLabel);
        if (numbers.runLength() >= 3) {
            for (; firstOpenLabel < labelCount; firstOpenLabel++) {
                labelNumber[firstOpenLabel] = i;
            }
        }
        if (candidate) {
            add(i, numbers.end(), lines, numbers.value(), numbers.weak(), numbers.digits());
        }
        return numbers.end();
    }

    private void label(long found, int behind, int lines) {
        if (found < 0 || labelCount == MAX) {
            return;
        }
        byte kind = (byte) (found & 0xff);
        int at = (int) (found >>> 8);
        if (labelCount > 0 && labelStart[labelCount - 1] >= at) {
            // a longer word that ends further on: "bsn" and then "bsn nummer"
            labelCount--;
            firstOpenLabel = Math.min(firstOpenLabel, labelCount);
        }
        if (labelCount == labelStart.length) {
            labelStart = Arrays.copyOf(labelStart, labelCount * 2);
            labelEnd = Arrays.copyOf(labelEnd, labelCount * 2);
            labelLine = Arrays.copyOf(labelLine, labelCount * 2);
            labelKind = Arrays.copyOf(labelKind, labelCount * 2);
            labelNumber = Arrays.copyOf(labelNumber, labelCount * 2);
        }
        labelStart[labelCount] = at;
        labelEnd[labelCount] = behind;
        labelLine[labelCount] = lines;
        labelKind[labelCount] = kind;
        labelNumber[labelCount++] = -1;
    }

    private void add(int from, int to, int lines, long number, boolean needsLabel, int written) {
        if (count == MAX) {
            return;
        }
        if (count == start.length) {
            start = Arrays.copyOf(start, count * 2);
            end = Arrays.copyOf(end, count * 2);
            line = Arrays.copyOf(line, count * 2);
            value = Arrays.copyOf(value, count * 2);
            weak = Arrays.copyOf(weak, count * 2);
            digits = Arrays.copyOf(digits, count * 2);
            ibanSample = Arrays.copyOf(ibanSample, count * 2);
        }
        start[count] = from;
        end[count] = to;
        line[count] = lines;
        value[count] = number;
        weak[count] = needsLabel;
        digits[count] = (byte) written;
        ibanSample[count++] = null;
    }

    boolean isIban(int candidate) {
        return digits[candidate] == 0;
    }

    /** Whether a candidate for a BSN passes the test. */
    boolean passes(int candidate) {
        return Bsn.passes((int) value[candidate]);
    }
}
