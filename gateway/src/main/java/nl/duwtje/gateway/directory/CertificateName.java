package nl.duwtje.gateway.directory;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Whether a certificate is for a host (RFC 6125), by its subject alternative names only. The SDK's own check accepts any on loopback. */
final class CertificateName {

    private static final int DNS = 2;
    private static final int IP = 7;

    private CertificateName() {}

    static boolean isFor(X509Certificate certificate, String host) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names != null
                    && names.stream().anyMatch(name -> isFor((Integer) name.get(0), name.get(1), host.toLowerCase(Locale.ROOT)));
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static boolean isFor(int kind, Object value, String host) {
        if (kind != DNS && kind != IP || !(value instanceof String text)) {
            return false;
        }
        String name = text.toLowerCase(Locale.ROOT);
        int dot = host.indexOf('.');
        boolean wildcard = kind == DNS && name.startsWith("*.") && dot > 0 && host.substring(dot).equals(name.substring(1))
                && host.chars().anyMatch(Character::isLetter);
        return name.equals(host) || wildcard;
    }
}
