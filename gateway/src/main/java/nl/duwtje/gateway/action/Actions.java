package nl.duwtje.gateway.action;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import jakarta.mail.MessagingException;

import org.apache.mailet.Mailet;

import nl.duwtje.gateway.config.GatewaySettings.MailetSettings;
import nl.duwtje.rules.PolicySettings.HideTo;
import nl.duwtje.rules.decision.Action;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.inspect.Organisation;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.settings.SettingsException;

/**
 * Carries out the actions of a leg, then runs the third-party mailets. Costs nothing when there are neither. Safe for all threads (as far as
 * third-party mailets are, which the Mailet API asks of them).
 */
public final class Actions implements AutoCloseable {

    private final ActionSettings settings;
    private final RoomContext context;
    private final OwnSignatures signatures;
    private final List<Mailet> thirdParty;
    private final Map<HideTo, Mailet> hide = new EnumMap<>(HideTo.class);
    private final Mailet oneByOne;

    /** @throws SettingsException naming the third-party mailet that cannot be used and why */
    public Actions(ActionSettings settings, List<MailetSettings> thirdParty) {
        this.settings = settings;
        this.context = new RoomContext(settings.organisation());
        this.signatures = new OwnSignatures(settings.organisation());
        this.thirdParty = ThirdParty.load(thirdParty, context);
        for (HideTo to : HideTo.values()) {
            hide.put(to, ready(new HideRecipients(), Map.of("to", to.name().toLowerCase(Locale.ROOT).replace('_', '-'))));
        }
        this.oneByOne = ready(new OneByOne(), Map.of());
    }

    /** @throws SettingsException naming the third-party mailet that cannot be used and why */
    public static void check(List<MailetSettings> thirdParty) {
        ThirdParty.load(thirdParty, new RoomContext(new Organisation(List.of(), List.of()))).forEach(Mailet::destroy);
    }

    private Mailet ready(Mailet mailet, Map<String, String> parameters) {
        try {
            mailet.init(new MailetSetup(mailet.getClass().getName(), parameters, context));
            return mailet;
        } catch (MessagingException e) {
            throw new ActionException(mailet.getClass().getName(), e.getMessage(), e);
        }
    }

    /** Whether {@link #apply} would leave a leg with these actions as it is. */
    public boolean areIdleFor(List<Action> actions) {
        return actions.isEmpty() && thirdParty.isEmpty();
    }

    /**
     * What leaves for this envelope: one message, or with {@link Action.OneByOne} one for each recipient.
     *
     * @param language of banners: "nl" or "en"
     * @throws ActionException when a mailet fails: then nothing may leave now
     */
    public List<Changed> apply(List<Action> actions, Envelope envelope, RawMessage original, String language) {
        return apply(actions, List.of(envelope), original, language);
    }

    /** The same for several transactions of one message; bodies that change in the same way are shared. */
    public List<Changed> apply(List<Action> actions, List<Envelope> envelopes, RawMessage original, String language) {
        if (envelopes.size() == 1 && areIdleFor(actions)) {
            return List.of(Changed.untouched(envelopes.get(0), original));
        }
        Layers layers = new Layers(original);
        return envelopes.stream().flatMap(envelope -> apply(actions, envelope, original, language, layers).stream()).toList();
    }

    private List<Changed> apply(List<Action> actions, Envelope envelope, RawMessage original, String language, Layers layers) {
        if (areIdleFor(actions)) {
            return List.of(Changed.untouched(envelope, original));
        }
        if (actions.stream().noneMatch(Action.OneByOne.class::isInstance)) {
            SplicedMail mail = new SplicedMail("leg", envelope, original);
            mailets(actions, language).forEach(mailet -> service(mailet, mail));
            return List.of(finish(mail, layers));
        }
        SplicedMail common = new SplicedMail("leg", envelope, original);
        mailets(actions, language).forEach(mailet -> service(mailet, common));
        List<Changed> copies = new ArrayList<>();
        for (ForwardPath recipient : envelope.recipients()) {
            SplicedMail mail = common.copyFor(recipient);
            service(oneByOne, mail);
            copies.add(finish(mail, layers));
        }
        return List.copyOf(copies);
    }

