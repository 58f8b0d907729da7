package nl.duwtje.rules;

import java.util.ArrayList;
import java.util.List;

import nl.duwtje.rules.fact.Attachment;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.fact.Message;
import nl.duwtje.rules.fact.Party;
import nl.duwtje.rules.fact.PersonalData;
import nl.duwtje.rules.fact.PersonalData.Place;
import nl.duwtje.rules.fact.Recipient;
import nl.duwtje.rules.fact.Strength;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mail.MailAddress;

/** Facts for tests, written as a sentence: {@code Mail.from("a@gemeente.test").to("b@example.org").subject("...")}. */
public final class Mail {

    private final String from;
    private final List<Recipient> recipients = new ArrayList<>();
    private final List<Attachment> attachments = new ArrayList<>();
    private final List<PersonalData> personalData = new ArrayList<>();
    private int visibleOutsiders;
    private String subject = "Afspraak";
    private String confidential = "";
    private boolean nullSender;
    private boolean autoReply;
    private boolean mailingList;
    private boolean deliveryReport;
    private boolean readReceipt;
    private boolean journalReport;
    private boolean recall;
    private String ambiguity = "";

    private Mail(String from) {
        this.from = from;
        this.nullSender = from.isEmpty();
    }

    public static Mail from(String address) {
        return new Mail(address);
    }

    public Mail to(String... addresses) {
        for (String address : addresses) {
            String domain = MailAddress.of(address).domain();
            Party party = domain.equals("gemeente.test") ? Party.INSIDE : domain.equals("partner.test") ? Party.PARTNER : Party.OUTSIDER;
            recipients.add(new Recipient(address, domain, party, true));
        }
        return this;
    }

    public Mail visibleOutsiders(int n) {
        visibleOutsiders = n;
        return this;
    }

    public Mail subject(String text) {
        subject = text;
        return this;
    }

    public Mail confidential(String marking) {
        confidential = marking;
        return this;
    }

    public Mail autoReply() {
        autoReply = true;
        return this;
    }

    public Mail mailingList() {
        mailingList = true;
        return this;
    }

    public Mail deliveryReport() {
        deliveryReport = true;
        return this;
    }

    public Mail readReceipt() {
        readReceipt = true;
        return this;
    }

    public Mail journalReport() {
        journalReport = true;
        return this;
    }

    public Mail recall() {
        recall = true;
        return this;
    }

    public Mail ambiguous(String why) {
        ambiguity = why;
        return this;
    }

    public Mail attachment(String name, String notInspected) {
        attachments.add(
                new Attachment(name, "application/zip", "zip", 2000, false, notInspected.equals("encrypted"), notInspected.isEmpty(),
                        notInspected));
        return this;
    }

    public Mail personalData(String type, Strength strength, Place place, int count) {
        personalData
                .add(new PersonalData(type, strength, place, place == Place.ATTACHMENT ? "lijst.xlsx, blad 1" : "", count,
                        place == Place.ATTACHMENT, "999•••019"));
        return this;
    }

    public Facts facts() {
        int outsiders = (int) recipients.stream().filter(Recipient::isOutside).count();
        Message message = new Message(from, from, "", "", subject, "<1@gemeente.test>", "Mon, 16 Nov 2026 09:00:00 +0100", 2000,
                recipients.size(), Math.max(visibleOutsiders, 0), outsiders, attachments.size(), nullSender, autoReply, false, mailingList,
                deliveryReport, readReceipt, journalReport, false, false, recall, false, false, false,
                !ambiguity.isEmpty(), ambiguity, confidential, true);
        return new Facts(message, recipients, List.of(), attachments, personalData);
    }

    public Envelope envelope() {
        MailAddress reversePath = nullSender ? MailAddress.NULL : MailAddress.of(from);
        return new Envelope(reversePath, recipients.stream().map(r -> ForwardPath.to(r.address())).toList(), "", false, "", "");
    }
}
