package nl.duwtje.gateway.action;

import java.util.Set;

import nl.duwtje.rules.mime.MimeOutline;
import nl.duwtje.rules.mime.Part;

/** Whether bodies may be touched: what is signed would no longer hold, what is encrypted cannot be read (RFC 8551, RFC 3156). */
final class Sealed {

    private static final Set<String> TYPES = Set.of("multipart/signed", "multipart/encrypted", "application/pkcs7-mime",
            "application/x-pkcs7-mime", "application/pgp-encrypted", "application/pgp");
    private static final int LOOKED_AT = 64 * 1024;

    private Sealed() {}

    /** Why the body must stay, empty when it may change: "signed or encrypted". */
    static String reason(MimeOutline outline) {
        for (Part part : outline.parts()) {
            if (!part.isInsideMessage() && (TYPES.contains(part.mediaType()) || isInlinePgp(part))) {
                return "signed or encrypted";
            }
        }
        return "";
    }

    private static boolean isInlinePgp(Part part) {
        return part.mediaType().equals("text/plain") && part.children().isEmpty() && part.text(LOOKED_AT).contains("-----BEGIN PGP ");
    }
}
