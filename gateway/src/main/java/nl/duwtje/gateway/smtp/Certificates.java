package nl.duwtje.gateway.smtp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import nl.duwtje.gateway.config.SmtpSettings;

/**
 * Our certificate chain and key from PEM files (PKCS#8; RSA, EC or EdDSA), read again when a file changes. A new pair that cannot be used leaves
 * the old one in place, with one line in the log. Safe for all threads.
 */
final class Certificates {

    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
    private static final Pattern KEY = Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final char[] NO_PASSWORD = {};

    private record Version(FileTime certificate, long certificateSize, FileTime key, long keySize) {}

    private final SmtpSettings.Tls files;
    private Version version;
    private SSLContext context;

    /** Reads the files when STARTTLS is on, so that a bad pair is found at start. */
    Certificates(SmtpSettings.Tls files) throws IOException, GeneralSecurityException {
        this.files = files;
        if (files.isOn()) {
            version = versionNow();
            context = read(files.certificate(), files.key());
        }
    }

    boolean isOn() {
        return files.isOn();
    }

    /** The pair that is on disk now, or the last that could be used. */
    synchronized Optional<SSLContext> current() {
        try {
            Version now = versionNow();
            if (!Objects.equals(now, version)) {
                version = now;
                context = read(files.certificate(), files.key());
                LOG.info("smtp.tls: read {} again", files.certificate());
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            LOG.error("smtp.tls: the old certificate stays in use, because the new files cannot be used: {}", e.toString());
        }
        return Optional.ofNullable(context);
    }

    private Version versionNow() throws IOException {
        return new Version(Files.getLastModifiedTime(files.certificate()), Files.size(files.certificate()),
                Files.getLastModifiedTime(files.key()), Files.size(files.key()));
    }

    private static SSLContext read(Path certificate, Path key) throws IOException, GeneralSecurityException {
        Certificate[] chain = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificate))).toArray(Certificate[]::new);
        if (chain.length == 0) {
            throw new GeneralSecurityException(certificate + " holds no certificate");
        }
        Matcher pem = KEY.matcher(Files.readString(key, StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new GeneralSecurityException(
                    key + " holds no unencrypted PKCS#8 key (BEGIN PRIVATE KEY); convert with: openssl pkcs8 -topk8"
                            + " -nocrypt");
        }
        PublicKey publicKey = chain[0].getPublicKey();
        PrivateKey privateKey = KeyFactory.getInstance(publicKey.getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1))));
        if (!belongTogether(publicKey, privateKey)) {
            throw new GeneralSecurityException(key + " is not the key of " + certificate);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("smtp", privateKey, NO_PASSWORD, chain);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls;
    }

    private static boolean belongTogether(PublicKey publicKey, PrivateKey privateKey) throws GeneralSecurityException {
        String algorithm = switch (publicKey.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> publicKey.getAlgorithm();
        };
        Signature signature = Signature.getInstance(algorithm);
        byte[] sample = "smtp".getBytes(StandardCharsets.US_ASCII);
        signature.initSign(privateKey);
        signature.update(sample);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(sample);
        return signature.verify(signed);
    }
}
