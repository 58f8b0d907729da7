package nl.duwtje.rules.mime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The one pass over the bytes: a recursive descent with one position, so that every byte is looked at once whatever the nesting. */
final class OutlineScan {

    private final ByteBuffer bytes;
    private final byte[] array;
    private final int end;
    private final Oddities odd = new Oddities();
    private final HeaderScan headers;
    private final Delimiters delimiters;
    private int parts;
    private boolean complete = true;

    /** @param array what is behind {@code bytes}, from its first byte on; null when that is no array */
    OutlineScan(ByteBuffer bytes, byte[] array) {
        this.bytes = bytes;
        this.array = array;
        this.end = bytes.limit();
        this.delimiters = new Delimiters(bytes, array, odd);
        this.headers = new HeaderScan(bytes, delimiters, odd);
    }

    String ambiguity() {
        return odd.first();
    }

    boolean isComplete() {
        return complete && headers.isComplete();
    }

    Part message() {
        List<Part> made = new ArrayList<>(1);
        entity(null, 0, 0, made);
        return made.get(0);
    }

    /** Reads one part from its first header line on; gives the delimiter that ended it, null at the end of the bytes. */
    private Delimiters.Hit entity(Part parent, int from, int depth, List<Part> made) {
        parts++;
        HeaderScan.Section section = headers.read(from);
        boolean inDigest = parent != null && parent.mediaType().equals("multipart/digest");
        PartHead head = PartHead.of(bytes, section.fields(), inDigest, odd);
        Part part = new Part(bytes, array, parent, head, from, section.bodyFrom());
        made.add(part);
        if (section.hit() != null) {
            odd.add("header without an end");
            return section.hit();
        }
        Delimiters.Hit hit = body(part, head, depth);
        part.endsAt(hit == null ? end : hit.contentEnd());
        return hit;
    }

    private Delimiters.Hit body(Part part, PartHead head, int depth) {
        int from = (int) part.bodyFrom();
        if (!part.isMessage() && headers.looksStructural(from)) {
            odd.add("header field below the header");
        }
        boolean container = part.is("multipart/") && !head.boundary().isEmpty() || part.isMessage() && !part.isEncodedMessage();
        if (container && depth >= MimeOutline.MAX_DEPTH) {
            odd.add("too deep");
            complete = false;
        } else if (container && part.isMessage()) {
            return room() ? entity(part, from, depth + 1, new ArrayList<>(1)) : delimiters.next(from, false);
        } else if (container) {
            return multipart(part, head.boundary(), from, depth);
        }
        return delimiters.next(from, false);
    }

    private Delimiters.Hit multipart(Part part, String boundary, int from, int depth) {
        Delimiters.Frame frame = delimiters.open(boundary.getBytes(StandardCharsets.UTF_8));
        Delimiters.Hit hit = delimiters.next(from, true);
        while (hit != null && hit.frame() == frame && !hit.closes()) {
            hit = room() ? entity(part, hit.next(), depth + 1, new ArrayList<>(1)) : delimiters.next(hit.next(), true);
        }
        if (hit != null && hit.frame() == frame) {
            frame.close();
            hit = delimiters.next(hit.next(), true);
        } else {
            odd.add("missing close delimiter");
        }
        if (part.children().isEmpty()) {
            odd.add("multipart without a part");
        }
        delimiters.leave();
        return hit;
    }

    private boolean room() {
        if (parts < MimeOutline.MAX_PARTS) {
            return true;
        }
        odd.add("too many parts");
        complete = false;
        return false;
    }
}
