package nl.duwtje.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import nl.duwtje.rules.settings.SettingsException;
import nl.duwtje.rules.settings.SettingsFile;

/** The shipped gateway.yaml, and the wrong ones in config/bad with what must be said about each. */
class GatewaySettingsTest {

    private static final Path CONFIG = Path.of(System.getProperty("duwtje.root"), "config");
    private static final String NEEDED = "next-hop.address: mail.example.org:25\norganisation.domains: example.org\n";

    @TestFactory
    Stream<DynamicTest> eachWrongFileIsAnsweredWithItsLine() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(CONFIG.resolve("bad"))) {
            files = all.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(40);
        return files.stream().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
            String expected = Files.readString(Path.of(file.toString().replaceAll("yaml$", "expected"))).stripTrailing();

            assertThatThrownBy(() -> SettingsFile.read(file).as(GatewaySettings.class)).isInstanceOf(SettingsException.class)
                    .hasMessage(file.getParent() + "/" + expected);
            assertThat(expected).doesNotContain("\n").startsWith(file.getFileName().toString());
        }));
    }

    @Test
    void everyExpectedLineHasItsWrongFile() throws IOException {
        try (Stream<Path> all = Files.list(CONFIG.resolve("bad"))) {
            assertThat(all.filter(f -> f.toString().endsWith(".expected")))
                    .allSatisfy(f -> assertThat(Path.of(f.toString().replaceAll("expected$", "yaml"))).exists());
        }
    }

    @Test
    void shippedFileHoldsTheDefaults() {
        GatewaySettings shipped = SettingsFile.read(CONFIG.resolve("gateway.yaml")).set("smtp.spool", "/tmp").as(GatewaySettings.class);
        GatewaySettings defaults = SettingsFile
                .parse("none", "next-hop.address: 127.0.0.1:2526\norganisation.domains: example.org\nsmtp.spool: /tmp\n")
                .as(GatewaySettings.class);

        assertThat(shipped).isEqualTo(defaults);
    }

    @Test
    void shippedFileNamesEveryKeyAndNoOther() throws IOException {
        List<String> keys = new ArrayList<>();
        collect("", GatewaySettings.class, keys);
        List<String> named = new ArrayList<>();
        String section = "";
        for (String line : Files.readAllLines(CONFIG.resolve("gateway.yaml"))) {
            if (line.matches("[a-z-]+:.*")) {
                section = line.substring(0, line.indexOf(':'));
                named.add(section);
            } else if (line.matches("(#  |  )[a-z-]+:( .*)?")) {
                named.add(section + "." + line.substring(line.startsWith("#") ? 3 : 2, line.indexOf(':')));
            } else if (line.matches("#?    [a-z-]+: .*")) {
                named.add(section + ".tls." + line.substring(1, line.indexOf(':')).strip());
            }
        }
        named.removeIf(key -> key.startsWith("mailets."));

        assertThat(named).containsExactlyInAnyOrderElementsOf(keys);
    }

    private static void collect(String prefix, Class<?> record, List<String> into) {
        for (RecordComponent component : record.getRecordComponents()) {
            String key = prefix + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            into.add(key);
            Class<?> type = component.getType();
            if (type.isRecord() && type != HostPort.class && type.getPackage() == GatewaySettings.class.getPackage()) {
                collect(key + ".", type, into);
            }
        }
    }

    @Test
    void commandLineWinsOverTheFile() {
        GatewaySettings settings = SettingsFile.parse("g.yaml", NEEDED + "smtp:\n  listen: 127.0.0.1:2525\n  max-recipients: 7\n")
                .set("smtp.listen", "[::1]:0").set("smtp.clients", "10.0.0.0/8, ::1")
                .set("organisation.partners", "[example.net, .example.com]")
                .set("hold.expire-after", "2s").as(GatewaySettings.class);

        assertThat(settings.smtp().listen()).isEqualTo(new HostPort("::1", 0));
        assertThat(settings.smtp().maxRecipients()).isEqualTo(7);
        assertThat(settings.smtp().clients().values()).containsExactly("10.0.0.0/8", "::1");
        assertThat(settings.smtp().senders()).isEqualTo(SmtpSettings.Senders.ANY);
        assertThat(settings.organisation().partners().values()).containsExactly("example.net", ".example.com");
        assertThat(settings.hold().remindAfter()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void mistakeOnTheCommandLineIsSaidToBeThere() {
        SettingsFile file = SettingsFile.parse("g.yaml", NEEDED + "smtp:\n  listen: 127.0.0.1:2525\n").set("smtp.listen", "25");

        assertThatThrownBy(() -> file.as(GatewaySettings.class))
                .hasMessage("--set: smtp.listen 25 is not HOST:PORT; write 127.0.0.1:2525 or [::1]:2525");
    }

    @Test
    void mailetsKeepOrderAndParameters() {
        GatewaySettings settings = SettingsFile
                .parse("g.yaml", NEEDED + "mailets:\n- class: org.example.A\n- class: org.example.B\n  parameters: {selector: s1}\n")
                .as(GatewaySettings.class);

        assertThat(settings.mailets()).extracting(GatewaySettings.MailetSettings::className).containsExactly("org.example.A",
                "org.example.B");
        assertThat(settings.mailets().get(1).parameters()).containsEntry("selector", "s1");
    }

    @Test
    void aRangeThatOthersShareTakesOnlyOurSendersUnlessToldOtherwise() {
        SettingsFile file = SettingsFile.parse("none", NEEDED).set("smtp.clients", "10.0.0.0/8, 203.0.113.0/24");
        assertThat(file.as(GatewaySettings.class).smtp().senders()).isEqualTo(SmtpSettings.Senders.OURS);
        assertThat(file.set("smtp.senders", "any").as(GatewaySettings.class).smtp().senders()).isEqualTo(SmtpSettings.Senders.ANY);
    }
}
