package nl.duwtje.gateway.action;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.mime.HeaderField;
import nl.duwtje.rules.mime.MimeOutline;
import nl.duwtje.rules.mime.Splice;
import nl.duwtje.rules.mime.SplicedMessage;

/**
 * Tells head from body in changed messages, so that a store keeps equal bodies once: copies made from one original share their base when only
 * their heads differ. For one leg on one thread.
 */
final class Layers {

    private final RawMessage original;
    private final List<List<Splice>> bodySplices = new ArrayList<>();
    private final List<RawMessage> bases = new ArrayList<>();

    Layers(RawMessage original) {
        this.original = original;
    }

    Changed of(SplicedMail mail, List<String> removed) {
        RawMessage base = mail.base();
        List<Splice> splices = mail.splices();
        if (splices.isEmpty() && base == original) {
            return new Changed(mail.envelope(), original, new byte[0], 0, removed, mail.notes());
        }
        long bodyFrom = mail.outline().bodyFrom();
        List<Splice> head = splices.stream().filter(splice -> splice.from() < bodyFrom).toList();
        List<Splice> body = splices.stream().filter(splice -> splice.from() >= bodyFrom).toList();
        if (base == original) {
            RawMessage shared = shared(body);
            return head.isEmpty()
                    ? new Changed(mail.envelope(), shared, new byte[0], 0, removed, mail.notes())
                    : new Changed(mail.envelope(), shared, head(base, head, bodyFrom), bodyFrom, removed, mail.notes());
        }
        long originalFrom = MimeOutline.of(original.bytes()).bodyFrom();
        if (body.isEmpty() && sameFrom(original.bytes(), originalFrom, base.bytes(), bodyFrom)) {
            return new Changed(mail.envelope(), original, head(base, head, bodyFrom), originalFrom, removed, mail.notes());
        }
        return new Changed(mail.envelope(), mail.current(), new byte[0], 0, removed, mail.notes());
    }

    /** The original with these changes to its body: one object for equal changes. */
    private RawMessage shared(List<Splice> body) {
        if (body.isEmpty()) {
            return original;
        }
        for (int i = 0; i < bases.size(); i++) {
            if (same(bodySplices.get(i), body)) {
                return bases.get(i);
            }
        }
        bodySplices.add(body);
        bases.add(new SplicedMessage(original, body));
        return bases.get(bases.size() - 1);
    }

    private static boolean same(List<Splice> a, List<Splice> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            Splice one = a.get(i);
            Splice other = b.get(i);
            if (one.from() != other.from() || one.to() != other.to() || !Arrays.equals(one.replacement(), other.replacement())) {
                return false;
            }
        }
        return true;
    }

    private static byte[] head(RawMessage base, List<Splice> splices, long bodyFrom) {
        byte[] head = new byte[(int) bodyFrom];
        base.bytes().get(head);
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length + 256);
        try {
            new SplicedMessage(new nl.duwtje.rules.mail.MemoryMessage(head), splices).writeTo(out::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static boolean sameFrom(ByteBuffer a, long aFrom, ByteBuffer b, long bFrom) {
        return a.slice((int) aFrom, a.limit() - (int) aFrom).equals(b.slice((int) bFrom, b.limit() - (int) bFrom));
    }

    /** Whether every field of {@code before} is still there, in order and unchanged, and the body is the same. */
    static boolean onlyAddsFields(RawMessage before, MimeOutline after) {
        MimeOutline outline = MimeOutline.of(before.bytes());
        if (!sameFrom(outline.bytes(), outline.bodyFrom(), after.bytes(), after.bodyFrom())) {
            return false;
        }
        List<ByteBuffer> now = fields(after);
        int at = 0;
        for (ByteBuffer field : fields(outline)) {
            while (at < now.size() && !now.get(at).equals(field)) {
                at++;
            }
            if (at++ >= now.size()) {
                return false;
            }
        }
        return true;
    }

    private static List<ByteBuffer> fields(MimeOutline outline) {
        List<ByteBuffer> fields = new ArrayList<>();
        for (HeaderField field : outline.headers()) {
            fields.add(outline.bytes().slice((int) field.from(), (int) (field.to() - field.from())));
        }
        return fields;
    }
}
