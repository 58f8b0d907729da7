package nl.duwtje.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.testkit.RunningGateway;
import nl.duwtje.gateway.testkit.SampleMails;
import nl.duwtje.gateway.testkit.ScriptedNextHop;

/** A PDF from the file to the verdict: through {@code scan}, {@code rules try} and a running gateway. */
class RiskyAttachmentsTest {

    @TempDir
    Path folder;
    private final StringWriter out = new StringWriter();

    private int duwtje(String... arguments) {
        out.getBuffer().setLength(0);
        return Duwtje.run(new PrintWriter(out), new PrintWriter(new StringWriter()), arguments);
    }

    private static byte[] pdf(String... pages) throws Exception {
        try (PDDocument document = new PDDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            for (String text : pages) {
                PDPage page = new PDPage();
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 11);
                    content.newLineAtOffset(50, 700);
                    content.showText(text);
                    content.endText();
                }
            }
            document.save(out);
            return out.toByteArray();
        }
    }

    private static String mail(byte[] pdf) {
        return """
                From: Sanne de Vries <sanne@example.org>
                To: planning@vervoerder.test
                Subject: Brief
                Date: Sat, 21 Nov 2026 10:00:00 +0100
                Message-ID: <brief@example.org>
                MIME-Version: 1.0
                Content-Type: application/pdf; name=brief.pdf
                Content-Disposition: attachment; filename=brief.pdf
                Content-Transfer-Encoding: base64

                %s
                """.formatted(Base64.getMimeEncoder().encodeToString(pdf));
    }

    @Test
    void scanAndTryNameThePage() throws Exception {
        byte[] pdf = pdf("Geachte heer", "Uw burgerservicenummer (BSN) is 999990019.");
        Path file = Files.write(folder.resolve("brief.pdf"), pdf);
        assertThat(duwtje("scan", file.toString())).isZero();
        assertThat(out.toString()).contains("\"type\":\"BSN\"").contains("page 2, line 1").contains("\"nudge\":true").doesNotContain(
                "notInspected").doesNotContain("999990019");

        Path eml = Files.writeString(folder.resolve("brief.eml"), mail(pdf));
        duwtje("rules", "try", eml.toString());
        assertThat(out.toString()).contains("PD-010").contains("page 2").doesNotContain("ATT-010");
    }

    @Test
    void aGatewayHoldsThePdfWithNumbersAndRelaysTheOneWithout() throws Exception {
        try (ScriptedNextHop nextHop = ScriptedNextHop.start(); RunningGateway gateway = RunningGateway.start(folder, nextHop.address())) {
            List<String> to = List.of("planning@vervoerder.test");
            gateway.send(SampleMails.SENDER, to, mail(pdf("De planning voor week 48 is rond.")));
            assertThat(nextHop.awaitAccepted(1).get(0).rcpts().toString()).contains("vervoerder");

            gateway.send(SampleMails.SENDER, to, mail(pdf("Geachte heer", "Uw BSN is 999990019.")));
            assertThat(nextHop.awaitAccepted(2).get(1).rcpts().toString()).contains("sanne");
            gateway.send(SampleMails.SENDER, to, mail("%PDF-1.7 and no more".getBytes()));
            assertThat(nextHop.awaitAccepted(3).get(2).rcpts().toString()).contains("sanne");
            assertThat(gateway.get("/metrics")).contains("duwtje_reads_total{result=\"read\"} 2.0").contains(
                    "duwtje_reads_total{result=\"corrupt\"} 1.0").contains("duwtje_readers 1.0");
        }
    }
}
