package nl.duwtje.rules.personaldata.devset;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Mail of other offices in other words: a school, a care provider, a housing association. Held out: only measured, never tuned with. */
final class OtherOffice {

    private static final String FOOT = "\n\nVriendelijke groeten,\n\n{NAME} | Woonstichting De Brug | {STREET} | {POSTCODE_ADDRESS} {PLACE}\n"
            + "tel. {PHONE} | {EMAIL}\nBank: {IBAN} - Handelsregister {KVK} - btw {VAT}";
    private static final List<String> PERSONAL = List.of(
            "Dag {FIRST},\nde huurder {NAME} heeft als burgerservicenummer {BSN}; wil jij de huurtoeslag nakijken?",
            "Intake\n- cliënt: {NAME}\n- geb.: {DATE_OF_BIRTH}\n- bsn: {BSN}\n- tel: {PHONE}\n- polisnummer: {NINE}",
            "Hello team, the tenant's BSN number ({BSN}) doesn't match the one in our file {NINE}.",
            "Ouder: {NAME}, BSN ouder {BSN}. Kind: {FIRST}, BSN kind {BSN}, geboren op {DATE_OF_BIRTH}.",
            "Graag kopie van paspoort {ID_DOCUMENT} en het kenteken {LICENCE_PLATE} doorgeven aan {EMAIL}.",
            "My Visa card {CARD} was declined, exp 11/27.", "Betaald met mastercard {CARD} voor reservering {SIX}.",
            "Rijbewijsnr. {DRIVING_LICENCE} t.n.v. {NAME}",
            "Uw persoonsgegevens: BSN-nr {BSN}, IBAN {IBAN}, woonadres {STREET} {POSTCODE_ADDRESS} {PLACE}.",
            "bsn={BSN}&naam={LAST}", "Onderwerp: RE: aanvraag\n> Op {DATE} schreef {NAME}:\n> mijn BSN is {BSN}\n> en mijn rekening {IBAN}",
            "Rijksregisternummer: {NATIONAL_ID_BE}", "NHS no {NATIONAL_ID_GB}, patient {NAME}",
            "De sofinummers: {BSN} ({FIRST}), {BSN} ({FIRST})",
            "Met BSN {BSN} is mevrouw ingeschreven, referentie {TEN}.", "Administratienummer {A_NUMMER} staat in de BRP.",
            "De v-nummers van de statushouders volgen; document {RESIDENCE_DOCUMENT} is een verblijfsvergunning.");
    private static final List<String> HARMLESS = List.of("Je reservering {NINE} voor {DATE} is bevestigd. Bedrag: EUR {AMOUNT}.",
            "Polis {NINE}, schadenummer {TEN}, dossier {SEVEN}. Wij bellen u.", "Pakket {TRACKING} is onderweg; referentie {NINE}.",
            "Join Zoom Meeting\nMeeting ID: {MEETING}\nPasscode: {SIX}",
            "ERROR {TIME} worker-{SMALL}: job {NINE} failed after {SIX} ms ({UUID})",
            "SELECT * FROM orders WHERE id = {NINE} AND ts > {EPOCH_S};",
            "Storing {NINE} gemeld op {DATE}, monteur {FIRST} komt tussen 8 en 12.",
            "Offertenummer {NINE}; inkoopordernummer {TEN}; leveringsnummer {TWELVE}.", "Het saldo is {AMOUNT} en de huur {AMOUNT}.",
            "Vennootschap onder KvK {KVK}, RSIN {RSIN}, btw-id {VAT}.",
            "Traceback (most recent call last):\n  File \"a.py\", line {SMALL}\nKeyError: {NINE}",
            "Machine {NINE}-{SIX}, lot {NINE}, batch {TEN}", "Lat {FLOAT} lon {FLOAT} alt {SMALL}",
            "Acceptgiro met kenmerk {GROUPED16}, vervaldatum {DATE}.",
            "versie {SMALL}.{SMALL}.{NINE}, checksum {HEX}", "Telefoontoestel {NINE} heeft serienr {NINE} en mac {HEX}",
            "Getallen: {NINE}, {NINE}, {NINE} en {NINE}.");

    private OtherOffice() {}

    static List<Sample> personal(long seed, int n) {
        return MunicipalMail.samples(PERSONAL, seed, n, false);
    }

    static List<Sample> harmless(long seed, int n) {
        return MunicipalMail.samples(HARMLESS, seed, n, true);
    }

    static List<Sample> business(long seed, int n) {
        Values values = new Values(new Random(seed));
        List<String> texts = List.of("Dag {FIRST},\n\nDe sleutels van {STREET} liggen klaar.",
                "Hi {FIRST}, can we move our call to {DATE}?",
                "Beste {FIRST},\n\nBijgaand factuur {NINE} ad € {AMOUNT}. Betaling graag op {IBAN} o.v.v. {NINE}.");
        List<Sample> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            all.add(new Sample.Draft().fill(texts.get(i % texts.size()) + FOOT, values).done("office " + i % texts.size(), true));
        }
        return all;
    }

    static List<Sample> tables(long seed, int n, boolean harmless) {
        Values values = new Values(new Random(seed));
        List<Sample> all = new ArrayList<>();
        List<String[]> lists = harmless
                ? List.of(new String[]{"Polisnr", "NINE", "Premie", "SMALL"}, new String[]{"Meter", "NINE", "Stand", "FIVE"},
                        new String[]{"Ticket", "NINE", "Status", "PLACE"}, new String[]{"Waarde", "NINE", "Waarde2", "NINE"})
                : List.of(new String[]{"Huurder", "NAME", "BSN-nummer", "BSN9"}, new String[]{"burgerservicenr", "BSN9", "tel", "PHONE"},
                        new String[]{"sofi", "BSN9", "ref", "NINE"});
        for (int i = 0; i < n; i++) {
            String[] list = lists.get(i % lists.size());
            String separator = List.of("\t", ";", "|", ",").get(i % 4);
            Sample.Draft draft = new Sample.Draft().say(list[0] + separator + list[2] + "\n");
            for (int row = 3 + values.below(20); row > 0; row--) {
                for (int c = 1; c < 4; c += 2) {
                    String type = list[c].equals("BSN9") ? "BSN" : list[c];
                    if (!harmless && Values.IS_PERSONAL.contains(type)) {
                        draft.put(type, values.of(list[c]));
                    } else {
                        draft.say(values.of(list[c]));
                    }
                    draft.say(c < 3 ? separator : "\n");
                }
            }
            all.add(draft.table("office table " + i % lists.size(), harmless));
        }
        return all;
    }
}
