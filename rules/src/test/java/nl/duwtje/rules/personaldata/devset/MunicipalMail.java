package nl.duwtje.rules.personaldata.devset;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The mail of a municipality, Dutch and English: what the scanner was tuned with. */
final class MunicipalMail {

    private static final String SIGNATURE = "\n\nMet vriendelijke groet,\n{NAME}\nbeleidsmedewerker\nGemeente Zandoever\nT {PHONE}\nE {EMAIL}\n"
            + "{STREET}, {POSTCODE_ADDRESS} {PLACE}\nKvK {KVK} | BTW {VAT} | IBAN {IBAN}\n";
    private static final List<String> PERSONAL = List.of(
            "Beste {NAME},\n\nKun je de aanvraag bijstand van mevrouw {LAST} (BSN {BSN}, geboren {DATE_OF_BIRTH}) vandaag afronden?",
            "Goedemorgen,\n\nIn de bijlage het besluit voor {NAME}.\nBurgerservicenummer: {BSN}\nDossiernummer: {NINE}\nRekening: {IBAN}",
            "Hoi {FIRST}, de leerling {NAME} met onderwijsnummer {EDUCATION_NUMBER} start maandag op groep 6.",
            "Please find the details of the applicant: {NAME}, date of birth {DATE_OF_BIRTH}, citizen service number {BSN}, passport number {ID_DOCUMENT}.",
            "Voor de gehandicaptenparkeerkaart: kenteken {LICENCE_PLATE}, rijbewijsnummer {DRIVING_LICENCE}, BSN: {BSN}.",
            "A-nummer: {A_NUMMER}\nNaam: {NAME}\nGeboortedatum: {DATE_OF_BIRTH}\nAdres: {STREET}, {POSTCODE_ADDRESS} {PLACE}",
            "De creditcard waarmee is betaald: {CARD}, geldig tot 09/28.",
            "Credit card number {CARD} was charged twice for invoice {NINE}.",
            "Het nummer van haar identiteitskaart is {ID_DOCUMENT}, haar telefoonnummer {PHONE} en haar mail {EMAIL}.",
            "Verblijfsdocument {RESIDENCE_DOCUMENT} van {NAME} verloopt op {DATE}.",
            "De BSN's van het gezin zijn {BSN}, {BSN} en {BSN}.",
            "Belgische medewerker {NAME}, rijksregisternummer {NATIONAL_ID_BE}, start op {DATE}.",
            "Employee {NAME}, PESEL {NATIONAL_ID_PL}, account {IBAN}.",
            "Grenswerker {NAME}: Steuer-ID {NATIONAL_ID_DE}.", "Numéro de sécurité sociale: {NATIONAL_ID_FR}.",
            "Su DNI es {NATIONAL_ID_ES}.",
            "His SSN is {NATIONAL_ID_US}.", "AHV-Nummer {NATIONAL_ID_CH}", "Personnummer: {NATIONAL_ID_SE}", "NHS number: {NATIONAL_ID_GB}",
            "BIG-nummer {BIG}, AGB-code {AGB} van de huisarts.",
            "Klant: {NAME}\nKlantnummer: {NINE}\nBSN: {BSN}\nOrdernummer: {NINE}\nBedrag: € {AMOUNT}",
            "Van: {NAME} <{EMAIL}>\nVerzonden: {DATE}\nAan: Loket\n\nMijn burgerservicenummer is {BSN}. Mijn telefoonnummer is {PHONE}.",
            "<p>Naam: {NAME}<br>BSN: {BSN}<br>IBAN: {IBAN}</p>", "{\"naam\":\"{NAME}\",\"bsn\":\"{BSN}\",\"order_id\":\"{NINE}\"}",
            "hey, bsn van {FIRST} is {BSN} thx", "Formulier\n\nBSN\n{BSN}\n\nVoorletters en achternaam\n{NAME}\n",
            "Gegevens partner: BSN {BSN} / rijbewijs {DRIVING_LICENCE}.", "sofinummer {BSN}, personeelsnummer {SEVEN}",
            "De BSN's: {BSN} ({FIRST}), {BSN} ({FIRST}) en die van {NAME} is {BSN}.",
            "* naam: {NAME}\n* bsn: {BSN}\n* telefoon: {PHONE}\n* polis: {NINE}",
            "Vader {NAME} heeft BSN {BSN}. De moeder, {NAME}, staat bij ons in het systeem onder {NINE}.",
            "<tr><th>Naam</th><th>BSN</th><th>Plaats</th></tr>\n<tr><td>{NAME}</td><td>{BSN}</td><td>{PLACE}</td></tr>\n<tr><td>{NAME}</td><td>{BSN}</td>"
                    + "<td>{PLACE}</td></tr>");
    private static final List<String> HARMLESS = List.of(
            "Beste {NAME},\n\nJe bestelling {NINE} is verzonden met track & trace {TRACKING}. Het bedrag van € {AMOUNT} is betaald.",
            "Factuur {NINE}\nDebiteur {NINE}\nFactuurdatum {DATE}\nTotaal € {AMOUNT}\nBetalingskenmerk {SIXTEEN}\nKvK {KVK}\nRSIN {RSIN}\nBTW {VAT}",
            "Microsoft Teams-vergadering\nVergadering-id: {MEETING}\nToegangscode: abC9x\nTelefonische vergadering-id: {MEETING9}#",
            "{TIME} INFO order {NINE} from {IP} took 12 ms, trace {HEX}\n{TIME} WARN retry {NINE} id={UUID}",
            "at nl.voorbeeld.Order.load(Order.java:{SMALL})\nCaused by: java.lang.IllegalStateException: {NINE} not found in shard {SMALL}",
            "{\"ts\":{EPOCH},\"latency\":{FLOAT},\"orderId\":{NINE},\"items\":[{SIX},{SEVEN},{NINE}]}",
            "De coördinaten zijn {FLOAT}, {FLOAT}; de omzet was € {AMOUNT}.", "Dossier {NINE}: de zitting is op {DATE} om 10.30 uur.",
            "ISBN {ISBN}, artikelnummer {SEVEN}, EAN {ISBN}.", "commit {HEX}\nBuild {NINE} deployed to {IP}.",
            "Betaal € {AMOUNT} o.v.v. betalingskenmerk {GROUPED16}.", "Zaaknummer {NINE}, ons kenmerk {TEN}, uw kenmerk {TWELVE}.",
            "Ref {NINE} / PO {NINE} / SKU {TEN}", "Onze openingstijden: maandag t/m vrijdag 9.00-17.00, bel {SERVICE_PHONE}.",
            "Op {DATE} vergadert de raad over de begroting {YEAR}: € {AMOUNT} voor diabeteszorg en jeugdhulp.",
            "Het privacybeleid zegt dat een BSN nooit per mail mag. Vragen? Zaak {NINE}.",
            "Serienummer {NINE}, meterstand {FIVE}, IMEI {SIXTEEN}",
            "De RSIN van de stichting is {RSIN} en het KvK-nummer {KVK}.", "Wij zochten op {NINE} en vonden niets; probeer {NINE}.",
            "Kadastrale aanduiding ZDV00 B {FIVE}, verblijfsobject {SIXTEEN}", "x = {FLOAT}\ny = {NINE}\nz = 0x{HEX}");

