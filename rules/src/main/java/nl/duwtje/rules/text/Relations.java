package nl.duwtje.rules.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which part of an office file belongs to which (ECMA-376 part 2, section 6.5): all of its {@code .rels}. Paths are lower case, without a slash in front. */
final class Relations {

    /** One relation: the part it leads to, or an address outside the file. */
    record Relation(String id, String target, boolean external) {}

    private final Map<String, List<Relation>> bySource = new LinkedHashMap<>();

    /** @param source the part that has the relations: "xl/workbook.xml" */
    void read(String source, InputStream in) throws IOException {
        List<Relation> relations = bySource.computeIfAbsent(source, k -> new ArrayList<>());
        String folder = source.substring(0, source.lastIndexOf('/') + 1);
        try (Xml xml = new Xml(in)) {
            while (xml.next()) {
                if (xml.isStart() && xml.name().equals("Relationship")) {
                    boolean external = xml.attribute("TargetMode").equals("External");
                    String target = xml.attribute("Target");
                    relations.add(new Relation(xml.attribute("Id"), external ? target : path(folder, target), external));
                }
            }
        }
    }

    /** "xl/_rels/workbook.xml.rels" as "xl/workbook.xml"; empty when it is no such part. */
    static String sourceOf(String path) {
        int folder = path.indexOf("_rels/");
        return folder < 0 || !path.endsWith(".rels")
                ? ""
                : path.substring(0, folder) + path.substring(folder + 6, path.length() - 5);
    }

    List<Relation> of(String source) {
        return bySource.getOrDefault(source, List.of());
    }

    /** The part a relation leads to; empty when there is none. */
    String target(String source, String id) {
        return of(source).stream().filter(r -> r.id().equals(id) && !r.external()).map(Relation::target).findFirst().orElse("");
    }

    /** Addresses outside the file, one on a line. */
    String external() {
        StringBuilder all = new StringBuilder();
        bySource.values().forEach(list -> list.stream().filter(Relation::external).forEach(r -> all.append(r.target()).append('\n')));
        return all.toString();
    }

    private static String path(String folder, String target) {
        String path = target.startsWith("/") ? target.substring(1) : folder + target;
        List<String> names = new ArrayList<>();
        for (String name : path.toLowerCase(Locale.ROOT).split("/")) {
            if (name.equals("..")) {
                if (!names.isEmpty()) {
                    names.remove(names.size() - 1);
                }
            } else if (!name.equals(".")) {
                names.add(name);
            }
        }
        return String.join("/", names);
    }
}
