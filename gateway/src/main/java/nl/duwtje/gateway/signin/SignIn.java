package nl.duwtje.gateway.signin;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;

import nl.duwtje.gateway.config.SignInSettings;
import nl.duwtje.rules.mail.AddressException;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.settings.SettingsException;

/**
 * Sign-in by OpenID Connect Core 1.0 section 3.1, the code flow, with PKCE (RFC 7636, S256), state and nonce. Keeps nothing: what must come
 * back, and later who signed in, is in signed cookies of the browser. Signature, iss, aud, exp and nonce of ID tokens are judged by the
 * library. Safe for all threads.
 */
public final class SignIn {

    static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
    private static final Duration UNDER_WAY = Duration.ofMinutes(10);
    private static final int MOST_AT_ONCE = 8;
    private static final String BEGUN = "begun";
    private static final String SESSION = "session";

    private final SignInSettings settings;
    private final Secret clientSecret;
    private final Provider provider;
    private final Seal seal;
    private final Semaphore atOnce = new Semaphore(MOST_AT_ONCE);

    /**
     * @param secret behind the cookies; shared by all gateways of one route
     * @throws SettingsException when the client secret cannot be read
     */
    public SignIn(SignInSettings settings, byte[] secret, Clock clock) {
        this.settings = settings;
        this.clientSecret = new Secret(clientSecret(settings));
        this.provider = new Provider(settings, clock);
        this.seal = new Seal(secret, clock);
    }

    /** @throws SettingsException when the client secret cannot be read or is empty */
    public static String clientSecret(SignInSettings settings) {
        try {
            String secret = Files.readString(settings.clientSecretFile()).lines().findFirst().orElse("").strip();
            if (secret.isEmpty()) {
                throw new SettingsException("sign-in.client-secret-file: " + settings.clientSecretFile() + " is empty");
            }
            return secret;
        } catch (IOException e) {
            throw new SettingsException("sign-in.client-secret-file: " + settings.clientSecretFile() + " cannot be read: " + e, e);
        }
    }

    /** How long the session's cookie counts. */
    public Duration session() {
        return settings.session();
    }

    /** How long the cookie of a sign-in under way counts. */
    public Duration underWay() {
        return UNDER_WAY;
    }

    /**
     * Where the browser goes to sign in. Asks the provider about itself when that was not done yet.
     *
     * @param callback where the provider sends the browser back to; registered there
     * @param forWhat  comes back in {@link Step.SignedIn}; without line ends
     * @param anew     whether somebody who has a session there must choose again
     */
    public Step begin(URI callback, String forWhat, boolean anew) {
        State state = new State();
        Nonce nonce = new Nonce();
        CodeVerifier verifier = new CodeVerifier();
        try {
            AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(ResponseType.CODE,
                    new Scope("openid", "profile", "email"), new ClientID(settings.clientId()), callback)
                    .endpointURI(provider.known().authorization()).state(state).nonce(nonce)
                    .codeChallenge(verifier, CodeChallengeMethod.S256);
            if (anew) {
                request.prompt(new Prompt(Prompt.Type.SELECT_ACCOUNT));
            }
            return new Step.ToProvider(request.build().toURI(),
                    seal.seal(BEGUN, UNDER_WAY, List.of(state.getValue(), nonce.getValue(), verifier.getValue(), forWhat)));
        } catch (IOException e) {
            return new Step.Away(e.getMessage());
        }
    }

    /**
     * The browser comes back.
     *
     * @param returned the callback with the provider's query
     * @param cookie   of {@link Step.ToProvider}; empty when the browser has none
     */
    public Step finish(URI callback, URI returned, String cookie) {
        List<String> begun = seal.open(BEGUN, cookie);
        if (begun.size() != 4) {
            return new Step.Refused("not begun in this browser, or too long ago");
        }
        Optional<AuthenticationResponse> response = parsed(returned);
        if (response.isEmpty()) {
            return new Step.Refused("an answer that cannot be read");
        }
        if (!new State(begun.get(0)).equals(response.get().getState())) {
            return new Step.Refused("another state than was sent");
        }
        if (response.get().getIssuer() != null && !response.get().getIssuer().getValue().equals(settings.issuer().toString())) {
            return new Step.Refused("an answer of another provider (RFC 9207)");
        }
        return response.get() instanceof AuthenticationSuccessResponse success && success.getAuthorizationCode() != null
                ? exchanged(success.getAuthorizationCode(), callback, begun)
                : new Step.Refused("the provider gives no code");
    }

