package nl.duwtje.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

import nl.duwtje.rules.decision.Action;

/** Columns that outlive the version that wrote them. */
class StoredJsonTest {

    @Test
    void everythingComesBackEqual() {
        assertThat(StoredJson.ENVELOPE.read(StoredJson.ENVELOPE.write(Samples.rareEnvelope()))).isEqualTo(Samples.rareEnvelope());
        assertThat(StoredJson.FACTS.read(StoredJson.FACTS.write(Samples.facts()))).isEqualTo(Samples.facts());
        assertThat(StoredJson.NUDGES.read(StoredJson.NUDGES.write(Samples.nudges()))).isEqualTo(Samples.nudges());
    }

    @Test
    void actionsAreNamedAsTheContractSays() {
        List<Action> all = List.of(new Action.HideRecipients(), new Action.OneByOne(), new Action.Banner("b"), new Action.Tag("n", "v"),
                new Action.WithoutAttachments(List.of("lijst.xlsx"), "weg"));

        String json = StoredJson.ACTIONS.write(all);

        assertThat(json).isEqualTo("[{\"action\":\"hide-recipients\"},{\"action\":\"one-by-one\"},{\"action\":\"banner\",\"key\":\"b\"},"
                + "{\"action\":\"tag\",\"name\":\"n\",\"value\":\"v\"},"
                + "{\"action\":\"without-attachments\",\"names\":[\"lijst.xlsx\"],\"note\":\"weg\"}]");
        assertThat(StoredJson.ACTIONS.read(json)).isEqualTo(all);
        assertThat(Action.class.getPermittedSubclasses()).as("a new action needs a name here").hasSize(all.size());
    }

    @Test
    void questionsAboutARecordAreNotStored() {
        assertThat(StoredJson.FACTS.write(Samples.facts())).doesNotContain("isOutside", "\"outside\"", "passThrough", "notInspectable");
    }

    @Test
    void aRowOfAnotherVersionCanStillBeRead() {
        String json = StoredJson.FACTS.write(Samples.facts());
        String older = json.replaceFirst(",\"personalData\":\\[.*", "}").replace("\"subject\":", "\"noLongerKnown\":");

        assertThat(older).isNotEqualTo(json);
        assertThat(StoredJson.FACTS.read(older).personalData()).isEmpty();
        assertThat(StoredJson.FACTS.read(older).message().subject()).isEmpty();
    }

    @Test
    void whatWeNeverWroteIsRefused() {
        assertThatThrownBy(() -> StoredJson.ACTIONS.read("[{\"action\":\"java.lang.Runtime\"}]")).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> StoredJson.ENVELOPE.read("{")).isInstanceOf(StoreException.class);
    }
}
