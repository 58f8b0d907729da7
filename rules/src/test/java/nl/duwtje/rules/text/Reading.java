package nl.duwtje.rules.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads files in tests and says where a text stands in them. */
final class Reading {

    private Reading() {}

    static Extracted extract(byte[] bytes) {
        return new Extractor(ExtractLimits.defaults(), System::nanoTime).extract(bytes, "", "");
    }

    static Extracted extract(String text) {
        return extract(OfficeFiles.utf8(text));
    }

    static byte[] sample(String name) {
        try (InputStream in = Reading.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every place where the text stands. */
    static List<String> places(Extracted extracted, String text) {
        List<String> places = new ArrayList<>();
        for (Block block : extracted.blocks()) {
            String all = block.text().toString();
            for (int at = all.indexOf(text); at >= 0; at = all.indexOf(text, at + 1)) {
                places.add(block.where(at));
            }
        }
        return places;
    }

    static String all(Extracted extracted) {
        StringBuilder all = new StringBuilder();
        extracted.blocks().forEach(block -> all.append(block.text()).append('\n'));
        return all.toString();
    }
}
