package nl.duwtje.rules.personaldata;

import static nl.duwtje.rules.personaldata.Type.*;

import java.util.ArrayList;
import java.util.List;

/**
 * The words that say what the number beside them is: Dutch, English, and for the identifiers of other countries their own names. Written in lower
 * case without diacritics; a blank stands for any run of blanks, hyphens and underscores, a comma separates words.
 */
final class Words {

    /** A word and what it says: a set of types, and the marks below. */
    record Word(String text, long says) {}

    /** It is something else: an order, a company, a meeting. */
    static final long VETO = 1L << 62;
    /** An ordinary word that says "something else" only when the number follows at once: "factuur 123456782". */
    static final long NEAR = 1L << 61;
    /** "...nummer": something else, when it ends a compound: "lidnummer". */
    static final long COMPOUND = 1L << 60;
    /** "... number": something else, when a word stands before it. */
    static final long WORD_BEFORE = 1L << 59;
    /** A person is named behind it: "mevrouw". */
    static final long TITLE = 1L << 58;
    /** Someone who is treated or helped. */
    static final long PATIENT = 1L << 57;
    /** A company's own numbers stand here: the foot of a letter. */
    static final long COMPANY = 1L << 56;
    /** The head of a column with names. */
    static final long NAME = 1L << 55;
    /** The head of a column with what people earn or receive. */
    static final long MONEY = 1L << 54;
    /** It is not there: a BSN that is missing is not the next number. */
    static final long ABSENT = 1L << 63;
    /** Types of an organisation's own begin here. */
    static final int FIRST_OWN = Type.values().length;
    static final int MOST_OWN = 53 - FIRST_OWN;
    /** All sets of types. */
    static final long TYPES = (1L << 53) - 1;
    /** A document of an office as often as one of a person: only a number with a right check digit is of a person. */
    static final long DOCUMENT = 1L << 53;
    /** The numbers that other countries give to people. */
    static final long NATIONAL = (1L << FIRST_OWN) - NATIONAL_ID_BE.bit();
    /** Those that can be checked: a word that names no country says no more than that. */
    private static final long CHECKED = NATIONAL & ~NATIONAL_ID_US.bit() & ~NATIONAL_ID_DK.bit();

    private static final int SHORTEST_JOINED = 9;

    private final List<Word> words = new ArrayList<>();

    private Words() {}

    static List<Word> all() {
        Words all = new Words();
        all.dutch();
        all.national();
        all.others();
        all.people();
        all.joined();
        all.mistyped("burgerservicenummer", BSN.bit());
        return List.copyOf(all.words);
    }

    /** Names of fields have no blanks: "dateOfBirth", "citizenservicenumber". */
    private void joined() {
        for (Word word : List.copyOf(words)) {
            if ((word.says() & TYPES) != 0 && word.text().length() > SHORTEST_JOINED && word.text().indexOf(' ') > 0) {
                add(word.says(), word.text().replace(" ", ""));
            }
        }
    }

    /** A long word with one letter left out, typed twice or changed with the next one: no other word is that near. */
    private void mistyped(String word, long says) {
        for (int i = 1; i < word.length(); i++) {
            String before = word.substring(0, i);
            String after = word.substring(i + 1);
            add(says, before + after);
            add(says, before + word.charAt(i) + word.charAt(i) + after);
            if (i + 1 < word.length()) {
                add(says, before + word.charAt(i + 1) + word.charAt(i) + word.substring(i + 2));
            }
        }
    }

    private void add(long says, String list) {
        for (String word : list.split(",")) {
            words.add(new Word(word.strip(), says));
        }
    }

