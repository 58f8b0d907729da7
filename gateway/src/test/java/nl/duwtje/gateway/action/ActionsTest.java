package nl.duwtje.gateway.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import nl.duwtje.gateway.config.GatewaySettings.MailetSettings;
import nl.duwtje.rules.PolicySettings.HideTo;
import nl.duwtje.rules.decision.Action;
import nl.duwtje.rules.inspect.Organisation;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.settings.SettingsException;

class ActionsTest {

    private static final Action HIDE = new Action.HideRecipients();
    private static final Action BANNER = new Action.Banner("b");
    private static final String BANNER_TEXT = "Let op: één “bijlage”";

    private static Actions actions(HideTo to, MailetSettings... mailets) {
        return new Actions(
                new ActionSettings(() -> to, new Organisation(List.of("example.org"), List.of("partner.test")), (key, language) -> {
                    if (!key.equals("b")) {
                        throw new IllegalArgumentException(key);
                    }
                    return new BannerText(BANNER_TEXT, "");
                }), List.of(mailets));
    }

    private static final Actions ACTIONS = actions(HideTo.UNDISCLOSED_RECIPIENTS);

    private static MailetSettings mailet(Class<?> type, String... parameter) {
        return new MailetSettings(type.getName(), parameter.length == 0 ? Map.of() : Map.of(parameter[0], parameter[1]));
    }

    private static Envelope to(String... recipients) {
        return Envelope.of(MailAddress.of("piet@example.org"), Arrays.stream(recipients).map(MailAddress::of).toList());
    }

    private static String text(RawMessage message) {
        byte[] bytes = new byte[(int) message.size()];
        message.bytes().get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    }

    private static Changed one(Actions actions, String message, Action... what) {
        List<Changed> changed = actions.apply(List.of(what), to("a@x.test", "b@y.test"), MemoryMessage.of(message), "nl");
        assertThat(changed).hasSize(1);
        return changed.get(0);
    }

    private static String changed(String message, Action... what) {
        return text(one(ACTIONS, message, what).message());
    }

    private static final String PLAIN = """
            Received: from x
            From: Piet <piet@example.org>
            Cc: <b@y.test>,
              "C, D" <c@z.test>
            To: a@x.test
            Thread-Topic:  vreemd   gevouwen
            \tmaar van ons
            Bcc: geheim@z.test
            Resent-To: r@z.test
            X-MS-Exchange-Organization-BCC: geheim@z.test
            Subject: hallo

            Tekst met To: a@x.test erin
            """;

    @Test
    void withoutActionsTheOriginalItselfComesBack() {
        RawMessage original = MemoryMessage.of(PLAIN);
        List<Changed> changed = ACTIONS.apply(List.of(), to("a@x.test"), original, "nl");
        assertThat(changed).singleElement().satisfies(c -> {
            assertThat(c.message()).isSameAs(original);
            assertThat(c.isUntouchedCopyOf(original)).isTrue();
        });
        assertThat(ACTIONS.areIdleFor(List.of())).isTrue();
    }

    @Test
    void hidingReplacesWhoIsNamedAndNothingElse() {
        Changed changed = one(ACTIONS, PLAIN, HIDE);
        assertThat(text(changed.message())).isEqualTo("""
                Received: from x
                From: Piet <piet@example.org>
                To: undisclosed-recipients:;
                Thread-Topic:  vreemd   gevouwen
                \tmaar van ons
                Subject: hallo

                Tekst met To: a@x.test erin
                """);
        assertThat(changed.envelope().recipients()).hasSize(2);
        assertThat(changed.head()).asString(StandardCharsets.US_ASCII).endsWith("Subject: hallo\r\n\r\n");
        assertThat(changed.base().size()).isEqualTo(MemoryMessage.of(PLAIN).size());
        assertThat(text(one(actions(HideTo.SENDER), PLAIN, HIDE).message())).contains("\nTo: <piet@example.org>\n");
    }

    @Test
    void hidingWithoutToOnlyRemoves() {
        assertThat(changed("From: a@example.org\nBcc: x@y.test\nDelivered-To: x@y.test\n\nhoi\n", HIDE))
                .isEqualTo("From: a@example.org\n\nhoi\n");
    }

    @Test
    void whatOnlyLooksLikeToIsHiddenToo() {
        assertThat(changed("From: a@example.org\nTo : x@y.test\nTO: z@y.test\n\nhoi\n", HIDE)).doesNotContain("@y.test");
    }

