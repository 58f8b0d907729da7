package nl.duwtje.rules.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Workbooks, documents and presentations (ECMA-376) in a zip. Reads every part but those that are known to hold no text: also hidden sheets,
 * comments, headers, text boxes, charts, cached data of pivot tables and links, properties, and files embedded in them.
 */
final class Office {

    /** Parts of markup and settings, by how their names begin. */
    private static final String[] WITHOUT_TEXT = {"[content_types]", "styles", "theme", "fonttable", "websettings", "numbering",
            "calcchain",
            "presprops", "viewprops", "tablestyles", "stylewitheffects", "styleswitheffects", "colors", "layout", "quickstyle", "itemprops",
            "commentauthors", "commentsextended", "commentsids", "commentsextensible", "metadata", "ctrlprop", "webextension",
            "volatiledependencies", "printersettings", "vbaproject", "style1", "colors1", "thumbnail", "vbadata", "keymapcustomizations"};
    private static final Set<String> OTHER_FILES = Set.of("rels", "vml", "odttf", "fntdata", "ttf", "png", "jpg", "jpeg", "gif", "emf",
            "wmf",
            "wdp", "svg", "tif", "tiff", "bmp", "sigs", "psdsor", "psdsxs");

    /** A sheet's drawing holds its pictures. */
    private static final int DEEPEST_PICTURE = 1;

    private final Zip zip;
    private final Blocks blocks;
    private final Extractor extractor;
    private final int depth;
    private final Relations relations = new Relations();
    /** Parts by their path, and what people call them. */
    private final Map<String, Zip.Entry> parts = new LinkedHashMap<>();
    private final Map<String, String> places = new HashMap<>();
    private final Workbook workbook = new Workbook();

    Office(Zip zip, Blocks blocks, Extractor extractor, int depth) {
        this.zip = zip;
        this.blocks = blocks;
        this.extractor = extractor;
        this.depth = depth;
    }

    /** "xlsx", "docx", "pptx", or "zip" when it is none of these. */
    static String kind(Zip zip) {
        boolean types = false;
        String kind = "zip";
        for (Zip.Entry entry : zip.entries()) {
            String name = lower(entry);
            types |= name.equals("[content_types].xml");
            if (kind.equals("zip") && (name.endsWith(".xml") || name.endsWith(".bin"))) {
                kind = name.startsWith("xl/") ? "xlsx" : name.startsWith("word/") ? "docx" : name.startsWith("ppt/") ? "pptx" : kind;
            }
        }
        return types ? kind : "zip";
    }

    void read() throws IOException {
        try {
            index();
            frame();
            parts(true);
            parts(false);
            blocks.add(new Prose("links", "", relations.external()));
        } finally {
            blocks.problem(zip.problem());
        }
    }

    /** @param main the sheets, the slides and what belongs to them; then all the rest */
    private void parts(boolean main) throws IOException {
        for (Zip.Entry entry : zip.entries()) {
            String path = lower(entry);
            if (!entry.isFolder() && places.containsKey(path) == main) {
                try {
                    part(entry, path);
                } catch (IOException broken) {
                    blocks.goOn(broken);
                }
            }
        }
    }

    private static String lower(Zip.Entry entry) {
        String name = entry.name().toLowerCase(Locale.ROOT);
        return name.startsWith("/") ? name.substring(1) : name;
    }

    private void index() throws IOException {
        for (Zip.Entry entry : zip.entries()) {
            String name = lower(entry);
            if (parts.put(name, entry) != null) {
                // which of the two a program takes is its own affair
                blocks.problem(NotInspected.CORRUPT);
            }
            String source = Relations.sourceOf(name);
            if (!source.isEmpty()) {
                try (InputStream in = zip.open(entry)) {
                    relations.read(source, in);
                } catch (IOException broken) {
                    blocks.goOn(broken);
                }
            }
        }
    }

    /** What the other parts need: the strings and dates of a workbook, the names of sheets, the order of slides, what belongs to them. */
    private void frame() throws IOException {
        for (Map.Entry<String, Zip.Entry> part : parts.entrySet()) {
            try {
                frame(part.getKey(), part.getValue());
            } catch (IOException broken) {
                blocks.goOn(broken);
            }
        }
        Set<String> owners = new HashSet<>(places.keySet());
        for (String owner : owners) {
            belongings(owner, places.get(owner), 3);
        }
    }

    private void frame(String path, Zip.Entry entry) throws IOException {
        boolean strings = path.endsWith("/sharedstrings.xml");
        boolean styles = path.startsWith("xl/") && path.endsWith("/styles.xml");
        if (strings || styles || isBook(path)) {
            try (InputStream in = zip.open(entry)) {
                if (strings) {
                    workbook.shared = SheetText.sharedStrings(in, blocks);
                } else if (styles) {
                    workbook.dates.read(in);
                } else {
                    workbook.read(in, path, relations, places, blocks);
                }
            }
        }
    }

    private static boolean isBook(String path) {
        return path.endsWith("workbook.xml") || path.endsWith("/presentation.xml");
    }

    /** Comments, notes, drawings and charts are named after their sheet or slide. */
    private void belongings(String owner, String place, int deep) {
        for (Relations.Relation relation : relations.of(owner)) {
            if (!relation.external() && !isFrame(relation.target())
                    && places.putIfAbsent(relation.target(), Block.join(place, Part.word(relation.target()))) == null && deep > 1) {
                belongings(relation.target(), place, deep - 1);
            }
        }
    }

