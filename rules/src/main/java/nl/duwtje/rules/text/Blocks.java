package nl.duwtje.rules.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes the blocks of one file, and what went wrong in parts of it. Not safe for several threads. */
final class Blocks {

    private final Budget budget;
    private final List<Block> blocks = new ArrayList<>();
    private String notInspected = "";
    private boolean encrypted;
    private boolean blank = true;

    Blocks(Budget budget) {
        this.budget = budget;
    }

    Budget budget() {
        return budget;
    }

    void add(Block block) throws NotInspected {
        addBeside(block);
        blank &= isBlank(block.text());
    }

    /** Text that nobody sees on the page: what a picture is called, the code of a field. */
    void addBeside(Block block) throws NotInspected {
        if (block.text().isEmpty()) {
            return;
        }
        int room = budget.chars();
        if (block instanceof Prose prose && prose.text().length() > room) {
            blocks.add(prose.cut(0, room));
        }
        budget.spendChars(block.text().length());
        blocks.add(block);
    }

    /** The blocks of a file inside; its characters have been counted. A picture among files is a picture that nobody looked at. */
    void addAll(Extracted inner, String place) {
        addPart(inner, place);
        problem(inner.notInspected());
    }

    /** The same for a part of a document: a picture in it goes with its text. */
    void addPart(Extracted inner, String place) {
        for (Block block : inner.blocks()) {
            blocks.add(block.within(place));
            blank &= isBlank(block.text());
        }
        problem(inner.notInspected().equals(NotInspected.IMAGE) ? "" : inner.notInspected());
        encrypted |= inner.encrypted();
    }

    /** Properties, which nobody sees in rows and columns: where they stand is all there is to say of their place. */
    void addProperties(Extracted properties, String place) {
        for (Block block : properties.blocks()) {
            blocks.add(block instanceof Table table ? table.hidden(place) : new Prose(place, "", block.text()));
        }
        problem(properties.notInspected());
    }

    /** Nothing that can be read was added since the beginning, or since {@link #page}. */
    boolean isBlank() {
        return blank;
    }

    /** A page begins. */
    void page() {
        blank = true;
    }

    /** A page ends: one that shows a picture and no text is a scan. */
    void endPage(boolean picture) {
        problem(picture && blank ? NotInspected.IMAGE : "");
    }

    private static boolean isBlank(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    void encrypted() {
        encrypted = true;
    }

    /** The first counts; that something is a picture only as long as nothing is worse. */
    void problem(String reason) {
        boolean nothingWorse = notInspected.isEmpty() || notInspected.equals(NotInspected.IMAGE) && !reason.isEmpty();
        notInspected = nothingWorse ? reason : notInspected;
        encrypted |= reason.equals(NotInspected.ENCRYPTED);
    }

    /** What is wrong with one part and leaves the rest readable; throws it when it ends everything: limits. */
    void goOn(IOException broken) throws IOException {
        String reason = broken instanceof NotInspected said ? said.getMessage() : NotInspected.CORRUPT;
        if (reason.equals(NotInspected.TOO_LARGE) || reason.equals(NotInspected.TOO_SLOW)) {
            throw broken;
        }
        problem(reason);
    }

    Extracted extracted(String type) {
        return new Extracted(type, blocks, encrypted, notInspected);
    }
}