    private void dutch() {
        add(BSN.bit(),
                "bsn, bsns, bsn nummer, bsn nummers, bsnnummer, bsnnummers, bsn nr, bsnnr, bsn number, bsn no, bsn code, b.s.n., b.s.n,"
                        + "burgerservicenummer, burgerservicenummers, burger service nummer, burger service nr, burger service nummers, burgerservice nummer, burgerservicenr, burgerservicenr.,"
                        + "burgerservicenumer, burgerservice nr, burg.serv.nr, burg.serv.nr., burg serv nr, burgerserv.nr, burgerserv.nr., burgerserv nr, sofi, sofinummer, sofinummers, sofi nummer, sofinr, sofi nr, sofi number,"
                        + "sociaal fiscaal nummer, persoonsnr, persoons nr, social fiscal number, citizen service number, citizen service numbers, citizen service no,"
                        + "citizens service number, persoonsnummer, persoonsnummers, persoonlijk nummer, persoonlijk identificatienummer, uniek identificatienummer,"
                        + "unique identification number, dutch social security number,"
                        + "nlminbiza, nnnld, dutch personal number, dutch citizen number, personal number");
        add(BSN.bit() | EDUCATION_NUMBER.bit(), "persoonsgebonden nummer, pgn");
        add(BSN.bit() | CHECKED,
                "national id, national id number, national identification number, nationaal identificatienummer, nationaal nummer, personal id number,"
                        + "national identity number, identification number, buitenlands persoonsnummer, foreign personal number");
        add(CHECKED, "tin, tax identification number, foreign tax number, buitenlands fiscaal nummer");
        add(VETO, "fiscaal nummer, fiscaal identificatienummer, fiscale nummer");
        add(ABSENT, "geen bsn, zonder bsn, no bsn, without bsn, geen burgerservicenummer,"
                + "zonder burgerservicenummer, ontbreekt, ontbreken, onbekend, n.v.t., nvt, niet bekend, niet ingevuld, niet nodig, niet vermeld, missing,"
                + "unknown, not available, not known, bsn volgt");
        add(A_NUMMER.bit(),
                "a nummer, a nummers, anummer, anummers, a nr, anr, administratienummer, administratienummers, gba nummer, brp nummer,"
                        + "a number brp, brp number");
        add(ID_DOCUMENT.bit(), "paspoort, paspoortnummer, paspoortnummers, paspoort nummer, paspoort nr, paspoortnr, passport, passport no,"
                + "passport nr, passport number, id kaart, id kaartnummer, idkaart, identiteitskaart, identiteitskaartnummer, identiteitskaart nummer,"
                + "identiteitsbewijs, identiteitsbewijsnummer, id bewijs, nummer identiteitsbewijs, reisdocument, reisdocumentnummer, travel document,"
                + "travel document number, identity card, identity card number, id card, id card number, legitimatiebewijs, legitimatienummer,"
                + "identity document, nik, id nummer, id number, id kaart nr, id kaart nummer, identiteitskaart nr, id card no, id card nr");
        add(DOCUMENT | ID_DOCUMENT.bit() | RESIDENCE_DOCUMENT.bit(),
                "documentnummer, document nummer, document no, document number, documentnr, document nr");
        add(DRIVING_LICENCE.bit(), "rijbewijs, rijbewijsnummer, rijbewijsnummers, rijbewijs nummer, rijbewijsnr, rijbewijs nr, rijbewijzen,"
                + "driving licence, driving license, drivers licence, drivers license, driver's licence, driver's license, driver licence,"
                + "driver license, driving licence number, driving license number, driver's license number, driver's licence number, driving licence no");
        add(RESIDENCE_DOCUMENT.bit(),
                "v nummer, v nummers, vnummer, v nr, vnr, verblijfsdocument, verblijfsdocumentnummer, verblijfsvergunning,"
                        + "verblijfskaart, residence permit, residence permit number, residence document, residence document number, residence card,"
                        + "vreemdelingennummer, vreemdelingendocument, v number");
        add(EDUCATION_NUMBER.bit(), "onderwijsnummer, onderwijsnummers, onderwijs nummer, onderwijsnr, education number");
        add(IBAN.bit(), "iban, ibans, iban nummer, ibannummer");
        add(CARD.bit(),
                "kaart, creditcard, creditcards, creditcardnummer, creditcardnummers, credit card, credit card number, card number, cardnumber,"
                        + "card no, card nr, kaartnummer, kaart nr, kaartnr, visa, mastercard, master card, amex, american express, maestro, debit card, debitcard,"
                        + "debitcardnummer, bankpas, betaalpas, betaalkaart, cvc, cvv, cvc code, payment card, card, cc number, ccnumber, pan");
        add(PHONE.bit() | NEAR,
                "tel, tel., telefoon, phone, mobiel, mobile, gsm, fax, telephone, mob, mob., cell, whatsapp, bereikbaar op, tnr");
        add(PHONE.bit() | VETO,
                "telefoonnummer, telefoonnummers, telefoonnr, telnr, tel nr, phone number, mobile number, mobiel nummer, 06 nummer,"
                        + "mobiele nummer, telephone number, tel no, phone no, mobielnummer");
        add(EMAIL.bit(), "email, e mail, emailadres, e mailadres, mailadres, email address, e mail address");
        add(POSTCODE_ADDRESS.bit(), "postcode, postcodes, zip code, zipcode, postal code, pc huisnummer");
        add(LICENCE_PLATE.bit(),
                "kenteken, kentekens, kentekennummer, kentekenplaat, nummerplaat, licence plate, license plate, number plate,"
                        + "numberplate, licence plate number, license plate number, plate, plate number");
        add(DATE_OF_BIRTH.bit(),
                "geboortedatum, geboorte datum, geboortedata, geboren, geboren op, geb, geb., geb datum, geb. datum, geb.datum, gebdatum,"
                        + "geb dat, gebdat, geb.dat., geboortedag, date of birth, birth date, birthdate, dateofbirth, dob, d.o.b., born, born on, birthday,"
                        + "geburtsdatum, date de naissance, fecha de nacimiento, data di nascita");
        add(BIG.bit() | VETO, "big, big nummer, bignummer, big nr, big registratie, big registratienummer, big code");
        add(AGB.bit() | VETO, "agb, agb code, agbcode, agb nummer, agb nr");
    }