    @Test
    void moreHeaderThanCanBeReadIsNotSent() {
        String many = "X-A: b\n".repeat(20_000) + "To: x@y.test\n\nhoi\n";
        assertThatThrownBy(() -> changed(many, HIDE)).isInstanceOf(ActionException.class);
    }

    @Test
    void oneByOneGivesEachTheirOwnToOnOneBody() {
        RawMessage original = MemoryMessage.of(PLAIN);
        List<Changed> copies = ACTIONS.apply(List.of(new Action.OneByOne(), HIDE), to("a@x.test", "b@y.test"), original, "nl");
        assertThat(copies).hasSize(2).allSatisfy(copy -> assertThat(copy.base()).isSameAs(original));
        assertThat(text(copies.get(0).message())).contains("\nTo: <a@x.test>\nThread-Topic").doesNotContain("y.test")
                .doesNotContain("z.test");
        assertThat(text(copies.get(1).message())).contains("\nTo: <b@y.test>\n").contains("Tekst met To");
        assertThat(copies.get(1).envelope().recipients()).extracting(r -> r.address().text()).containsExactly("b@y.test");

        List<Changed> withBanner = ACTIONS.apply(List.of(new Action.OneByOne(), BANNER), to("a@x.test", "b@y.test"),
                MemoryMessage.of("To: a@x.test\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nhoi\n"), "nl");
        assertThat(withBanner.get(0).base()).isSameAs(withBanner.get(1).base());
        assertThat(text(withBanner.get(1).message())).contains("To: <b@y.test>").contains("Let op:").endsWith("hoi\n");
    }

    private static final String SIGNATURES = """
            DKIM-Signature: v=1; a=rsa-sha256; d=mail.Example.org;
             s=s1; b=eigen
            DKIM-Signature: v=1; d=notexample.org; s=s1; b=vreemd
            DKIM-Signature: v=1; d=ex
             ample.org; s=s2; b=eigen
            Subject: hallo
            To: a@x.test

            hoi
            """;

    @Test
    void ownSignaturesGoWhenTheBytesChange() {
        Changed changed = one(ACTIONS, SIGNATURES, HIDE);
        assertThat(changed.removedSignatureDomains()).containsExactly("mail.example.org", "example.org");
        assertThat(text(changed.message())).isEqualTo("DKIM-Signature: v=1; d=notexample.org; s=s1; b=vreemd\n"
                + "Subject: hallo\nTo: undisclosed-recipients:;\n\nhoi\n");
    }

    @Test
    void aTagIsOneFieldWhateverIsInItsValue() {
        assertThat(changed("Subject: x\n\nhoi\n", new Action.Tag("X-Klasse", "a\r\nBcc: x@y.test\n\nb\u2028c")))
                .isEqualTo("Subject: x\nX-Klasse: a  Bcc: x@y.test  b c\n\nhoi\n");
        assertThat(changed("Subject: x\n\nhoi\n", new Action.Tag("X-Klasse", "één"))).contains("X-Klasse: =?UTF-8?");
        assertThat(changed("Subject: x\n\nhoi\n", new Action.Tag("X-Klasse", "woord ".repeat(60))).lines().filter(l -> l.length() > 78))
                .isEmpty();
        for (String name : List.of("X: y\r\nBcc", "", "X Y", "Bcc", "Content-Type", "X:")) {
            assertThatThrownBy(() -> new Action.Tag(name, "v")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Actions.check(List.of(mailet(TagHeader.class, "name", name)))).isInstanceOf(SettingsException.class);
        }
    }

    @Test
    void aMailetThatChangesTheSubject() {
        Actions actions = actions(HideTo.SENDER, mailet(TestMailets.Subject.class, "prefix", "[extern] "));
        Changed changed = one(actions, SIGNATURES);
        assertThat(text(changed.message())).contains("Subject: [extern] hallo\n").endsWith("\n\nhoi\n");
        assertThat(changed.removedSignatureDomains()).containsExactly("mail.example.org", "example.org");
        assertThat(changed.base().size()).isEqualTo(MemoryMessage.of(SIGNATURES).size());
    }

    @Test
    void aMailetThatOnlyLooksChangesNoByte() {
        RawMessage original = MemoryMessage.of("Subject : vreemd\nSubject: x\nX:\n\n--\n");
        Changed changed = actions(HideTo.SENDER, mailet(TestMailets.Looks.class)).apply(List.of(), to("a@x.test"), original, "nl").get(0);
        assertThat(changed.isUntouchedCopyOf(original)).isTrue();
    }

