package nl.duwtje.gateway;

import static nl.duwtje.gateway.testkit.SampleMails.SENDER;
import static nl.duwtje.gateway.testkit.SampleMails.withBsns;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.notice.Stories;
import nl.duwtje.gateway.notice.Story;
import nl.duwtje.gateway.testkit.RunningGateway;
import nl.duwtje.gateway.testkit.ScriptedNextHop;

/** Notice and page name a colleague to ask, and tell one story, in the language of who reads them. */
class AmbassadorTest {

    private static final List<String> TO = List.of("planning@vervoerder.test");

    @TempDir
    Path folder;

    @Test
    void noticeAndPageNameTheAmbassadorOfTheSendersDepartmentInItsLanguage() throws Exception {
        Path departments = Files.writeString(folder.resolve("departments.yaml"), """
                departments:
                - name: International office
                  members: [sanne@example.org]
                  language: en
                  ambassador: {name: Tom Bakker, contact: "tom@example.org, room <3>"}
                """);
        try (ScriptedNextHop nextHop = ScriptedNextHop.start();
                RunningGateway gateway = RunningGateway.start(folder, nextHop.address(), "directory.departments=" + departments)) {
            String reply = gateway.send(SENDER, TO, withBsns(TO.get(0), "Lijst"));
            String notice = nextHop.awaitAccepted(1).get(0).text();
            assertThat(RunningGateway.text(notice)).contains("Not sure? Ask Tom Bakker first: tom@example.org, room <3>.");

            Story story = Stories.shipped().of("en", reply.substring(reply.lastIndexOf(' ') + 1));
            assertThat(RunningGateway.text(notice)).contains("From practice: " + story.title());
            String page = gateway.open(RunningGateway.link(notice)).body();
            assertThat(page).contains("<html lang=\"en\">", "Not sure? Ask Tom Bakker first: tom@example.org, room &lt;3&gt;.",
                    "<h2 id=\"story\">" + story.title());
            assertThat(gateway.open(RunningGateway.link(notice) + "?lang=nl").body())
                    .contains("Twijfel je? Vraag het eerst aan Tom Bakker");
        }
    }

    @Test
    void withoutADepartmentNobodyIsNamedAndTheMessagesOwnLanguageCounts() throws Exception {
        Path stories = folder.resolve("stories");
        Files.createDirectories(stories.resolve("nl"));
        Files.createDirectories(stories.resolve("en"));
        try (ScriptedNextHop nextHop = ScriptedNextHop.start();
                RunningGateway gateway = RunningGateway.start(folder, nextHop.address(), "notice.stories=" + stories)) {
            gateway.send(SENDER, TO, withBsns(TO.get(0), "Lijst"));
            String notice = nextHop.awaitAccepted(1).get(0).text();
            assertThat(RunningGateway.text(notice)).contains("Je mail wacht nog op jou").doesNotContain("Twijfel je", "Uit de praktijk");
            assertThat(gateway.open(RunningGateway.link(notice)).body()).contains("<html lang=\"nl\">").doesNotContain("class=\"story\"",
                    "class=\"ambassador\"");
        }
    }
}