    private static Optional<AuthenticationResponse> parsed(URI returned) {
        try {
            return Optional.of(AuthenticationResponseParser.parse(returned));
        } catch (ParseException | IllegalArgumentException notReadable) {
            return Optional.empty();
        }
    }

    private Step exchanged(AuthorizationCode code, URI callback, List<String> begun) {
        if (!atOnce.tryAcquire()) {
            return new Step.Away("too many at once");
        }
        try {
            Provider.Known known = provider.known();
            ClientID id = new ClientID(settings.clientId());
            ClientAuthentication ours = known.basic() ? new ClientSecretBasic(id, clientSecret) : new ClientSecretPost(id, clientSecret);
            HTTPRequest request = new TokenRequest.Builder(known.token(), ours,
                    new AuthorizationCodeGrant(code, callback, new CodeVerifier(begun.get(2)))).build().toHTTPRequest();
            request.setConnectTimeout((int) settings.timeout().toMillis());
            request.setReadTimeout((int) settings.timeout().toMillis());
            request.setFollowRedirects(false);
            TokenResponse response = OIDCTokenResponseParser.parse(request.send());
            if (!response.indicatesSuccess()) {
                return new Step.Refused("the provider says " + response.toErrorResponse().getErrorObject().getCode());
            }
            var tokens = (com.nimbusds.openid.connect.sdk.OIDCTokenResponse) response;
            IDTokenClaimsSet claims = known.validator().validate(tokens.getOIDCTokens().getIDToken(), new Nonce(begun.get(1)));
            List<String> mailboxes = mailboxes(claims);
            LOG.info("sign-in: somebody signed in, with {} mailboxes", mailboxes.size());
            return new Step.SignedIn(begun.get(3), seal.seal(SESSION, settings.session(), mailboxes));
        } catch (IOException | ParseException e) {
            LOG.warn("sign-in: no tokens from {}: {}", settings.issuer(), e.getMessage());
            return new Step.Away(String.valueOf(e.getMessage()));
        } catch (BadJOSEException e) {
            LOG.warn("sign-in: an ID token does not hold: {}", e.getMessage());
            return new Step.Refused("an ID token that does not hold");
        } catch (JOSEException e) {
            LOG.warn("sign-in: the keys of {} cannot be had: {}", settings.issuer(), e.getMessage());
            return new Step.Away(String.valueOf(e.getMessage()));
        } finally {
            atOnce.release();
        }
    }

    private List<String> mailboxes(IDTokenClaimsSet claims) {
        List<String> found = new ArrayList<>();
        for (String name : settings.claims().values()) {
            boolean counts = !name.equals("email") || Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"));
            if (counts && claims.getClaim(name) instanceof String text && isMailbox(text)) {
                found.add(text);
            }
        }
        return found;
    }

    private static boolean isMailbox(String text) {
        try {
            return text.indexOf('\n') < 0 && !MailAddress.of(text).isNull();
        } catch (AddressException e) {
            return false;
        }
    }

    /** Whether this is the cookie of somebody who signed in and still counts. */
    public boolean isSession(String cookie) {
        return !seal.open(SESSION, cookie).isEmpty();
    }

    /** The mailboxes of who signed in; empty without a session. */
    public Set<MailAddress> mailboxes(String cookie) {
        return seal.open(SESSION, cookie).stream().filter(text -> !text.isEmpty()).map(MailAddress::of)
                .collect(Collectors.toUnmodifiableSet());
    }
}
