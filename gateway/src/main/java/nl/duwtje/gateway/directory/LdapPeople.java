package nl.duwtje.gateway.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.net.ssl.TrustManager;

import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.JVMDefaultTrustManager;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;

import nl.duwtje.gateway.config.NextHopSettings.TlsMode;
import nl.duwtje.rules.mail.MailAddress;

/** People in LDAP or Active Directory, over one connection that is made when it is needed. For one thread. */
final class LdapPeople implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MAX_DEPARTMENT = 80;

    /** @param language "nl", "en" or empty */
    record Entry(String department, String language) {}

    private final LdapSettings settings;
    private LDAPConnection connection;

    LdapPeople(LdapSettings settings) {
        this.settings = settings;
    }

    /**
     * The one entry that has this address; empty when there is none, or more than one.
     *
     * @throws LDAPException when the server cannot be asked; the next call connects anew
     */
    Optional<Entry> find(MailAddress address) throws LDAPException {
        try {
            List<Filter> named = settings.addressAttributes().values().stream().map(attribute -> Filter.createEqualityFilter(attribute,
                    attribute.equalsIgnoreCase("proxyAddresses") ? "smtp:" + address.text() : address.text())).toList();
            SearchRequest request = new SearchRequest(settings.base(), SearchScope.SUB, DereferencePolicy.NEVER, 2, TIMEOUT_MILLIS / 1000,
                    false, Filter.createORFilter(named), settings.departmentAttribute(), settings.languageAttribute());
            List<SearchResultEntry> found = connected().search(request).getSearchEntries();
            return found.size() == 1 ? Optional.of(entry(found.get(0))) : Optional.empty();
        } catch (LDAPException e) {
            if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                return Optional.empty();
            }
            close();
            throw e;
        }
    }

    private Entry entry(SearchResultEntry found) {
        String department = found.hasAttribute(settings.departmentAttribute())
                ? found.getAttributeValue(settings.departmentAttribute())
                : "";
        String language = found.hasAttribute(settings.languageAttribute()) ? found.getAttributeValue(settings.languageAttribute()) : "";
        String primary = language.toLowerCase(Locale.ROOT).split("[-_,;]", 2)[0].strip();
        String name = department.replaceAll("\\p{Cntrl}", " ").strip();
        return new Entry(name.length() > MAX_DEPARTMENT ? "" : name, primary.equals("nl") || primary.equals("en") ? primary : "");
    }

    private LDAPConnection connected() throws LDAPException {
        if (connection == null || !connection.isConnected()) {
            LDAPConnectionOptions options = new LDAPConnectionOptions();
            options.setConnectTimeoutMillis(TIMEOUT_MILLIS);
            options.setResponseTimeoutMillis(TIMEOUT_MILLIS);
            options.setFollowReferrals(false);
            options.setUseSynchronousMode(true);
            connection = new LDAPConnection(options, settings.address().host(), settings.address().port());
            try {
                if (settings.tls() == TlsMode.VERIFIED) {
                    TrustManager trust = settings.trust() == null
                            ? JVMDefaultTrustManager.getInstance()
                            : new PEMFileTrustManager(settings.trust().toFile());
                    require(connection.processExtendedOperation(new StartTLSExtendedRequest(new SSLUtil(trust).createSSLContext()))
                            .getResultCode());
                    requireName();
                }
                if (settings.passwordFile() != null) {
                    String password = Files.readString(settings.passwordFile()).lines().findFirst().orElse("");
                    connection.bind(settings.bindDn(), password);
                }
            } catch (IOException | GeneralSecurityException e) {
                throw new LDAPException(ResultCode.LOCAL_ERROR, "trust or password-file: " + e, e);
            }
        }
        return connection;
    }

    /** The certificate must name the host, before any password is sent. */
    private void requireName() throws LDAPException, IOException {
        if (!(connection.getSSLSession().getPeerCertificates()[0] instanceof X509Certificate certificate)
                || !CertificateName.isFor(certificate, settings.address().host())) {
            throw new LDAPException(ResultCode.CONNECT_ERROR, "the certificate does not name " + settings.address().host());
        }
    }

    private static void require(ResultCode code) throws LDAPException {
        if (!code.equals(ResultCode.SUCCESS)) {
            throw new LDAPException(code, "the server does not do StartTLS");
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
