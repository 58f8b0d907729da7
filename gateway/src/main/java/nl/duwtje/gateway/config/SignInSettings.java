package nl.duwtje.gateway.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import nl.duwtje.rules.settings.BadValue;
import nl.duwtje.rules.settings.CommaList;

/**
 * {@code sign-in}: the OpenID Connect provider that people sign in with where a rule asks for it ({@code answer: sign-in} in policy.yaml);
 * off without an issuer.
 *
 * @param issuer           of one organisation: {@code https://login.microsoftonline.com/TENANT-ID/v2.0}; null when off
 * @param clientId         what the provider calls us
 * @param clientSecretFile its first line is the secret
 * @param claims           of the ID token, in which a mailbox may stand; {@code email} counts only with {@code email_verified}
 * @param session          how long one sign-in counts, 1m to 24h
 * @param timeout          for each call to the provider, 1ms to 30s
 */
public record SignInSettings(URI issuer, String clientId, Path clientSecretFile, CommaList claims, Duration session, Duration timeout) {

    private static final Duration LONGEST_SESSION = Duration.ofHours(24);

    public SignInSettings {
        claims = claims == null ? CommaList.of("preferred_username", "upn") : claims;
        session = session == null ? Duration.ofHours(1) : session;
        timeout = timeout == null ? Duration.ofSeconds(5) : timeout;
        if (issuer != null) {
            checkIssuer(issuer);
            if (clientId == null || clientId.isBlank()) {
                throw new BadValue("client-id", "is missing; it is what your provider calls this application");
            }
            if (clientSecretFile == null) {
                throw new BadValue("client-secret-file", "is missing; name a file whose first line is the client secret");
            }
        } else if (clientId != null || clientSecretFile != null) {
            throw new BadValue("issuer", "is missing; without it nobody can sign in");
        }
        if (claims.values().isEmpty()) {
            throw new BadValue("claims", "must name at least one claim, like preferred_username");
        }
        if (session.compareTo(Duration.ofMinutes(1)) < 0 || session.compareTo(LONGEST_SESSION) > 0) {
            throw new BadValue("session", "must be 1m to 24h");
        }
        if (timeout.toMillis() < 1 || timeout.compareTo(Duration.ofSeconds(30)) > 0) {
            throw new BadValue("timeout", "must be 1ms to 30s");
        }
    }

    private static void checkIssuer(URI issuer) {
        boolean here = "127.0.0.1".equals(issuer.getHost()) || "localhost".equals(issuer.getHost());
        boolean safe = "https".equals(issuer.getScheme()) || "http".equals(issuer.getScheme()) && here;
        if (!safe || issuer.getHost() == null || issuer.getRawQuery() != null || issuer.getRawFragment() != null) {
            throw new BadValue("issuer", "must be like https://login.microsoftonline.com/TENANT-ID/v2.0");
        }
        if (issuer.getPath().matches("/(common|organizations|consumers)(/.*)?")) {
            throw new BadValue("issuer", "must be of one organisation: with " + issuer.getPath().split("/")[1]
                    + " anybody's account would do; write your own tenant id");
        }
    }

    /** Nobody can sign in. */
    public static SignInSettings off() {
        return new SignInSettings(null, null, null, null, null, null);
    }

    public boolean isOn() {
        return issuer != null;
    }
}
