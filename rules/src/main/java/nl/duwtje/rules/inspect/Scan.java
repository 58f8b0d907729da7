package nl.duwtje.rules.inspect;

import java.nio.ByteBuffer;
import java.util.List;
import nl.duwtje.rules.fact.Limits;
import nl.duwtje.rules.fact.PersonalData.Place;
import nl.duwtje.rules.fact.Strength;
import nl.duwtje.rules.mime.MimeOutline;
import nl.duwtje.rules.personaldata.OwnData;
import nl.duwtje.rules.personaldata.PersonalDataScanner;
import nl.duwtje.rules.text.ExtractLimits;
import nl.duwtje.rules.text.Extraction;
import nl.duwtje.rules.text.Extracted;
import nl.duwtje.rules.text.Extractor;
import nl.duwtje.rules.text.MailText;
import nl.duwtje.rules.text.Prose;

/**
 * Personal data in one text or one file, as it would be seen if it went to an outsider: what {@code duwtje scan} prints. Never throws for any
 * content. Immutable, safe for all threads.
 */
public final class Scan {

    /**
     * One finding.
     *
     * @param start  UTF-16 offset in the text that was given; for a file, in the text of the block that {@code where} names
     * @param end    offset behind it
     * @param where  empty for a text; for a file its place: "lijst.xlsx, sheet 2 (Leden), column C"
     * @param sample masked
     */
    public record Found(String type, int start, int end, Strength strength, String where, String sample) {}

    /**
     * All of one text or file.
     *
     * @param notInspected why not all of a file could be read, empty when it was
     * @param nudge        whether the limits make these findings too many
     */
    public record Result(List<Found> findings, String notInspected, boolean nudge) {
        public Result {
            findings = List.copyOf(findings);
        }
    }

    private final Limits limits;
    private final Extraction extraction;
    private final PersonalDataScanner scanner;

    /** Without the risky formats. */
    public Scan(Limits limits, ExtractLimits extractLimits) {
        this(limits, Extraction.plain(extractLimits), OwnData.none());
    }

    /** @param own identifiers and exclusions of the organisation */
    public Scan(Limits limits, Extraction extraction, OwnData own) {
        this.scanner = new PersonalDataScanner(own);
        this.limits = limits;
        this.extraction = extraction;
    }

    /** Plain text. */
    public Result text(String text) {
        Tally tally = new Tally(scanner, limits, true);
        MailText.blocks(new Prose("", "", text)).forEach(block -> tally.add(Place.BODY, "", block));
        return result(tally, "");
    }

    /** A file of any kind; a mail (.eml) is taken apart. */
    public Result file(String name, byte[] bytes) {
        if (Extractor.kindOf(bytes).equals("message")) {
            MimeOutline outline = MimeOutline.of(ByteBuffer.wrap(bytes));
            Tally tally = new Tally(scanner, limits, true);
            Content content = new Content(limits, extraction, System::nanoTime, tally);
            content.read(outline, new Structure(outline), true);
            String problem = content.attachments().stream().filter(a -> a.isNotInspectable()).map(a -> a.notInspected()).findFirst()
                    .orElse("");
            return result(tally, problem);
        }
        Tally tally = new Tally(scanner, limits, true);
        tally.add(Place.ATTACHMENT, "", Masked.name(name));
        Extracted extracted = extraction.extractor(System::nanoTime).extract(bytes, "", "");
        extracted.blocks().forEach(block -> tally.add(Place.ATTACHMENT, name, block));
        return result(tally, extracted.notInspected());
    }

    private Result result(Tally tally, String notInspected) {
        return new Result(tally.found(), notInspected, tally.personalData().stream().anyMatch(limits::reachedBy));
    }
}
