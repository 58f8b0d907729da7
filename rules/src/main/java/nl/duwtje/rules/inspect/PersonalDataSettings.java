package nl.duwtje.rules.inspect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import nl.duwtje.rules.personaldata.Checksum;
import nl.duwtje.rules.personaldata.OwnData;
import nl.duwtje.rules.personaldata.OwnIdentifier;
import nl.duwtje.rules.settings.BadValue;
import nl.duwtje.rules.settings.CommaList;

/**
 * {@code personal-data.yaml}: what an organisation adds to the types of personal data, and which values are nobody's.
 *
 * @param identifiers identifiers of its own
 * @param exclude     its own accounts, telephone numbers and test numbers, as people write them
 * @param domains     mail domains whose addresses do not count, besides those of {@code organisation.domains}
 */
public record PersonalDataSettings(List<Identifier> identifiers, List<String> exclude, CommaList domains) {

    private static final int MOST_EXCLUDED = 1000;

    public PersonalDataSettings {
        identifiers = identifiers == null ? List.of() : List.copyOf(identifiers);
        exclude = exclude == null ? List.of() : List.copyOf(exclude);
        domains = domains == null ? CommaList.of() : domains;
        if (identifiers.size() > OwnData.MOST) {
            throw new BadValue("identifiers", "has more than " + OwnData.MOST);
        }
        if (exclude.size() > MOST_EXCLUDED) {
            throw new BadValue("exclude", "has more than " + MOST_EXCLUDED);
        }
        Set<String> names = new HashSet<>();
        for (Identifier identifier : identifiers) {
            if (!names.add(identifier.name())) {
                throw new BadValue("identifiers", "has the name " + identifier.name() + " twice");
            }
        }
        for (String value : exclude) {
            if (value.chars().filter(Character::isLetterOrDigit).count() < 5) {
                throw new BadValue("exclude", "has \"" + value + "\", which is too short to be a value");
            }
        }
    }

    /**
     * One identifier of an organisation's own.
     *
     * @param name     what policy.yaml and the output of a scan call it: CLIENT_NUMBER
     * @param pattern  its shape
     * @param checksum its check, none when left out
     * @param labels   words of which one stands near; without them the shape alone is enough
     */
    public record Identifier(String name, String pattern, Checksum checksum, CommaList labels) {
        public Identifier {
            checksum = checksum == null ? Checksum.NONE : checksum;
            labels = labels == null ? CommaList.of() : labels;
            if (name == null || !name.matches("[A-Z][A-Z0-9_]{1,39}")) {
                throw new BadValue("name", "must be capitals, digits and underscores, like CLIENT_NUMBER");
            }
            if (OwnData.isBuiltIn(name)) {
                throw new BadValue("name", "is a type that is built in");
            }
            if (pattern == null) {
                throw new BadValue("pattern", "is missing; write the shape, like C-\\d{6}");
            }
            for (String label : labels.values()) {
                if (label.strip().length() < 2 || label.length() > 60) {
                    throw new BadValue("labels", "has \"" + label + "\"; a word has 2 to 60 characters");
                }
            }
            try {
                new OwnIdentifier(name, pattern, checksum, List.of());
            } catch (IllegalArgumentException e) {
                throw new BadValue("pattern", e.getMessage());
            }
        }
    }

    /** Nothing added, nothing left out. */
    public static PersonalDataSettings none() {
        return new PersonalDataSettings(null, null, null);
    }

    /** As the scanner takes it. */
    public OwnData toOwnData() {
        List<OwnIdentifier> own = new ArrayList<>();
        for (Identifier i : identifiers) {
            own.add(new OwnIdentifier(i.name(), i.pattern(), i.checksum(), i.labels().values()));
        }
        return new OwnData(own, exclude, domains.values().stream().map(d -> d.toLowerCase(Locale.ROOT)).toList());
    }
}
