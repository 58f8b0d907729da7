package nl.duwtje.loadtest.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A certificate of our own for one run, made by the JDK's keytool, and a client that trusts everybody. For measuring, never for mail. */
public final class Certificate {

    private static final char[] PASSWORD = "loadtest".toCharArray();

    private final Path certificate;
    private final Path key;
    private final SSLContext server;

    private Certificate(Path certificate, Path key, SSLContext server) {
        this.certificate = certificate;
        this.key = key;
        this.server = server;
    }

    /** Makes one in {@code folder}: cert.pem and key.pem. */
    public static Certificate in(Path folder) throws IOException {
        Path store = folder.resolve("loadtest.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
                "loadtest", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=loadtest.test", "-validity", "30", "-storetype",
                "PKCS12",
                "-keystore", store.toString(), "-storepass", new String(PASSWORD)).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (keytool.onExit().orTimeout(60, TimeUnit.SECONDS).join().exitValue() != 0) {
            throw new IOException("keytool made no certificate in " + folder);
        }
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, PASSWORD);
            SSLContext server = SSLContext.getInstance("TLS");
            server.init(factory.getKeyManagers(), null, null);
            return new Certificate(pem(folder.resolve("cert.pem"), "CERTIFICATE", keys.getCertificate("loadtest").getEncoded()),
                    pem(folder.resolve("key.pem"), "PRIVATE KEY", keys.getKey("loadtest", PASSWORD).getEncoded()), server);
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java cannot make a certificate", e);
        }
    }

    private static Path pem(Path file, String kind, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    public Path certificate() {
        return certificate;
    }

    public Path key() {
        return key;
    }

    /** For the sink's side of a connection. */
    public SSLEngine serverEngine() {
        SSLEngine engine = server.createSSLEngine();
        engine.setUseClientMode(false);
        return engine;
    }

    /** For the sender's side: takes any certificate. */
    public static SSLContext trusting() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[]{new Everybody()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    private static final class Everybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
