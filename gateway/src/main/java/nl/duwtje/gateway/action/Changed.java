package nl.duwtje.gateway.action;

import java.util.List;

import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.mime.Splice;
import nl.duwtje.rules.mime.SplicedMessage;

/**
 * What leaves for some recipients: {@code head}, then {@code base} from {@code bodyFrom} on. Copies of one message share their base where
 * they can, so that a store keeps it once. Closing {@link #message} closes nothing: the original belongs to whoever gave it.
 *
 * @param envelope                who gets it
 * @param base                    the original itself, or a changed message
 * @param head                    replaces the first {@code bodyFrom} bytes of base; empty with {@code bodyFrom} 0: base as it is
 * @param bodyFrom                in bytes
 * @param removedSignatureDomains the d= of own DKIM signatures that no longer held and were taken out (RFC 6376)
 * @param notes                   what could not be done, for the log: "calendar left as it is: signed"
 */
public record Changed(Envelope envelope, RawMessage base, byte[] head, long bodyFrom, List<String> removedSignatureDomains,
        List<String> notes) {

    public Changed {
        removedSignatureDomains = List.copyOf(removedSignatureDomains);
        notes = List.copyOf(notes);
    }

    static Changed untouched(Envelope envelope, RawMessage original) {
        return new Changed(envelope, original, new byte[0], 0, List.of(), List.of());
    }

    /** Whether it is the original byte for byte. */
    public boolean isUntouchedCopyOf(RawMessage original) {
        return base == original && head.length == 0 && bodyFrom == 0;
    }

    /** All of it, to be sent. */
    public RawMessage message() {
        return head.length == 0 && bodyFrom == 0 ? base : new SplicedMessage(base, List.of(new Splice(0, bodyFrom, head)));
    }
}