    private MunicipalMail() {}

    static List<Sample> personal(long seed, int n) {
        return samples(PERSONAL, seed, n, false);
    }

    static List<Sample> harmless(long seed, int n) {
        return samples(HARMLESS, seed, n, true);
    }

    static List<Sample> samples(List<String> templates, long seed, int n, boolean harmless) {
        Values values = new Values(new Random(seed));
        List<Sample> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int t = i % templates.size();
            Sample.Draft draft = new Sample.Draft();
            String prose = templates.get(t);
            if (prose.startsWith("{\"")) {
                // a brace of its own
                draft.say("{");
                prose = prose.substring(1);
            }
            draft.fill(prose.endsWith("}") && prose.startsWith("\"") ? prose.substring(0, prose.length() - 1) : prose, values);
            if (values.below(3) == 0 && !harmless) {
                draft.fill(SIGNATURE, values);
            }
            all.add(draft.done("prose " + t, harmless));
        }
        return all;
    }

    /** Ordinary mail with a signature and the foot of a letter. */
    static List<Sample> business(long seed, int n) {
        Values values = new Values(new Random(seed));
        List<Sample> all = new ArrayList<>();
        List<String> texts = List.of("Hoi {FIRST}, zullen we {DATE} om 10 uur afspreken op het stadhuis?",
                "Dag {FIRST},\n\nIn de bijlage vind je de factuur {NINE} van {DATE}, totaal € {AMOUNT}. Graag betalen binnen 30 dagen.",
                "Dear {FIRST},\n\nThank you for your order {NINE}. It will be delivered at {STREET}, {PLACE}.",
                "Beste allemaal,\n\nDe agenda voor {DATE} staat klaar. Neem je laptop mee.",
                "Geachte {LAST},\n\nUw offerte met nummer {SEVEN} hebben wij ontvangen.");
        for (int i = 0; i < n; i++) {
            all.add(new Sample.Draft().fill(texts.get(i % texts.size()) + SIGNATURE, values).done("business " + i % texts.size(), true));
        }
        return all;
    }

    /** Lists, with a BSN or with numbers that only look like it. */
    static List<Sample> tables(long seed, int n, boolean harmless) {
        Values values = new Values(new Random(seed));
        List<Sample> all = new ArrayList<>();
        List<String> separators = List.of(";", ",", "\t", " | ");
        List<String[]> lists = harmless
                ? List.of(new String[]{"Ordernr", "NINE", "Klant", "NAME", "Bedrag", "SMALL"},
                        new String[]{"Artikel", "TEN", "EAN", "ISBN", "Aantal", "SMALL"},
                        new String[]{"Zaaknummer", "NINE", "Datum", "DATE", "Omschrijving", "PLACE"},
                        new String[]{"id", "NINE", "timestamp", "EPOCH", "latency", "SIX"},
                        new String[]{"Bedrijf", "PLACE", "KvK", "KVK", "RSIN", "RSIN"},
                        new String[]{"Nummer", "NINE", "Plaats", "PLACE", "Jaar", "YEAR"})
                : List.of(new String[]{"Naam", "NAME", "BSN", "BSN9", "Geboortedatum", "DATE_OF_BIRTH"},
                        new String[]{"Leerling", "NAME", "Burgerservicenummer", "BSN9", "Groep", "SMALL"},
                        new String[]{"BSN", "BSN9", "Uitkering", "SMALL", "IBAN", "IBAN"},
                        new String[]{"name", "NAME", "bsn", "BSN9", "order", "NINE"},
                        new String[]{"Voornaam", "FIRST", "Nr", "SMALL", "bsn_nummer", "BSN9"},
                        new String[]{"Medewerker", "NAME", "kolom2", "BSN9", "Plaats", "PLACE"});
        for (int i = 0; i < n; i++) {
            String[] list = lists.get(i % lists.size());
            String separator = separators.get(i / lists.size() % separators.size());
            Sample.Draft draft = new Sample.Draft();
            if (values.below(2) == 0) {
                draft.say("Beste {FIRST}, hierbij de lijst:\n\n".replace("{FIRST}", values.of("FIRST")));
            }
            draft.say(list[0] + separator + list[2] + separator + list[4] + "\n");
            int rows = 6 + values.below(30);
            for (int row = 0; row < rows; row++) {
                for (int c = 1; c < 6; c += 2) {
                    String value = values.of(list[c]);
                    String type = list[c].equals("BSN9") ? "BSN" : list[c];
                    value = list[c].equals("BSN9") && value.startsWith("0") ? value.substring(1) : value;
                    if (!harmless && Values.IS_PERSONAL.contains(type)) {
                        draft.put(type, value);
                    } else {
                        draft.say(value);
                    }
                    draft.say(c < 5 ? separator : "\n");
                }
            }
            all.add(draft.table("table " + i % lists.size(), harmless));
        }
        return all;
    }
}
