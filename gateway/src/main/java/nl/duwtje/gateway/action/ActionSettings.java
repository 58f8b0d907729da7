package nl.duwtje.gateway.action;

import java.util.Objects;
import java.util.function.Supplier;

import nl.duwtje.rules.PolicySettings.HideTo;
import nl.duwtje.rules.inspect.Organisation;

/**
 * What actions need to know.
 *
 * @param hideTo       what stands in To of a message whose addresses are hidden; asked for each message, as policy.yaml may change meanwhile
 * @param organisation who is inside: whose attendees may stay, and whose DKIM signatures go when they no longer hold
 * @param banners      the banners by key
 */
public record ActionSettings(Supplier<HideTo> hideTo, Organisation organisation, BannerText.Source banners) {

    public ActionSettings {
        Objects.requireNonNull(hideTo);
        Objects.requireNonNull(organisation);
        Objects.requireNonNull(banners);
    }
}
