package nl.duwtje.gateway.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.testkit.Slapd;
import nl.duwtje.gateway.testkit.TestCertificate;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.settings.SettingsFile;

/** Departments from a real OpenLDAP server, over StartTLS, with a schema that does not know all attributes we ask for. */
@EnabledIf("nl.duwtje.gateway.testkit.Slapd#isWanted")
class SlapdTest {

    private static final String ENTRIES = """
            dn: dc=example,dc=org
            objectClass: domain
            dc: example

            dn: cn=duwtje,dc=example,dc=org
            objectClass: organizationalRole
            objectClass: simpleSecurityObject
            cn: duwtje
            userPassword: geheim

            dn: ou=people,dc=example,dc=org
            objectClass: organizationalUnit
            ou: people

            dn: uid=sanne,ou=people,dc=example,dc=org
            objectClass: inetOrgPerson
            uid: sanne
            cn: Sanne de Vries
            sn: de Vries
            mail: Sanne@example.org
            mail: s.devries@example.org
            departmentNumber: belastingen
            preferredLanguage: en-GB

            dn: uid=bob,ou=people,dc=example,dc=org
            objectClass: inetOrgPerson
            uid: bob
            cn:: QsO2YiAoYWZkKSo=
            sn: Bob
            mail: bob@example.org
            departmentNumber:: V2lqa3RlYW0gWnXDr2Q=

            dn: uid=a,ou=people,dc=example,dc=org
            objectClass: inetOrgPerson
            cn: a
            sn: a
            mail: balie@example.org
            departmentNumber: a

            dn: uid=b,ou=people,dc=example,dc=org
            objectClass: inetOrgPerson
            cn: b
            sn: b
            mail: balie@example.org
            departmentNumber: b
            """;

    @TempDir
    Path folder;
    private TestCertificate certificate;
    private Slapd slapd;

    @BeforeEach
    void start() throws Exception {
        certificate = TestCertificate.make(folder, "ldap", "RSA", "ip:127.0.0.1");
        slapd = Slapd.start(folder, certificate, ENTRIES);
    }

    @AfterEach
    void stop() {
        if (slapd != null) {
            slapd.close();
        }
    }

    private Directory directory(String password) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), password + "\n");
        return new Directory(SettingsFile.parse("departments.yaml", """
                ambassador: {name: Informatiepunt, contact: toestel 1}
                departments:
                - name: Belastingen
                  ambassador: {name: Ria Smit, contact: toestel 7}
                ldap:
                  address: 127.0.0.1:%d
                  trust: %s
                  bind-dn: cn=duwtje,dc=example,dc=org
                  password-file: %s
                  base: dc=example,dc=org
                  department-attribute: departmentNumber
                  patience: 10s
                """.formatted(slapd.port(), certificate.pem(), file)).as(Departments.class), Clock.systemUTC());
    }

    private static Person of(Directory directory, String address) {
        return directory.of(MailAddress.of(address));
    }

    @Test
    void peopleOfOneServer() throws Exception {
        Ambassador general = new Ambassador("Informatiepunt", "toestel 1");
        try (Directory directory = directory("geheim")) {
            assertThat(of(directory, "sanne@EXAMPLE.org"))
                    .isEqualTo(new Person("Belastingen", new Ambassador("Ria Smit", "toestel 7"), "en", false));
            assertThat(of(directory, "S.deVries@example.org").department()).isEqualTo("Belastingen");
            assertThat(of(directory, "bob@example.org")).isEqualTo(new Person("Wijkteam Zuïd", general, "", false));
            for (String nobody : new String[]{"balie@example.org", "nieuw@example.org", "*@example.org", "\"*)(mail=*\"@example.org"}) {
                assertThat(of(directory, nobody)).as(nobody).isEqualTo(new Person("", general, "", false));
            }
        }
        try (Directory directory = directory("fout")) {
            assertThat(of(directory, "sanne@example.org")).as("a wrong password").isEqualTo(new Person("", general, "", false));
        }
        slapd.close();
        try (Directory directory = directory("geheim")) {
            assertThat(of(directory, "sanne@example.org")).as("no server").isEqualTo(new Person("", general, "", false));
        }
    }
}
