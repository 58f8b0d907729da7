package nl.duwtje.rules.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.duwtje.rules.fact.Limits;
import nl.duwtje.rules.fact.PersonalData;
import nl.duwtje.rules.fact.PersonalData.Place;
import nl.duwtje.rules.fact.Strength;
import nl.duwtje.rules.personaldata.Finding;
import nl.duwtje.rules.personaldata.PersonalDataScanner;
import nl.duwtje.rules.personaldata.Scanned;
import nl.duwtje.rules.text.Block;
import nl.duwtje.rules.text.Prose;
import nl.duwtje.rules.text.Table;

/**
 * Counts distinct values per type in each place: the subject, the body, each attachment. Weak findings are counted apart; those that are good enough
 * are counted together and take the highest strength among them, so that twelve values of which one stands without its label are still twelve. What
 * stays below its limit in each place and reaches it in all together is told of the whole message. Not safe for several threads.
 */
final class Tally {

    /** Distinct values of one type in one place that are counted. */
    static final int MOST = 500;
    /** What policy.yaml calls the rows of tables that tell of persons something that should not travel. */
    static final String PERSONS = "PERSONS";
    private static final int MOST_GROUPS = 2000;
    /** Everybody has one. */
    private static final Set<String> ONE_EACH = Set.of("BSN", "A_NUMMER", "EDUCATION_NUMBER");
    /** These belong to one person too, who may have several. */
    private static final Set<String> OF_ONE = Set.of("ID_DOCUMENT", "DRIVING_LICENCE", "RESIDENCE_DOCUMENT", "MRZ", "HEALTH");
    private static final String NATIONAL = "NATIONAL_ID_";

    private record Key(Place place, String file, String type, boolean low) {

        /** Of the same values, where they are more than weak. */
        Key good() {
            return new Key(place, file, type, false);
        }
    }

    private static final class Group {
        private final Values values = new Values();
        /** For files: where in them, with how many. */
        private Map<String, Integer> places = Map.of();
        /** The rows of tables that these values stand in. */
        private final Values inRows = new Values();
        private boolean inText;
        /** For tables of persons: how many rows, by place. */
        private Map<String, Integer> rows = Map.of();
        private Strength strength = Strength.LOW;
        private String sample = "";

        /** How many rows of tables tell of persons. */
        int rows() {
            int sum = 0;
            for (int each : rows.values()) {
                sum += each;
            }
            return sum;
        }

        /** How many of its values are not among those of another, which may be null. */
        int without(Group other) {
            return values.without(other == null ? null : other.values);
        }

        void row(String where, int persons) {
            rows = rows.isEmpty() ? new LinkedHashMap<>() : rows;
            rows.merge(where, persons, Integer::sum);
        }

        /** @param where null when nobody asks */
        void value(String where, long value) {
            if (values.add(value) && where != null) {
                places = places.isEmpty() ? new LinkedHashMap<>() : places;
                places.merge(where, 1, Integer::sum);
            }
        }
    }

    private final PersonalDataScanner scanner;
    private final Limits limits;
    private final Map<String, String> shown = new HashMap<>();
    private final boolean each;
    private final List<Scan.Found> found = new ArrayList<>(0);
    private final Map<Key, Group> groups = new LinkedHashMap<>();
    private int blocks;

    /** @param each whether everything found is listed too, one by one */
    Tally(PersonalDataScanner scanner, Limits limits, boolean each) {
        this.scanner = scanner;
        this.limits = limits;
        this.each = each;
    }

    /** Scans a block, lists and counts what is in it. */
    void add(Place place, String fileName, Block block) {
        String file = Masked.of(fileName);
        blocks++;
        Lines lines = new Lines(block);
        Scanned scanned = scanner.read(block);
        for (Finding finding : scanned.findings()) {
            add(place, file, finding, block, shown(lines.where(finding.start())));
        }
        for (Scanned.PersonTable table : scanned.tables()) {
            Group group = group(new Key(place, file, PERSONS, false));
            if (group != null) {
                group.strength = Strength.HIGH;
                group.row(Masked.of(new Lines(block).where(table.start())), table.persons());
            }
        }
    }

    /** Sheets and columns have names of people's own making: no number stays readable in them. */
    private String shown(String where) {
        return where.isEmpty() ? where : shown.computeIfAbsent(where, Masked::of);
    }

    private void add(Place place, String file, Finding finding, Block block, String where) {
        if (each && found.size() < PersonalDataScanner.MOST) {
            found.add(new Scan.Found(finding.type(), block.offset() + finding.start(), block.offset() + finding.end(), finding.strength(),
                    Block.join(file, where), finding.sample(block.text())));
        }
        Group group = finding.counts() ? group(new Key(place, file, finding.type(), finding.strength() == Strength.LOW)) : null;
        if (group != null) {
            count(group, finding, block, place == Place.ATTACHMENT ? where : null);
            if (block instanceof Table table && table.isSeen() && table.cellAt(finding.start()) >= 0) {
                group.inRows.add((long) blocks << 32 | table.row(table.cellAt(finding.start())));
            } else {
                group.inText = true;
            }
        }
    }

