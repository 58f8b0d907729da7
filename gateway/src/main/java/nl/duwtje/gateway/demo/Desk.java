package nl.duwtje.gateway.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import nl.duwtje.gateway.HeldMail;
import nl.duwtje.gateway.delivery.DeliveryOutcome;
import nl.duwtje.gateway.delivery.NextHop;
import nl.duwtje.gateway.delivery.Partial;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.HoldState;
import nl.duwtje.rules.Policy;
import nl.duwtje.rules.PolicySettings;
import nl.duwtje.rules.decision.Decision;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.inspect.Inspector;
import nl.duwtje.rules.inspect.Organisation;
import nl.duwtje.rules.text.ExtractLimits;

/** Where the people of the demo work: sends their mails and answers to the gateway by real SMTP. Safe for all threads. */
final class Desk implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(3);
    private static final int RECENT = 200;

    private final NextHop outlook;
    private final Stage stage;
    private final HeldMail held;
    private final CompletableFuture<Policy> policy = CompletableFuture.supplyAsync(Policy::shipped);
    private final Inspector inspector = new Inspector(new Organisation(List.of(Cast.DOMAIN), List.of()),
            PolicySettings.defaults().limits(), ExtractLimits.defaults());

    /** Who answers a notice by mail. */
    enum Answerer {
        SENDER, OUT_OF_OFFICE, COLLEAGUE
    }

    /** @param outlook to the gateway */
    Desk(NextHop outlook, Stage stage, HeldMail held) {
        this.outlook = outlook;
        this.stage = stage;
        this.held = held;
    }

    /** @return what the gateway answered, and the number of the play */
    Sent send(Letter letter) {
        SampleMail mail = SampleMail.of(letter);
        int number = stage.begin(letter, mail, nudges(mail));
        DeliveryOutcome outcome = outlook.deliver(mail.envelope(), mail.message(), Partial.ABORT);
        String reply = outcome.results().get(0).reply().line();
        stage.answered(number, reply);
        return new Sent(number, reply, outcome.isAll(DeliveryOutcome.Status.DELIVERED));
    }

    /** What became of a letter at the door. */
    record Sent(int number, String reply, boolean taken) {}

    /** The same rules on the same bytes as in the gateway: those that took effect. */
    private List<Nudge> nudges(SampleMail mail) {
        Decision decision = policy.join().decide(mail.envelope(), inspector.inspect(mail.envelope(), mail.message()),
                PolicySettings.defaults());
        return decision.nudges();
    }

    /** Answers the last notice that can be answered by mail, and waits a moment for what comes of it. */
    void answer(Play play, String words, Answerer as) throws InterruptedException {
        Optional<ReadMail> notice = play.notices().reversed().stream().map(one -> ReadMail.of(one.text()))
                .filter(one -> !one.replyTo().isEmpty()).findFirst();
        if (notice.isEmpty()) {
            return;
        }
        String asked = play.letter().from();
        String from = as == Answerer.COLLEAGUE ? Cast.of(asked).other().address() : asked;
        SampleMail mail = SampleMail.answer(from, notice.get().replyTo(), "RE: " + notice.get().subject(), words,
                as == Answerer.OUT_OF_OFFICE);
        outlook.deliver(mail.envelope(), mail.message(), Partial.ABORT);
        if (as == Answerer.SENDER) {
            awaitMore(play);
        }
    }

    /** Waits a moment for something more to arrive of this play. */
    void awaitMore(Play play) throws InterruptedException {
        stage.awaitMore(play.number(), play.arrived().size(), SOON);
    }

    /** The hold of this mail; empty when it was not held. */
    Optional<Hold> hold(Play play) {
        return held.list(List.of(HoldState.values()), RECENT).stream()
                .filter(hold -> hold.facts().message().messageId().equals(play.mail().messageId())).findFirst();
    }

    /** Each rule of the shipped folder: why it exists, and who answers for it. */
    Stream<nl.duwtje.rules.RuleInfo> rules() {
        return policy.join().rules().stream();
    }

    @Override
    public void close() {
        held.close();
        outlook.close();
    }
}