    @Test
    void aSignerRunsLastAndOldSignaturesStayWhenNothingElseChanged() {
        Actions actions = actions(HideTo.SENDER, mailet(TestMailets.Signs.class));
        assertThat(one(actions, SIGNATURES).removedSignatureDomains()).isEmpty();
        Changed hidden = one(actions, SIGNATURES, HIDE);
        assertThat(hidden.removedSignatureDomains()).hasSize(2);
        assertThat(text(hidden.message())).contains("b=nieuw").contains("b=vreemd").doesNotContain("b=eigen");
        RawMessage original = MemoryMessage.of(SIGNATURES);
        assertThat(actions.apply(List.of(new Action.OneByOne()), to("a@x.test", "b@y.test"), original, "nl"))
                .allSatisfy(copy -> assertThat(copy.base()).isSameAs(original));
    }

    @Test
    void aMailetThatChangesAndSignsKeepsItsOwnSignature() {
        Changed changed = one(actions(HideTo.SENDER, mailet(TestMailets.ChangesAndSigns.class)), SIGNATURES);
        assertThat(text(changed.message())).contains("b=nieuw").contains("b=vreemd").doesNotContain("b=eigen").contains("Subject: anders");
    }

    @Test
    void aMailetThatThrowsIsATemporaryFailure() {
        Actions actions = actions(HideTo.SENDER, mailet(TestMailets.Throws.class));
        assertThatThrownBy(() -> one(actions, PLAIN)).isInstanceOf(ActionException.class).hasMessageContaining("TestMailets$Throws");
    }

    @Test
    void aMailetMayChangeTheRecipients() {
        Changed changed = one(actions(HideTo.SENDER, mailet(TestMailets.Redirects.class)), PLAIN);
        assertThat(changed.envelope().recipients()).extracting(r -> r.address().text()).containsExactly("archief@example.org");
        assertThat(changed.envelope().reversePath().text()).isEqualTo("piet@example.org");
    }

    @Test
    void aFieldForEachRecipientIsAddedWhereAllGetTheSameAndElseAFailure() {
        Changed all = one(actions(HideTo.SENDER, mailet(TestMailets.Marks.class, "recipients", ".*")), PLAIN);
        assertThat(text(all.message())).containsOnlyOnce("\nX-Asked-By: postmaster@example.org").doesNotContain("\nBcc: x@elders")
                .endsWith("\n\nTekst met To: a@x.test erin\n");

        Actions some = actions(HideTo.SENDER, mailet(TestMailets.Marks.class, "recipients", "a@.*"));
        assertThatThrownBy(() -> one(some, PLAIN)).isInstanceOf(ActionException.class).hasMessageContaining("some of the recipients");
        assertThat(some.apply(List.of(new Action.OneByOne()), to("a@x.test", "b@y.test"), MemoryMessage.of(PLAIN), "nl"))
                .extracting(copy -> text(copy.message()).contains("X-Asked-By: ")).containsExactly(true, false);
    }

    @Test
    void mailetsThatCannotBeUsedAreNamedAtStart() {
        assertThatThrownBy(() -> actions(HideTo.SENDER, new MailetSettings("org.nowhere.Signer", Map.of())))
                .isInstanceOf(SettingsException.class)
                .hasMessage("mailets: org.nowhere.Signer is not on the class path; put its jar into lib/");
        assertThatThrownBy(() -> actions(HideTo.SENDER, mailet(TestMailets.NoMailet.class))).isInstanceOf(SettingsException.class)
                .hasMessageContaining("is not a mailet");
        assertThatThrownBy(() -> actions(HideTo.SENDER, mailet(TestMailets.Subject.class))).isInstanceOf(SettingsException.class)
                .hasMessageContaining("does not accept its parameters: parameter prefix is missing");
    }

    @Test
    void ourOwnMailetsCanBeAppendedByClassName() {
        Actions actions = actions(HideTo.SENDER,
                new MailetSettings(TagHeader.class.getName(), Map.of("name", "X-Via", "value", "duwtje")));
        Changed changed = one(actions, SIGNATURES);
        assertThat(text(changed.message())).contains("X-Via: duwtje\n").doesNotContain("b=eigen");
        assertThat(one(actions, SIGNATURES, HIDE).removedSignatureDomains()).hasSize(2);
    }

    @Test
    void anUnknownBannerIsATemporaryFailure() {
        assertThatThrownBy(() -> changed(PLAIN, new Action.Banner("weg"))).isInstanceOf(ActionException.class);
    }
}
