package nl.duwtje.gateway.directory;

import java.nio.file.Path;
import java.time.Duration;

import nl.duwtje.gateway.config.HostPort;
import nl.duwtje.gateway.config.NextHopSettings.TlsMode;
import nl.duwtje.rules.settings.BadValue;
import nl.duwtje.rules.settings.CommaList;

/**
 * {@code ldap} in departments.yaml: where a person's department and language are looked up when no address in the file names them.
 *
 * @param address             host and port
 * @param tls                 none, or verified: StartTLS, and the certificate must name the host
 * @param trust               PEM file with the authorities for "verified"; the JDK's own when absent
 * @param bindDn              who we are; empty: nobody
 * @param passwordFile        its first line is the password; read at each connection
 * @param base                below which people are
 * @param addressAttributes   in which a mail address may stand; in proxyAddresses it stands behind "smtp:"
 * @param departmentAttribute the department's name, as in {@code departments}
 * @param languageAttribute   "nl", "nl-NL", "en" ...; anything else is as if it were not there
 * @param patience            how long to wait for somebody we do not know yet, before going on without
 * @param refreshAfter        what is known is asked again after this; until there is an answer the old one counts
 */
public record LdapSettings(HostPort address, TlsMode tls, Path trust, String bindDn, Path passwordFile, String base,
        CommaList addressAttributes, String departmentAttribute, String languageAttribute, Duration patience, Duration refreshAfter) {

    public LdapSettings {
        tls = tls == null ? TlsMode.VERIFIED : tls;
        bindDn = bindDn == null ? "" : bindDn;
        addressAttributes = addressAttributes == null ? CommaList.of("mail", "proxyAddresses") : addressAttributes;
        departmentAttribute = departmentAttribute == null ? "department" : departmentAttribute;
        languageAttribute = languageAttribute == null ? "preferredLanguage" : languageAttribute;
        patience = patience == null ? Duration.ofSeconds(2) : patience;
        refreshAfter = refreshAfter == null ? Duration.ofHours(1) : refreshAfter;
        if (address == null || address.port() == 0) {
            throw new BadValue("address", "is missing; write dc1.example.org:389");
        }
        if (base == null || base.isBlank()) {
            throw new BadValue("base", "is missing; write ou=people,dc=example,dc=org");
        }
        if (tls != TlsMode.NONE && tls != TlsMode.VERIFIED) {
            throw new BadValue("tls", "must be none or verified");
        }
        if (bindDn.isEmpty() != (passwordFile == null)) {
            throw new BadValue(bindDn.isEmpty() ? "bind-dn" : "password-file", "is missing; it takes both or none");
        }
        if (tls == TlsMode.NONE && passwordFile != null && !address.host().startsWith("127.") && !address.host().equals("::1")) {
            throw new BadValue("tls", "must be verified when there is a password and the server is another machine");
        }
        if (addressAttributes.values().isEmpty() || addressAttributes.values().size() > 5) {
            throw new BadValue("address-attributes", "must be 1 to 5 names");
        }
        if (patience.toMillis() < 1 || patience.toMillis() > 10_000) {
            throw new BadValue("patience", "must be 1ms to 10s");
        }
        if (refreshAfter.toSeconds() < 1) {
            throw new BadValue("refresh-after", "must be 1s or more");
        }
    }
}
