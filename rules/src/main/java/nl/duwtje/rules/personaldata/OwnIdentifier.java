package nl.duwtje.rules.personaldata;

import java.util.List;
import java.util.Locale;

/**
 * An identifier of an organisation's own. Immutable, safe for all threads.
 *
 * @param name     what policy.yaml and the texts call it: CLIENT_NUMBER
 * @param pattern  its shape, as {@code Shape} reads it: {@code C-\d{6}}
 * @param checksum its check
 * @param labels   words of which one must stand near; none when its shape says enough
 */
public record OwnIdentifier(String name, String pattern, Checksum checksum, List<String> labels) {

    public OwnIdentifier {
        labels = labels.stream().map(l -> l.strip().toLowerCase(Locale.ROOT)).toList();
        new Shape(pattern);
    }

    Shape shape() {
        return new Shape(pattern);
    }
}