    private void national() {
        add(NATIONAL_ID_BE.bit(),
                "rijksregisternummer, rijksregisternummers, rijksregister nummer, rijksregister, rijksregister nr, rijksregisternr, rrn,"
                        + "insz, insz nummer, niss, bis nummer, numero national, registre national, numero de registre national,"
                        + "belgian national number, national register number, n national, n\u00b0 national, no national, rr nummer, rr nr");
        add(NATIONAL_ID_DE.bit(),
                "steuer id, steuerid, steuer idnr, steueridentifikationsnummer, steuer identifikationsnummer, steuer nr id, idnr, steuernummer,"
                        + "identifikationsnummer, rentenversicherungsnummer, rvnr, rv nummer, versichertennummer, personalausweis, personalausweisnummer, ausweisnummer,"
                        + "reisepass, reisepassnummer, german tax id, tax id");
        add(NATIONAL_ID_DE.bit() | NATIONAL_ID_AT.bit() | NATIONAL_ID_CH.bit(),
                "sozialversicherungsnummer, versicherungsnummer, sozialversicherungsnr, svnr, sv nummer, sv nr, sozialversicherungs nr");
        add(NATIONAL_ID_AT.bit(), "austrian social security number, ecard nummer");
        add(NATIONAL_ID_FR.bit(),
                "nir, numero de securite sociale, numero de secu, n\u00b0 secu, n\u00b0 ss, num ss, securite sociale, numero insee, insee, french social security number, numero secu, n secu");
        add(NATIONAL_ID_ES.bit(),
                "dni, nie, d.n.i., d.n.i, n.i.e., documento nacional de identidad, numero de identidad de extranjero, spanish id");
        add(NATIONAL_ID_ES.bit() | NATIONAL_ID_PT.bit(), "nif");
        add(NATIONAL_ID_PT.bit(),
                "contribuinte, numero de contribuinte, numero fiscal, numero de identificacao fiscal, n contribuinte, portuguese tax number");
        add(NATIONAL_ID_IT.bit(), "codice fiscale, c.f., cod. fisc., cod fisc, cod fiscale, cod. fiscale, italian tax code, fiscal code");
        add(NATIONAL_ID_PL.bit(), "pesel, numer pesel, nr pesel, pesel nummer, pesel number");
        add(NATIONAL_ID_GB.bit(),
                "nhs number, nhs no, nhs nummer, nhs, national insurance number, national insurance, national insurance no, nino,"
                        + "ni number, ni no, n.i. number, n.i. no");
        add(NATIONAL_ID_LU.bit(),
                "matricule, numero d'identification, luxembourg id, matricule number, numero de matricule, matricule nationale, numero d'identification national, luxembourg social security number, matriculenummer");
        add(NATIONAL_ID_DK.bit(), "cpr, cpr nummer, cpr nr, cprnr, cprnummer, cpr number, cpr no");
        add(NATIONAL_ID_DK.bit() | NATIONAL_ID_SE.bit() | NATIONAL_ID_NO.bit(), "personnummer, personnr, person nr, pnr");
        add(NATIONAL_ID_SE.bit(), "samordningsnummer, swedish personal number, swedish personal identity number");
        add(NATIONAL_ID_NO.bit(), "f\u00f8dselsnummer, fodselsnummer, fnr, d nummer, fodselsnr, norwegian national id, norwegian id");
        add(NATIONAL_ID_FI.bit(),
                "henkilotunnus, henkilotunnukseni, henkilotunnuksesi, sotu, hetu, finnish personal identity code, personal identity code");
        add(NATIONAL_ID_IE.bit(), "pps, ppsn, personal public service number, pps number, pps no, pps nummer");
        add(NATIONAL_ID_CZ.bit() | NATIONAL_ID_SK.bit(),
                "rodne cislo, rodne c, rc, r.c., r.c, birth number, czech birth number, rodnecislo");
        add(NATIONAL_ID_SK.bit(), "slovak birth number, slovenske rodne cislo");
        add(NATIONAL_ID_RO.bit(), "cnp, c.n.p., c.n.p, cnp ul, cod numeric personal, romanian cnp");
        add(NATIONAL_ID_BG.bit(),
                "egn, \u0435\u0433\u043d, \u0435\u0434\u0438\u043d\u0435\u043d \u0433\u0440\u0430\u0436\u0434\u0430\u043d\u0441\u043a\u0438 \u043d\u043e\u043c\u0435\u0440, bulgarian egn");
        add(NATIONAL_ID_HR.bit(), "oib, osobni identifikacijski broj");
        add(NATIONAL_ID_GR.bit(), "amka, a.m.k.a., a.m.k.a");
        add(NATIONAL_ID_EE.bit(), "isikukood, estonian id code");
        add(NATIONAL_ID_LT.bit(), "asmens kodas, a.k., a. k., lithuanian personal code");
        add(NATIONAL_ID_EE.bit() | NATIONAL_ID_LT.bit(), "personal code");
        add(NATIONAL_ID_CH.bit(),
                "ahv, ahvn, ahvn13, oasi number, ahv nummer, ahv nr, ahvnr, avs, numero avs, no avs, ahv number, swiss social security number");
        add(NATIONAL_ID_US.bit(),
                "ssn, social security number, social security no, social security, soc. sec. no, soc sec no, us ssn, ssn number");
    }

