package nl.duwtje.gateway;

import java.util.List;
import java.util.function.Supplier;

import nl.duwtje.gateway.config.SignInSettings;
import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.web.Rights;
import nl.duwtje.rules.PolicySettings;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.settings.SettingsException;

/** Who may answer about a held message, and whether they must sign in: as policy.yaml in use says of the rules that held it. */
record AnswerRights(Supplier<PolicySettings.Answers> answers, Senders senders) implements Rights {

    @Override
    public boolean mayNeedSignIn() {
        return !answers.get().askSignIn().isEmpty();
    }

    @Override
    public boolean needsSignIn(Hold hold) {
        return answers.get().needSignIn(hold.nudges().stream().map(Nudge::rule).toList());
    }

    @Override
    public boolean mayAnswer(Hold hold, MailAddress mailbox) {
        boolean ambassador = Choice.ASK_AMBASSADOR.written().equals(hold.answer().choice())
                && senders.person(hold.facts()).ambassador().mailbox().filter(mailbox::equals).isPresent();
        return ambassador || senders.toTell(hold.facts()).contains(mailbox);
    }

    /** @throws SettingsException when a rule asks for sign-in and nobody can */
    static PolicySettings checked(PolicySettings settings, SignInSettings signIn) {
        List<String> rules = settings.answers().askSignIn();
        if (!signIn.isOn() && !rules.isEmpty()) {
            throw new SettingsException("policy.yaml: answers: " + String.join(", ", rules)
                    + " asks for sign-in, and sign-in.issuer is not set in gateway.yaml");
        }
        return settings;
    }
}
