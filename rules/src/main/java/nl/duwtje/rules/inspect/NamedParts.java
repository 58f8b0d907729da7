package nl.duwtje.rules.inspect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import nl.duwtje.rules.mime.MimeOutline;
import nl.duwtje.rules.mime.Part;

/**
 * Finds in the bytes the attachments that facts name. What lies within a forwarded message is found as that message: the outermost part that
 * a recipient sees as a file. Stateless.
 */
public final class NamedParts {

    private NamedParts() {}

    /**
     * The parts to leave out, none within another. When one of the names cannot be found (an attachment within a message that is encoded, say)
     * all attachments are given: rather too much is left out than too little.
     *
     * @param names as in {@code Attachment.name()}
     */
    public static List<Part> of(MimeOutline outline, List<String> names) {
        Set<Part> found = new LinkedHashSet<>();
        Set<String> missing = new LinkedHashSet<>(names);
        Set<Part> all = new LinkedHashSet<>();
        for (Part part : outline.parts()) {
            boolean file = part.isAttachment() || part.isInlineImage();
            if (file || part.isMessage() && part.parent() != null) {
                all.add(outermost(part));
            }
            String name = Masked.of(part.fileName());
            if (!name.isEmpty() && names.contains(name)) {
                found.add(outermost(part));
                missing.remove(name);
            }
        }
        return new ArrayList<>(missing.isEmpty() ? found : all);
    }

    private static Part outermost(Part part) {
        Part outer = part;
        for (Part above = part.parent(); above != null; above = above.parent()) {
            if (above.isMessage() && above.parent() != null) {
                outer = above;
            }
        }
        return outer;
    }
}