    private void others() {
        add(VETO | COMPANY,
                "kvk, k.v.k., kvk nummer, kvk nr, kamer van koophandel, chamber of commerce, btw, btw id, btw nr, btw nummer, vat,"
                        + "vat number, vat no, handelsregister, rsin");
        add(VETO, "eori, vpb, loonheffingen, loonheffing, ob nummer, vestigingsnr, meeting id, vergader id, vergaderings id, conference id,"
                + "webinar id, phone conference id, telefonische vergadering id, isbn, ean, gtin, imei, imsi, iccid, uzovi, duns, naf, lei,"
                + "betalingskenmerk, acceptgiro, kenmerk, referentie, reference, our ref, your ref, uw kenmerk, ons kenmerk, ordernr, order id, factuurnr,"
                + "invoice no, invoice nr, order no, order nr, klantnr, debiteurnr, debiteurennr, relatienr, artikelnr, zaaknr, dossiernr, polisnr,"
                + "contractnr, projectnr, personeelsnr, lidnr, rekeningnr, serienr, track trace, track and trace, trackingcode, tracking, tracking id,"
                + "barcode, serial, serial no, customer id, case id, ticket id, user id, klant id, relatie id, transactie id, transaction id, session id,"
                + "request id, order ref, bankrekening, giro, gironummer, zaak id, message id, correlation id, trace id, thread id, process id, event id,"
                + "job id, build id, bag id, nummeraanduiding, verblijfsobject, pandid, pand id, kadastraal, kadastrale, meldings id, subscription id,"
                + "ov kaart, klantenkaart, klantenkaartnummer, bonuskaart, spaarkaart, loyalty card, loyalty card number, gift card, giftcard, cadeaukaart,"
                + "ov chipkaart, ov chipkaartnummer, ovchipkaart, bibliotheekpas, bibliotheekpasnummer, membership card, member card, o.v.v., ovv,"
                + "onder vermelding van, acceptgironummer, tenant id, object id, teams id, toegangscode, wachtwoord, passcode, checksum, hash, sha, md5, uuid, guid, coordinaten, rdx, rdy");
        add(NEAR,
                "order, orders, bestelling, factuur, facturen, invoice, debiteur, crediteur, ticket, zaak, case, dossier, project, artikel, item,"
                        + "product, sku, polis, contract, offerte, quote, pakbon, zending, shipment, bedrag, totaal, total, amount, saldo, omzet, eur, euro, usd,"
                        + "ref, po, pin, code, build, commit, revision, id, klant, relatie, customer, account, transactie, transaction, batch, lot, run, job, pid,"
                        + "port, bytes, size, timestamp, epoch, seq, volgnummer, begroting, budget, rekening, boeking, reservering, booking, reservation, version,"
                        + "versie, meter, meterstand, melding, aanvraag, besluit, vergunning, asset, device, sensor, incident, change, werkorder, perceel,"
                        + "systeem, system, applicatie, application, formulier, form, bestand, file, record, regel, tabel, table, module, server, document, doc,"
                        + "toestel, verzoek, request, bericht, message, brief, letter, pagina, page, kassa, bon, nota, pakket, package, cursus, course");
        add(COMPOUND, "nummer, nummers, nr, nrs");
        add(WORD_BEFORE, "number, numbers");
    }