    /** In a fixed order, so that the same actions always give the same bytes. One by one hides better than hiding, and comes later. */
    private List<Mailet> mailets(List<Action> actions, String language) {
        List<Mailet> mailets = new ArrayList<>();
        boolean single = actions.stream().anyMatch(Action.OneByOne.class::isInstance);
        if (!single && actions.stream().anyMatch(Action.HideRecipients.class::isInstance)) {
            mailets.add(hide.get(settings.hideTo().get()));
        }
        Set<Action> others = new java.util.LinkedHashSet<>(actions);
        for (Action action : others) {
            if (action instanceof Action.WithoutAttachments without) {
                mailets.add(ready(new LeaveOut(), Map.of("names", String.join("\n", without.names()), "note", without.note())));
            } else if (action instanceof Action.Banner banner) {
                BannerText text = banner(banner.key(), language);
                mailets.add(ready(new AddBanner(), Map.of("text", text.text(), "html", text.html())));
            } else if (action instanceof Action.Tag tag) {
                mailets.add(ready(new TagHeader(), Map.of("name", tag.name(), "value", tag.value())));
            }
        }
        return mailets;
    }

    private BannerText banner(String key, String language) {
        try {
            return settings.banners().of(key, language);
        } catch (IllegalArgumentException e) {
            throw new ActionException(AddBanner.class.getName(), "no banner \"" + key + "\"", e);
        }
    }

    private Changed finish(SplicedMail mail, Layers layers) {
        List<String> removed = new ArrayList<>();
        dropSignatures(mail, 0, removed);
        for (Mailet mailet : thirdParty) {
            int before = mail.splices().size();
            service(mailet, mail);
            if (!takeOver(mailet, mail, removed)) {
                dropSignatures(mail, before, removed);
            }
            addRecipientHeaders(mailet, mail);
        }
        return layers.of(mail, removed);
    }

    private static void addRecipientHeaders(Mailet mailet, SplicedMail mail) {
        try {
            mail.settleRecipientHeaders();
        } catch (MessagingException | IllegalArgumentException e) {
            throw new ActionException(mailet.getClass().getName(), e.getMessage(), e);
        }
    }

    private void dropSignatures(SplicedMail mail, int splicesBefore, List<String> removed) {
        if (mail.splices().size() > splicesBefore) {
            removed.addAll(signatures.remove(mail.outline(), OwnSignatures.values(mail.outline()), mail.splices()));
        }
    }

    /** A signature that was there before the mailet goes, unless the mailet only added header fields (it may be the signer). */
    private boolean takeOver(Mailet mailet, SplicedMail mail, List<String> removed) {
        try {
            RawMessage before = mail.current();
            boolean changed = mail.settle();
            if (changed && !Layers.onlyAddsFields(before, mail.outline())) {
                Set<String> stale = OwnSignatures.values(nl.duwtje.rules.mime.MimeOutline.of(before.bytes()));
                removed.addAll(signatures.remove(mail.outline(), stale, mail.splices()));
            }
            return changed;
        } catch (MessagingException | IOException | RuntimeException e) {
            throw new ActionException(mailet.getClass().getName(), "left a message that cannot be written", e);
        }
    }

    /** Whatever a mailet throws is a failure of ours for now: the message stays where it is. */
    private static void service(Mailet mailet, SplicedMail mail) {
        try {
            mailet.service(mail);
        } catch (ActionException e) {
            throw e;
        } catch (Exception | LinkageError | StackOverflowError e) {
            throw new ActionException(mailet.getClass().getName(), "failed: " + e.getClass().getSimpleName(), e);
        }
        if (mail.getState().equals(org.apache.mailet.Mail.GHOST)) {
            throw new ActionException(mailet.getClass().getName(), "wanted to drop the message", null);
        }
    }

    /** Lets third-party mailets free what they hold. */
    @Override
    public void close() {
        thirdParty.forEach(Mailet::destroy);
    }
}
