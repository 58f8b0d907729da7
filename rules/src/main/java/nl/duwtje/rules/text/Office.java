package nl.duwtje.rules.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Workbooks, documents and presentations (ECMA-376) in a zip. Reads every part that carries what people wrote: also hidden sheets, comments,
 * headers, text boxes, charts, cached data of pivot tables and links, properties, and files embedded in them.
 */
final class Office {

    private final Zip zip;
    private final Blocks blocks;
    private final Extractor extractor;
    private final int depth;
    private final Map<String, String> sheetNames = new LinkedHashMap<>();
    private List<String> shared = List.of();

    Office(Zip zip, Blocks blocks, Extractor extractor, int depth) {
        this.zip = zip;
        this.blocks = blocks;
        this.extractor = extractor;
        this.depth = depth;
    }

    /** "xlsx", "docx", "pptx", "odf", or "zip" when it is none of these. */
    static String kind(Zip zip) {
        boolean types = false;
        String kind = "zip";
        for (Zip.Entry entry : zip.entries()) {
            String name = lower(entry);
            types |= name.equals("[content_types].xml");
            if (name.equals("mimetype") && entry.packed() < 200 && zip.entries().stream().anyMatch(e -> lower(e).equals("content.xml"))) {
                return "odf";
            }
            if (kind.equals("zip") && (name.endsWith(".xml") || name.endsWith(".bin"))) {
                kind = name.startsWith("xl/") ? "xlsx" : name.startsWith("word/") ? "docx" : name.startsWith("ppt/") ? "pptx" : kind;
            }
        }
        return types ? kind : "zip";
    }

    void read() throws IOException {
        for (Zip.Entry entry : zip.entries()) {
            if (lower(entry).endsWith("/sharedstrings.xml")) {
                try (InputStream in = zip.open(entry)) {
                    shared = SheetText.sharedStrings(in, blocks);
                }
            } else if (lower(entry).endsWith("workbook.xml") && sheetNames.isEmpty()) {
                sheetNames(entry);
            }
        }
        List<String> order = List.copyOf(sheetNames.keySet());
        for (Zip.Entry entry : zip.entries()) {
            String name = sheetNames.get(lower(entry));
            if (name != null) {
                sheet(entry, "sheet " + (order.indexOf(lower(entry)) + 1) + " (" + Zip.shown(name) + ")");
            }
        }
        for (Zip.Entry entry : zip.entries()) {
            if (!entry.isFolder() && !sheetNames.containsKey(lower(entry))) {
                part(entry, lower(entry));
            }
        }
    }

    private static String lower(Zip.Entry entry) {
        String name = entry.name().toLowerCase(Locale.ROOT);
        return name.startsWith("/") ? name.substring(1) : name;
    }

    private void sheet(Zip.Entry entry, String place) throws IOException {
        try (InputStream in = zip.open(entry)) {
            new SheetText(shared, blocks).read(in, place);
        }
    }

    private void part(Zip.Entry entry, String name) throws IOException {
        String file = name.substring(name.lastIndexOf('/') + 1);
        if (name.contains("/embeddings/")) {
            embedded(entry, file);
        } else if (file.equals("workbook.bin") || name.startsWith("xl/worksheets/") && file.endsWith(".bin")) {
            // a binary workbook (xlsb)
            blocks.problem(NotInspected.UNSUPPORTED);
        } else if (!file.endsWith(".xml")) {
            return;
        } else if (name.contains("/worksheets/")) {
            sheet(entry, Zip.shown(file));
        } else if (name.startsWith("word/") && (startsWithAny(file, "document", "header", "footer", "comments", "footnotes", "endnotes"))
                || name.startsWith("ppt/") && !name.contains("/theme/")) {
            try (InputStream in = zip.open(entry)) {
                new WordText(place(file), blocks).read(in);
            }
        } else if (startsWithAny(file, "comments", "threadedcomment", "drawing", "pivotcache", "externallink", "chart", "data", "item")
                && !file.startsWith("itemprops") || name.startsWith("docprops/")) {
            try (InputStream in = zip.open(entry)) {
                XmlText.read(in, place(file), blocks);
            }
        }
    }

    private void embedded(Zip.Entry entry, String file) throws IOException {
        blocks.addAll(extractor.extract(zip.read(entry), "", "", depth + 1), Zip.shown(file));
    }

    private static boolean startsWithAny(String file, String... beginnings) {
        for (String beginning : beginnings) {
            if (file.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    /** "slide3.xml" as "slide 3"; the document itself as nothing. */
    private static String place(String file) {
        String bare = file.substring(0, file.lastIndexOf('.'));
        int digits = bare.length();
        while (digits > 0 && Character.isDigit(bare.charAt(digits - 1))) {
            digits--;
        }
        String word = switch (bare.substring(0, digits)) {
            case "document" -> "";
            case "app", "core", "custom" -> "properties";
            case "comments", "threadedcomment" -> "comments";
            default -> bare.substring(0, digits);
        };
        return Zip.shown(word.isEmpty() || digits == bare.length() ? word : word + " " + bare.substring(digits));
    }

    /** Which part is which sheet: by the workbook and its relations. */
    private void sheetNames(Zip.Entry workbook) throws IOException {
        Map<String, String> byRelation = new LinkedHashMap<>();
        try (InputStream in = zip.open(workbook); Xml xml = new Xml(in)) {
            while (xml.next()) {
                if (xml.isStart() && xml.name().equals("sheet")) {
                    byRelation.put(xml.attribute("id"), xml.attribute("name"));
                }
            }
        }
        String path = lower(workbook);
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        Map<String, String> targets = new LinkedHashMap<>();
        for (Zip.Entry entry : zip.entries()) {
            if (lower(entry).equals(folder + "_rels/workbook.xml.rels")) {
                try (InputStream in = zip.open(entry); Xml xml = new Xml(in)) {
                    while (xml.next()) {
                        if (xml.isStart() && xml.name().equals("Relationship")) {
                            targets.put(xml.attribute("Id"), xml.attribute("Target"));
                        }
                    }
                }
            }
        }
        byRelation.entrySet().forEach(sheet -> {
            String target = targets.getOrDefault(sheet.getKey(), "").toLowerCase(Locale.ROOT);
            if (!target.isEmpty()) {
                sheetNames.put(target.startsWith("/") ? target.substring(1) : folder + target, sheet.getValue());
            }
        });
    }
}