    /** The same for what only the salvage scan sees: values that were met before and weak ones are left out. Whether any was left. */
    boolean addUnseen(Place place, String fileName, Block block) {
        String file = Masked.of(fileName);
        blocks++;
        Lines lines = new Lines(block);
        boolean any = false;
        for (Finding finding : scanner.read(block).findings()) {
            if (finding.strength() == Strength.LOW || isSeen(finding, place, file)) {
                continue;
            }
            any = true;
            add(place, file, finding, block, shown(lines.where(finding.start())));
        }
        return any;
    }

    /** Met elsewhere; in the same place it is only counted, not new. */
    private boolean isSeen(Finding finding, Place place, String file) {
        return groups.entrySet().stream()
                .anyMatch(group -> group.getKey().type().equals(finding.type()) && !group.getKey().low()
                        && !(group.getKey().place() == place && group.getKey().file().equals(file))
                        && group.getValue().values.contains(finding.value()));
    }

    /** The group of a key; null when there are too many. */
    private Group group(Key key) {
        return groups.size() < MOST_GROUPS || groups.containsKey(key) ? groups.computeIfAbsent(key, k -> new Group()) : null;
    }

    /** Everything that was found, one by one; empty when it is not listed. */
    List<Scan.Found> found() {
        return found;
    }

    /** The places of findings that come in order: counts the lines of running text only once. */
    private static final class Lines {
        private final Block block;
        private int at;
        private int line;

        Lines(Block block) {
            this.block = block;
            this.line = block instanceof Prose prose ? prose.firstLine() : 0;
        }

        String where(int offset) {
            return switch (block) {
                case Table table -> table.columnOf(offset);
                case Prose prose when prose.unit().isEmpty() -> prose.place();
                case Prose prose -> {
                    for (; at < offset; at++) {
                        line += prose.text().charAt(at) == '\n' ? 1 : 0;
                    }
                    yield Block.join(prose.place(), prose.unit() + " " + line);
                }
            };
        }
    }

    private static void count(Group group, Finding finding, Block block, String where) {
        if (group.values.size() >= MOST && !group.values.contains(finding.value())) {
            return;
        }
        group.strength = finding.strength().compareTo(group.strength) > 0 ? finding.strength() : group.strength;
        group.sample = group.sample.isEmpty() ? finding.sample(block.text()) : group.sample;
        group.value(where, finding.value());
    }

    /** What was counted, in the order it was met; a good value is not counted again as a weak one. */
    List<PersonalData> personalData() {
        List<PersonalData> all = new ArrayList<>();
        groups.forEach((key, group) -> {
            int count = group.rows() + (key.low() ? group.without(groups.get(key.good())) : group.values.size());
            if (count > 0) {
                all.add(new PersonalData(key.type(), group.strength, key.place(),
                        key.place() == Place.ATTACHMENT ? where(key.file(), group) : "", count, arePersons(key.type(), List.of(group)),
                        group.sample));
            }
        });
        for (String type : belowTheirLimits(all)) {
            PersonalData together = together(type);
            if (limits.reachedBy(together)) {
                all.add(together);
            }
        }
        return all;
    }

    /** The types that are more than weak and reach their limit in no place. */
    private Set<String> belowTheirLimits(List<PersonalData> all) {
        Set<String> types = new LinkedHashSet<>();
        for (PersonalData data : all) {
            if (data.strength() != Strength.LOW) {
                types.add(data.type());
            }
        }
        for (PersonalData data : all) {
            if (limits.reachedBy(data)) {
                types.remove(data.type());
            }
        }
        return types;
    }

    /** The distinct values of one type in all places of the message: two accounts in the text and two others in a file are four. */
    private PersonalData together(String type) {
        Values values = new Values();
        List<Group> added = new ArrayList<>();
        int rows = 0;
        Strength strength = Strength.LOW;
        String sample = "";
        for (Map.Entry<Key, Group> group : groups.entrySet()) {
            if (group.getKey().type().equals(type) && !group.getKey().low()) {
                added.add(group.getValue());
                values.addAll(group.getValue().values);
                rows += group.getValue().rows();
                strength = group.getValue().strength.compareTo(strength) > 0 ? group.getValue().strength : strength;
                sample = sample.isEmpty() ? group.getValue().sample : sample;
            }
        }
        return new PersonalData(type, strength, Place.MESSAGE, "", values.size() + rows,
                arePersons(type, added), sample);
    }

    /** Whether the values of a type, as many as they are, are as many persons: in a text one number may stand for anybody's. */
    private static boolean arePersons(String type, List<Group> groups) {
        boolean inText = false;
        boolean rowEach = true;
        for (Group group : groups) {
            inText |= group.inText;
            rowEach &= group.inRows.size() >= group.values.size();
        }
        return type.equals(PERSONS)
                || !inText && (ONE_EACH.contains(type) || (OF_ONE.contains(type) || type.startsWith(NATIONAL)) && rowEach);
    }

    /** The place with the most of them, and how many other places there are. */
    private static String where(String file, Group group) {
        String most = "";
        int size = 0;
        for (Map.Entry<String, Integer> place : group.places.entrySet()) {
            if (place.getValue() > size) {
                most = place.getKey();
                size = place.getValue();
            }
        }
        for (Map.Entry<String, Integer> table : group.rows.entrySet()) {
            if (table.getValue() > size) {
                most = table.getKey();
                size = table.getValue();
            }
        }
        int places = group.places.size() + group.rows.size();
        String others = places > 1 ? " (+" + (places - 1) + ")" : "";
        String joined = Block.join(file, most);
        return others.isEmpty() || joined.isEmpty() ? joined : joined + others;
    }
}
