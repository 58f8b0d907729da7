package nl.duwtje.rules.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import nl.duwtje.rules.Findings;
import nl.duwtje.rules.Policy;
import nl.duwtje.rules.PolicySettings;
import nl.duwtje.rules.decision.Decision;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.fact.Attachment;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.fact.PersonalData;
import nl.duwtje.rules.inspect.Organisation;
import nl.duwtje.rules.mail.AddressException;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mime.AddressLists;
import nl.duwtje.rules.mime.MimeOutline;

/** {@code duwtje rules try FILE.eml}: what the rules would find in one message and what would happen to it. Sends nothing. */
public final class Try {

    private static final int MAX_SIZE = 150 << 20;

    private final Policy policy;
    private final PolicySettings settings;
    private final Organisation organisation;
    private final Inspection inspection;
    private final Function<List<Nudge>, List<String>> told;

    /** Says nothing of what the sender would read. */
    public Try(Policy policy, PolicySettings settings, Organisation organisation, Inspection inspection) {
        this(policy, settings, organisation, inspection, nudges -> List.of());
    }

    /** @param told what the sender would read of these nudges, a line each */
    public Try(Policy policy, PolicySettings settings, Organisation organisation, Inspection inspection,
            Function<List<Nudge>, List<String>> told) {
        this.policy = policy;
        this.settings = settings;
        this.organisation = organisation;
        this.inspection = inspection;
        this.told = told;
    }

    /** All that came of it, as it is written to JSON. */
    record Outcome(String file, String from, List<String> to, String decision, List<String> legs, List<String> proposals, boolean tell,
            List<Nudge> nudges, List<String> observed, String failure, Facts facts) {}

    /**
     * @param from reverse-path, "" or "<>" for the null sender; from the Sender or From header when empty
     * @param to   recipients; from To, Cc and Bcc when there are none
     */
    public Answer run(Path eml, Optional<String> from, List<String> to, boolean json) {
        try {
            if (java.nio.file.Files.size(eml) > MAX_SIZE) {
                return Answer.unusable(eml + ": larger than 150 MB");
            }
            try (MemoryMessage message = MemoryMessage.read(eml)) {
                Outcome outcome = outcome(eml, message, envelope(message, from, to));
                return new Answer(json ? json(outcome) : text(outcome), outcome.failure().isEmpty() ? 0 : 1);
            }
        } catch (IOException e) {
            return Answer.unusable(eml + ": cannot be read: " + e.getClass().getSimpleName());
        } catch (AddressException e) {
            return Answer.unusable(e.getMessage());
        } catch (IllegalArgumentException e) {
            return Answer.unusable(eml + ": " + e.getMessage());
        }
    }

    private Outcome outcome(Path eml, MemoryMessage message, Envelope envelope) {
        Facts facts = inspection.inspect(envelope, message, organisation, settings.limits());
        Findings found = policy.nudges(facts, settings.limits());
        List<String> to = envelope.recipients().stream().map(r -> r.address().text()).toList();
        String sender = envelope.reversePath().toString();
        if (found.failed()) {
            return new Outcome(eml.toString(), sender, to, "defer", List.of(), List.of(), false, found.nudges(), List.of(), found.failure(),
                    facts);
        }
        Decision decision = policy.decide(envelope, facts, settings);
        return new Outcome(eml.toString(), sender, to, Wording.kind(decision), Wording.legs(decision), Wording.proposals(decision),
                Wording.tell(decision), found.nudges(), decision.observed().stream().map(Nudge::rule).toList(), "", facts);
    }

    private static Envelope envelope(MemoryMessage message, Optional<String> from, List<String> to) {
        MimeOutline outline = MimeOutline.of(message.bytes());
        List<MailAddress> senders = new ArrayList<>(AddressLists.of(outline, "Sender"));
        senders.addAll(AddressLists.of(outline, "From"));
        MailAddress reversePath = from.map(f -> f.isEmpty() || f.equals("<>") ? MailAddress.NULL : MailAddress.of(f))
                .orElse(senders.isEmpty() ? MailAddress.NULL : senders.getFirst());
        Set<MailAddress> recipients = new LinkedHashSet<>();
        if (to.isEmpty()) {
            List.of("To", "Cc", "Bcc").forEach(name -> recipients.addAll(AddressLists.of(outline, name)));
        } else {
            to.forEach(address -> recipients.add(MailAddress.of(address)));
        }
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("names no recipient; give --to");
        }
        return Envelope.of(reversePath, List.copyOf(recipients));
    }

    private static String json(Outcome outcome) throws JsonProcessingException {
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(outcome) + "\n";
    }

    private String text(Outcome o) {
        StringBuilder out = new StringBuilder();
        line(out, "from", o.from());
        line(out, "to", String.join(", ", o.to()));
        line(out, "subject", o.facts().message().subject());
        line(out, "recipients", "%d, of which %d outsiders; visible: %d, of which %d outsiders".formatted(o.to().size(),
                o.facts().message().outsiders(), o.facts().message().visibleRecipients(), o.facts().message().visibleOutsiders()));
        for (Attachment a : o.facts().attachments()) {
            line(out, "attachment", "%s (%s, %d bytes%s)".formatted(a.name().isEmpty() ? "without name" : a.name(), a.type(), a.size(),
                    a.inspected() ? "" : ", not read: " + a.notInspected()));
        }
        for (PersonalData p : o.facts().personalData()) {
            line(out, "found", "%d %s, %s, in %s %s".formatted(p.count(), p.type(), Wording.name(p.strength()), Wording.name(p.place()),
                    p.where()).strip() + " (" + p.sample() + ")");
        }
        for (Nudge n : o.nudges()) {
            String only = o.observed().contains(n.rule()) ? " (only counted)" : "";
            line(out, "rule", n.rule() + " " + Wording.name(n.effect()) + only);
            n.evidence().forEach(e -> line(out, "", "  " + Wording.evidence(e)));
        }
        told.apply(o.nudges()).forEach(sentence -> line(out, "says", sentence));
        line(out, "decision", o.decision() + (o.tell() ? ", and the sender is told" : ""));
        o.legs().forEach(l -> line(out, "", "  " + l));
        if (!o.proposals().isEmpty()) {
            line(out, "", "  offered: " + String.join(", ", o.proposals()));
        }
        if (!o.failure().isEmpty()) {
            line(out, "failure", o.failure());
        }
        return out.toString();
    }

    private static void line(StringBuilder out, String label, String value) {
        out.append("%-11s %s".formatted(label, value).stripTrailing()).append('\n');
    }
}
