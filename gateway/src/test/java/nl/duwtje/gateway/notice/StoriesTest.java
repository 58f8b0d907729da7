package nl.duwtje.gateway.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.rules.settings.SettingsException;

class StoriesTest {

    @TempDir
    Path folder;

    private Stories own(String language, String name, String text) throws IOException {
        Files.createDirectories(folder.resolve("nl"));
        Files.createDirectories(folder.resolve("en"));
        Files.writeString(folder.resolve(language).resolve(name), text);
        return Stories.load(folder);
    }

    @Test
    void theShippedOnesAreRightInBothLanguages() {
        Stories shipped = Stories.shipped();
        assertThat(shipped.check()).isEmpty();
        assertThat(shipped.count("nl")).isBetween(6, 8).isEqualTo(shipped.count("en"));
    }

    @Test
    void aHoldKeepsItsStoryAndAllStoriesTakeTurns() {
        Stories shipped = Stories.shipped();
        Set<String> titles = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            Story story = shipped.of("nl", "hold" + i);
            assertThat(shipped.of("nl", "hold" + i)).isEqualTo(story);
            titles.add(story.title());
        }
        assertThat(titles).hasSize(shipped.count("nl"));
    }

    @Test
    void titleAndParagraphsAreReadAsPlainText() throws IOException {
        Stories own = own("nl", "a.md", "# Titel\r\n\r\nEerste\r\nregel.\r\n\r\n**Let op:** tweede.\r\n");
        assertThat(own.of("nl", "x")).isEqualTo(new Story("Titel", List.of("Eerste regel.", "Let op: tweede.")));
        assertThat(own.check()).containsExactly(folder + "/en/a.md: is missing; the other language has it");
        assertThat(own.of("en", "x")).isEqualTo(Story.NONE);
    }

    @Test
    void whatIsNotAStoryIsNotShownAndSaid() throws IOException {
        own("en", "a.md", "# Ok\n\nText.\n");
        assertThat(own("nl", "a.md", "Zonder titel\n\ntekst\n").check())
                .containsExactly(folder + "/nl/a.md: must be a line \"# Title\" and one or more paragraphs below it");
        assertThat(own("nl", "a.md", "# T\n\n<b>x</b>\n").check())
                .containsExactly(folder + "/nl/a.md: may have no HTML, links or second title");
        assertThat(own("nl", "a.md", "# T\n\n" + "lang ".repeat(120)).check()).singleElement().asString().contains("nl/a.md: is too long");
        Files.write(folder.resolve("nl/a.md"), new byte[]{'#', ' ', 'T', '\n', '\n', (byte) 0xe9});
        assertThat(Stories.load(folder).check()).containsExactly(folder + "/nl/a.md: is not UTF-8 text");
        assertThat(Stories.load(folder).of("nl", "x")).isEqualTo(Story.NONE);
    }

    @Test
    void aFolderWithoutLanguagesIsRefused() {
        assertThatThrownBy(() -> Stories.load(folder)).isInstanceOf(SettingsException.class).hasMessage(folder + "/nl: no such folder");
    }
}
