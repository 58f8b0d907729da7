package nl.duwtje.gateway.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLSocketFactory;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;

import nl.duwtje.gateway.testkit.RunningGateway;
import nl.duwtje.gateway.testkit.SampleMails;
import nl.duwtje.gateway.testkit.ScriptedNextHop;
import nl.duwtje.gateway.testkit.TestCertificate;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.settings.SettingsFile;

/** Departments from LDAP: a real server in this process, over a socket. */
class LdapTest {

    private static final MailAddress SANNE = MailAddress.of("sanne@example.org");
    private static final String SANNE_DN = "uid=sanne,ou=people,dc=example,dc=org";

    @TempDir
    Path folder;
    private final AtomicInteger searches = new AtomicInteger();
    private final MovingClock clock = new MovingClock();
    private InMemoryDirectoryServer server;
    private int port;

    @BeforeEach
    void start() throws Exception {
        server = server(0, null);
        port = server.getListenPort();
    }

    @AfterEach
    void stop() {
        server.shutDown(true);
    }

    private InMemoryDirectoryServer server(int listen, SSLSocketFactory startTls) throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
        config.setSchema(null);
        config.addAdditionalBindCredentials("cn=duwtje", "geheim");
        config.setAuthenticationRequiredOperationTypes(com.unboundid.ldap.sdk.OperationType.SEARCH);
        config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig("ldap", InetAddress.getLoopbackAddress(), listen, startTls));
        config.addInMemoryOperationInterceptor(new InMemoryOperationInterceptor() {
            @Override
            public void processSearchRequest(InMemoryInterceptedSearchRequest request) {
                searches.incrementAndGet();
            }
        });
        InMemoryDirectoryServer made = new InMemoryDirectoryServer(config);
        made.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
        made.add("dn: ou=people,dc=example,dc=org", "objectClass: organizationalUnit", "ou: people");
        made.add("dn: " + SANNE_DN, "objectClass: inetOrgPerson", "uid: sanne", "mail: Sanne@example.org", "department: belastingen",
                "preferredLanguage: en-GB");
        made.add("dn: uid=piet,ou=people,dc=example,dc=org", "objectClass: inetOrgPerson", "uid: piet",
                "proxyAddresses: SMTP:piet@example.org",
                "proxyAddresses: smtp:p.jansen@example.org", "department: Wijkteam Noord");
        for (String twin : new String[]{"a", "b"}) {
            made.add("dn: uid=" + twin + ",ou=people,dc=example,dc=org", "objectClass: inetOrgPerson", "uid: " + twin,
                    "mail: balie@example.org", "department: " + twin);
        }
        made.startListening();
        return made;
    }

    private String departments(String more) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "geheim\n");
        return """
                ambassador: {name: Informatiepunt, contact: toestel 1}
                departments:
                - name: Belastingen
                  ambassador: {name: Ria Smit, contact: toestel 7}
                - name: Balie
                  members: [loket@example.org]
                ldap:
                  address: 127.0.0.1:%d
                  bind-dn: cn=duwtje
                  password-file: %s
                  base: dc=example,dc=org
                  patience: 10s
                  refresh-after: 1h
                %s
                """.formatted(port, password, more);
    }

    private Directory directory(String more) throws Exception {
        return new Directory(SettingsFile.parse("departments.yaml", departments(more)).as(Departments.class), clock);
    }

    @Test
    void departmentAndLanguageComeFromTheirEntryAndTheAmbassadorFromTheFile() throws Exception {
        try (Directory directory = directory("  tls: none")) {
            assertThat(directory.of(SANNE)).isEqualTo(new Person("Belastingen", new Ambassador("Ria Smit", "toestel 7"), "en", false));
            assertThat(directory.of(MailAddress.of("P.Jansen@example.org")))
                    .isEqualTo(new Person("Wijkteam Noord", new Ambassador("Informatiepunt", "toestel 1"), "", false));
        }
    }

    @Test
    void whoHasNoEntryOrTwoHasTheGeneralOnes() throws Exception {
        try (Directory directory = directory("  tls: none")) {
            assertThat(directory.of(MailAddress.of("nieuw@example.org")).department()).isEmpty();
            assertThat(directory.of(MailAddress.of("balie@example.org")).department()).isEmpty();
            assertThat(directory.of(MailAddress.of("\"*)(mail=*\"@example.org")).department()).isEmpty();
            assertThat(directory.of(MailAddress.of("*@example.org")).department()).isEmpty();
        }
    }

    @Test
    void anAddressInTheFileIsNotLookedUp() throws Exception {
        try (Directory directory = directory("  tls: none")) {
            assertThat(directory.of(MailAddress.of("loket@example.org")).department()).isEqualTo("Balie");
            assertThat(searches).hasValue(0);
        }
    }

    @Test
    void whatIsKnownIsNotAskedAgainUntilItIsOldAndThenWithoutWaiting() throws Exception {
        try (Directory directory = directory("  tls: none")) {
            for (int i = 0; i < 100; i++) {
                directory.of(SANNE);
                directory.of(MailAddress.of("nieuw@example.org"));
            }
            assertThat(searches).hasValue(2);
            server.modify(SANNE_DN, new Modification(ModificationType.REPLACE, "department", "Wijkteam Noord"));
            clock.now = clock.now.plus(Duration.ofMinutes(61));
            assertThat(directory.of(SANNE).department()).isEqualTo("Belastingen");
            Awaitility.await().until(() -> directory.of(SANNE).department().equals("Wijkteam Noord"));
        }
    }

    @Test
    void whileTheServerIsAwayWhatIsKnownCountsAndStrangersHaveTheGeneralOnes() throws Exception {
        try (Directory directory = directory("  tls: none")) {
            directory.of(SANNE);
            server.shutDown(true);
            clock.now = clock.now.plus(Duration.ofMinutes(61));
            for (int i = 0; i < 10; i++) {
                assertThat(directory.of(SANNE).department()).isEqualTo("Belastingen");
            }
            MailAddress piet = MailAddress.of("piet@example.org");
            assertThat(directory.of(piet)).isEqualTo(new Person("", new Ambassador("Informatiepunt", "toestel 1"), "", false));

            server = server(port, null);
            assertThat(directory.of(piet).department()).as("asked again only after a pause").isEmpty();
            clock.now = clock.now.plus(Duration.ofSeconds(31));
            assertThat(directory.of(piet).department()).isEqualTo("Wijkteam Noord");
        }
    }

    @Test
    void verifiedMeansStartTlsWithACertificateThatNamesTheHost() throws Exception {
        server.shutDown(true);
        TestCertificate right = TestCertificate.make(Files.createDirectory(folder.resolve("right")), "ip:127.0.0.1");
        server = server(port, right.server().getSocketFactory());
        try (Directory directory = directory("  trust: " + right.pem())) {
            assertThat(directory.of(SANNE).department()).isEqualTo("Belastingen");
        }
        server.shutDown(true);
        TestCertificate other = TestCertificate.make(Files.createDirectory(folder.resolve("other")), "dns:elsewhere.test");
        server = server(port, other.server().getSocketFactory());
        try (Directory directory = directory("  trust: " + other.pem())) {
            assertThat(directory.of(SANNE).department()).isEmpty();
        }
    }

    @Test
    void noMessageThatNoRuleWantsToHoldIsLookedUp() throws Exception {
        Path file = Files.writeString(folder.resolve("departments.yaml"), departments("  tls: none"));
        try (ScriptedNextHop nextHop = ScriptedNextHop.start();
                RunningGateway gateway = RunningGateway.start(folder, nextHop.address(), "directory.departments=" + file)) {
            gateway.send("sanne@example.org", java.util.List.of("a@wijk1.test"), SampleMails.plain("a@wijk1.test", "Planning"));
            assertThat(searches).hasValue(0);
            gateway.send("sanne@example.org", java.util.List.of("a@wijk1.test"), SampleMails.withBsns("a@wijk1.test", "Lijst"));
            assertThat(searches).hasValue(1);
            assertThat(RunningGateway.text(nextHop.awaitAccepted(2).get(1).text())).contains("Ask Ria Smit first: toestel 7");
        }
    }

    @Test
    void aPasswordIsNotSentInTheClearToAnotherMachine() {
        assertThatThrownBy(() -> SettingsFile.parse("departments.yaml", """
                ldap:
                  address: dc1.example.org:389
                  base: dc=example,dc=org
                  bind-dn: cn=duwtje
                  password-file: /etc/duwtje/ldap.password
                  tls: none
                """).as(Departments.class)).hasMessage("departments.yaml:6: ldap.tls \"none\" must be verified when there is a password and"
                + " the server is another machine");
    }

    private static final class MovingClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-21T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
