package nl.duwtje.gateway.signin;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;

import nl.duwtje.gateway.config.SignInSettings;

/**
 * What the provider says of itself (OpenID Connect Discovery 1.0), asked when first needed and again after a day; while it cannot be asked
 * again, what is known counts. After a failure it is left alone for a few seconds, so that no crowd waits for it. Safe for all threads.
 */
final class Provider {

    private static final Duration FRESH = Duration.ofDays(1);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 1 << 20;
    /** Signatures by a key pair; never HMAC by our client secret, never "none". */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384, JWSAlgorithm.PS512, JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512);

    private final SignInSettings settings;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Known known;
    private volatile Instant failed = Instant.MIN;

    /** Where to go, where to get tokens, and how to judge them. */
    record Known(URI authorization, URI token, boolean basic, IDTokenValidator validator, Instant at) {}

    Provider(SignInSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws IOException when it cannot be asked and never could */
    Known known() throws IOException {
        Known now = known;
        if (now != null && now.at().plus(FRESH).isAfter(clock.instant()) || failed.isAfter(clock.instant().minus(PAUSE))) {
            return orFail(now);
        }
        try {
            if (!asking.tryLock(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                return orFail(known);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return orFail(known);
        }
        try {
            if (known == now) {
                ask();
            }
            return orFail(known);
        } finally {
            asking.unlock();
        }
    }

    private static Known orFail(Known known) throws IOException {
        if (known == null) {
            throw new IOException("the provider does not answer");
        }
        return known;
    }

    private void ask() {
        int millis = (int) settings.timeout().toMillis();
        try {
            Issuer issuer = new Issuer(settings.issuer());
            OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(issuer, millis, millis);
            URL keys = metadata.getJWKSetURI().toURL();
            JWKSource<SecurityContext> source = JWKSourceBuilder
                    .<SecurityContext>create(keys, new DefaultResourceRetriever(millis, millis, MOST_BYTES)).refreshAheadCache(false)
                    .build();
            IDTokenValidator validator = new IDTokenValidator(issuer, new ClientID(settings.clientId()),
                    new JWSVerificationKeySelector<>(ALGORITHMS, source), null);
            known = new Known(metadata.getAuthorizationEndpointURI(), metadata.getTokenEndpointURI(), allowsBasic(metadata), validator,
                    clock.instant());
        } catch (GeneralException | IOException | RuntimeException e) {
            failed = clock.instant();
            SignIn.LOG.warn("sign-in: {} cannot be asked about itself: {}", settings.issuer(), e.getMessage());
        }
    }

    /** The default when it does not say (OpenID Connect Discovery 1.0 section 3). */
    private static boolean allowsBasic(OIDCProviderMetadata metadata) {
        return metadata.getTokenEndpointAuthMethods() == null || metadata.getTokenEndpointAuthMethods()
                .contains(com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    }
}
