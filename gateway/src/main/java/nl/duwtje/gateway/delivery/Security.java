package nl.duwtje.gateway.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

import nl.duwtje.gateway.config.NextHopSettings.TlsMode;
import nl.duwtje.rules.settings.SettingsException;

/**
 * TLS towards the next hop (RFC 3207). {@code verified} checks the chain and that the certificate names the host; {@code optional} and
 * {@code required} take any certificate, which keeps listeners out but not impostors (RFC 7435). Safe for all threads.
 */
final class Security {

    private final TlsMode mode;
    private final SSLContext context;

    /** @param trust PEM file with authorities, or null for the JDK's own; only read for {@code verified} */
    Security(TlsMode mode, Path trust) {
        this.mode = mode;
        try {
            this.context = SSLContext.getInstance("TLS");
            context.init(null, mode == TlsMode.VERIFIED ? authorities(trust) : new TrustManager[]{new TrustAnyone()}, null);
        } catch (IOException | GeneralSecurityException e) {
            throw new SettingsException("next-hop.trust " + trust + " cannot be used: it must be a PEM file with certificates (" + e + ")",
                    e);
        }
    }

    TlsMode mode() {
        return mode;
    }

    /** The same connection, made secure; blocks for the handshake. */
    SSLSocket secure(Socket plain, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[]{"TLSv1.3", "TLSv1.2"});
        if (mode == TlsMode.VERIFIED) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static TrustManager[] authorities(Path pem) throws IOException, GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(pem == null ? null : read(pem));
        return factory.getTrustManagers();
    }

    private static KeyStore read(Path pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        try (InputStream in = Files.newInputStream(pem)) {
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + ++number, certificate);
            }
        }
        if (number == 0) {
            throw new IOException("there is no certificate in " + pem);
        }
        return store;
    }

    /** For opportunistic TLS. Extended, so that the JDK adds no checks of its own. */
    private static final class TrustAnyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
            throw new CertificateException("we are the client here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
            throw new CertificateException("we are the client here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("we are the client here");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            // optional and required protect against listeners only
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // optional and required protect against listeners only
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // optional and required protect against listeners only
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