    private static boolean isFrame(String path) {
        return path.contains("/slidelayouts/") || path.contains("/slidemasters/") || path.contains("/notesmasters/")
                || path.contains("/theme/") || isBook(path);
    }

    /** Names of parts, for people. */
    private static final class Part {
        /** "ppt/comments/comment3.xml" as "comments"; what needs no name as nothing. */
        static String word(String path) {
            String file = path.substring(path.lastIndexOf('/') + 1);
            return file.startsWith("notesslide")
                    ? "notes"
                    : startsWithAny(file, "comment", "threadedcomment", "moderncomment")
                            ? "comments"
                            : startsWithAny(file, "drawing") ? "" : numbered(file);
        }

        /** "slide3.xml" as "slide 3"; the document itself as nothing. */
        static String numbered(String file) {
            String bare = file.lastIndexOf('.') < 0 ? file : file.substring(0, file.lastIndexOf('.'));
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
    }

    private void part(Zip.Entry entry, String path) throws IOException {
        String file = path.substring(path.lastIndexOf('/') + 1);
        String extension = file.substring(file.lastIndexOf('.') + 1);
        String place = places.getOrDefault(path, path.startsWith("docprops/") ? "properties" : Part.numbered(file));
        if (path.contains("/embeddings/")) {
            embedded(entry, file);
        } else if (file.equals("workbook.bin") || path.startsWith("xl/worksheets/") && file.endsWith(".bin")) {
            // a binary workbook (xlsb)
            blocks.problem(NotInspected.UNSUPPORTED);
        } else if (startsWithAny(file, WITHOUT_TEXT) || OTHER_FILES.contains(extension)) {
            return;
        } else if (extension.equals("xml")) {
            blocks.page();
            xml(entry, path, file, place);
            blocks.endPage(isPage(path) && hasPicture(path, DEEPEST_PICTURE));
        } else {
            // a piece that the document takes in as it is (altChunk), or something nobody has told us of
            embedded(entry, file);
        }
    }

    /** What people see as a page of its own: a scan there is all there is to see. */
    private static boolean isPage(String path) {
        return path.startsWith("word/document") || path.startsWith("ppt/slides/") || path.startsWith("xl/worksheets/");
    }

    private boolean hasPicture(String path, int deep) {
        return relations.of(path).stream().filter(relation -> !relation.external()).map(Relations.Relation::target)
                .anyMatch(
                        target -> target.contains("/media/") || deep > 0 && target.contains("/drawings/") && hasPicture(target, deep - 1));
    }

    private void xml(Zip.Entry entry, String path, String file, String place) throws IOException {
        boolean sheet = path.contains("/worksheets/") || path.contains("/dialogsheets/") || path.contains("/macrosheets/");
        boolean paragraphs = path.startsWith("word/") || path.startsWith("ppt/") || startsWithAny(file, "drawing", "chart", "data");
        try (InputStream in = zip.open(entry)) {
            if (file.equals("sharedstrings.xml") || file.equals("workbook.xml")) {
                return;
            }
            if (sheet) {
                new SheetText(workbook.shared, workbook.dates, blocks).read(in, place);
            } else if (path.startsWith("xl/") && startsWithAny(file, "comments", "threadedcomment")) {
                CommentText.read(in, place, blocks);
            } else if (paragraphs) {
                new WordText(place, blocks).read(in);
            } else if (place.equals("properties")) {
                XmlText.readProperties(in, place, blocks);
            } else {
                XmlText.read(in, place, blocks);
            }
        }
    }

    private void embedded(Zip.Entry entry, String file) throws IOException {
        blocks.addPart(extractor.extract(zip.read(entry), "", "", depth + 1), Zip.shown(file));
    }

    private static boolean startsWithAny(String file, String... beginnings) {
        for (String beginning : beginnings) {
            if (file.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    /** What stands in the workbook or the presentation itself, for all of its parts. */
    private static final class Workbook {
        private List<String> shared = List.of();
        private final DateStyles dates = new DateStyles();

        void read(InputStream in, String path, Relations relations, Map<String, String> places, Blocks blocks) throws IOException {
            StringBuilder names = new StringBuilder();
            boolean inName = false;
            int sheets = 0;
            int slides = 0;
            try (Xml xml = new Xml(in)) {
                while (xml.next()) {
                    if (xml.isStart()) {
                        inName = xml.name().equals("definedName");
                        switch (xml.name()) {
                            case "sheet" -> places.putIfAbsent(relations.target(path, xml.attribute("id")),
                                    "sheet " + ++sheets + " (" + Zip.shown(xml.attribute("name")) + ")");
                            case "sldId" -> places.putIfAbsent(relations.target(path, xml.relation()), "slide " + ++slides);
                            case "definedName" -> names.append(xml.attribute("name")).append(": ");
                            case "workbookPr" -> {
                                if (xml.attribute("date1904").equals("1") || xml.attribute("date1904").equals("true")) {
                                    dates.since1904();
                                }
                            }
                            default -> {
                                // windows and views
                            }
                        }
                    } else if (inName && xml.isText()) {
                        xml.appendTo(names);
                        blocks.budget().checkChars(names.length());
                    } else if (inName && xml.isEnd()) {
                        names.append('\n');
                        inName = false;
                    }
                }
            }
            blocks.add(new Prose("defined names", "", names));
        }
    }
}
