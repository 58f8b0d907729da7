package nl.duwtje.gateway.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate as PEM files and as a key store, made by the JDK's keytool, with a server that shows it and a client that trusts only it. */
public record TestCertificate(Path certificate, Path key, X509Certificate x509, Path store) {

    private static final String PASSWORD = "invented";

    /** @param names as keytool writes them: "ip:127.0.0.1,dns:localhost" */
    public static TestCertificate make(Path folder, String names) throws IOException, GeneralSecurityException {
        return make(folder, "server", "EC", names);
    }

    /** @param algorithm "RSA" or "EC" */
    public static TestCertificate make(Path folder, String name, String algorithm) throws IOException, GeneralSecurityException {
        return make(folder, name, algorithm, "dns:duwtje.test");
    }

    /** As the others. */
    public static TestCertificate make(Path folder, String name, String algorithm, String names)
            throws IOException, GeneralSecurityException {
        Path store = folder.resolve(name + ".p12");
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(List.of(keytool, "-genkeypair", "-alias", "smtp", "-keyalg", algorithm, "-groupname",
                algorithm.equals("EC") ? "secp256r1" : "none", "-dname", "CN=" + name + ".test", "-ext", "san=" + names,
                "-storetype",
                "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD, "-validity", "2").stream()
                .filter(word -> algorithm.equals("EC") || !word.equals("-groupname") && !word.equals("none")).toList())
                .redirectErrorStream(true).redirectOutput(folder.resolve(name + ".log").toFile()).start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(Files.readString(folder.resolve(name + ".log")));
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        X509Certificate x509 = (X509Certificate) keys.getCertificate("smtp");
        Path certificate = pem(folder.resolve(name + ".crt"), "CERTIFICATE", x509.getEncoded());
        Path key = pem(folder.resolve(name + ".key"), "PRIVATE KEY", keys.getKey("smtp", PASSWORD.toCharArray()).getEncoded());
        return new TestCertificate(certificate, key, x509, store);
    }

    private static Path pem(Path file, String type, byte[] bytes) throws IOException {
        return Files.writeString(file, "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(bytes)
                + "\n-----END " + type + "-----\n");
    }

    /** The certificate, to trust it. */
    public Path pem() {
        return certificate;
    }

    /** What a server speaks TLS with. */
    public SSLContext server() throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    /** A client's context that trusts this certificate and no other. */
    public SSLContext trusting() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("smtp", x509);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        TrustManager[] managers = factory.getTrustManagers();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);
        return context;
    }
}