    private void people() {
        add(TITLE, "mevrouw, mevr, mevr., mw, mw., dhr, dhr., de heer, meneer, mr., mrs, mrs., ms., mejuffrouw");
        add(PATIENT, "patient, patiente, pat., client, cliente, bewoner, bewoonster, patient naam");
        add(NAME,
                "naam, namen, achternaam, voornaam, voornamen, roepnaam, voorletters, name, first name, last name, firstname, lastname, surname,"
                        + "full name, volledige naam, geslachtsnaam, leerling, medewerker, werknemer, inwoner, deelnemer, employee, student, pupil, bewoner,"
                        + "kind, client, cliente, clienten, aanvrager, patient");
        add(MONEY,
                "salaris, brutosalaris, nettosalaris, bruto salaris, salary, gross salary, uitkering, uitkeringsbedrag, loon, brutoloon, schuld,"
                        + "schulden, inkomen, income, toeslag, maandloon, salarisschaal, inschaling");
        add(HEALTH.bit(),
                "diagnose, diagnosis, diagnoses, aandoening, ziektebeeld, medicatie, medication, medical condition, medische gegevens,"
                        + "gezondheidsklachten, medische situatie, diabetes, diabetespatient, kanker, borstkanker, longkanker, darmkanker, cancer, tumor, leukemie,"
                        + "leukemia, chemotherapie, chemotherapy, depressie, depressief, depression, schizofrenie, schizophrenia, autisme, autistisch, autism, adhd,"
                        + "hiv, hiv positief, hiv positive, dementie, dementia, alzheimer, parkinson, epilepsie, epilepsy, psychose, psychosis, psychiatrisch,"
                        + "psychiatrische, psychiatric, verslaving, verslaafd, alcoholverslaving, drugsverslaving, addiction, burn out, burnout, ptss, ptsd, borderline,"
                        + "reuma, hartfalen, hartinfarct, beroerte, herseninfarct, copd, astma, asthma, multiple sclerose, multiple sclerosis, zwanger, zwangerschap,"
                        + "pregnant, pregnancy, abortus, suicide, suicidaal, suicidal, anorexia, eetstoornis, angststoornis, anxiety disorder,"
                        + "persoonlijkheidsstoornis, bipolaire stoornis, bipolair, bipolar, hepatitis, dialyse, arbeidsongeschikt, arbeidsongeschiktheid, ziektewet,"
                        + "lichamelijke beperking, verstandelijke beperking, visuele beperking, handicap, disability, rolstoelafhankelijk, insuline, antidepressiva,"
                        + "methadon, strafblad, geloofsovertuiging, seksuele geaardheid, vakbondslid, etniciteit, allergie, ggz behandeling");
    }
}
