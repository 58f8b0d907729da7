package nl.duwtje.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import nl.duwtje.rules.decision.Decision;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.fact.Limits;
import nl.duwtje.rules.fact.PersonalData.Place;
import nl.duwtje.rules.fact.Strength;

class PolicyTest {

    private static final Limits LIMITS = PolicySettings.defaults().limits();
    private static final String HEADER = "// Why: a test. Owner: CISO. Review by: 2027-06.\n";

    @TempDir
    Path folder;

    @Test
    void aChangedFolderIsSeenAndSwapped() throws IOException {
        write("a.drl", rule("A-001", "Message( subject == \"one\" )"));
        Policy policy = Policy.load(folder);
        String digest = policy.digest();
        assertThat(policy.changedOnDisk()).isFalse();
        assertThat(rulesFor(policy, "two")).isEmpty();

        write("a.drl", rule("A-001", "Message( subject == \"two\" )") + rule("A-002", "Message( subject == \"one\" )"));
        assertThat(policy.changedOnDisk()).isTrue();
        assertThat(policy.reload()).isEmpty();
        assertThat(policy.changedOnDisk()).isFalse();
        assertThat(rulesFor(policy, "two")).containsExactly("A-001");
        assertThat(policy.digest()).isNotEqualTo(digest);
        assertThat(policy.rules()).hasSize(2);
    }

    @Test
    void aBrokenFolderKeepsTheOldRules() throws IOException {
        write("a.drl", rule("A-001", "Message( subject == \"one\" )"));
        Policy policy = Policy.load(folder);
        String digest = policy.digest();

        write("b.drl", rule("B-001", "Message( subjekt == \"one\" )"));
        assertThat(policy.reload()).hasSize(1);
        assertThat(policy.changedOnDisk()).as("the same broken files are not tried again").isFalse();
        assertThat(policy.digest()).isEqualTo(digest);
        assertThat(rulesFor(policy, "one")).containsExactly("A-001");
    }

    @Test
    void whoTriesTheNewRulesCanObject() throws IOException {
        write("a.drl", rule("A-001", "Message( subject == \"one\" )"));
        Policy policy = Policy.load(folder);
        write("a.drl", rule("A-002", "Message( subject == \"one\" )"));

        List<PolicyError> errors = policy.reload(candidate -> {
            assertThat(rulesFor(candidate, "one")).containsExactly("A-002");
            return List.of(new PolicyError("a.drl", 0, "", "a scenario fails"));
        });
        assertThat(errors).hasSize(1);
        assertThat(rulesFor(policy, "one")).containsExactly("A-001");
    }

    @Test
    void onlyRulesThatAnEditTouchedAreCompiled() throws IOException {
        List<Set<String>> compiled = new ArrayList<>();
        BuildPlace place = request -> {
            byte[] answer = BuildPlace.here().answer(request);
            compiled.add(RuleStream.build(answer).rules().keySet());
            return answer;
        };
        String one = rule("A-001", "Message( subject == \"one\" )");
        String two = rule("A-002", "Message( subject == \"two\" )");
        write("a.drl", one + two);
        Policy policy = Policy.load(Optional.of(folder), place);
        assertThat(compiled).singleElement().satisfies(keys -> assertThat(keys).hasSize(2));

        write("a.drl", one + rule("A-002", "Message( subject in (\"one\", \"two\") )"));
        assertThat(policy.reload()).isEmpty();
        assertThat(compiled).hasSize(2).last().satisfies(keys -> assertThat(keys).hasSize(1));
        assertThat(rulesFor(policy, "one")).containsExactly("A-001", "A-002");

        write("a.drl", "// a comment\n" + one.replace("a test", "another reason"));
        write("b.drl", Packed.with("policy", shipped -> textOf(shipped.resolve("recall.drl"))));
        assertThat(policy.reload()).isEmpty();
        assertThat(compiled).as("nothing that was not compiled before").hasSize(2);
        assertThat(policy.rules()).extracting(rule -> rule.id() + " " + rule.file() + ":" + rule.line() + " " + rule.why())
                .satisfiesExactly(a -> assertThat(a).isEqualTo("A-001 a.drl:3 another reason."),
                        b -> assertThat(b).startsWith("RCL-010 b.drl:5 "));
        assertThat(rulesFor(policy, "one")).containsExactly("A-001");
        assertThat(rulesFor(policy, "two")).isEmpty();

        write("c.drl", two.replace("// Why: a test. Owner: CISO.", "// Owner: CISO."));
        assertThat(policy.reload()).as("what is not compiled again is still looked at").singleElement().asString()
                .startsWith("c.drl:2: rule \"A-002 a rule\": the comment directly above it lacks \"Why: ...\"");
    }

    @Test
    void aCompilerThatCannotBeHadLeavesTheOldRules() throws IOException {
        write("a.drl", rule("A-001", "Message( subject == \"one\" )"));
        AtomicBoolean broken = new AtomicBoolean();
        Policy policy = Policy.load(Optional.of(folder), request -> {
            if (broken.get()) {
                throw new IOException("no memory");
            }
            return BuildPlace.here().answer(request);
        });
        broken.set(true);
        write("a.drl", rule("A-001", "Message( subject == \"two\" )"));
        assertThat(policy.reload()).singleElement().asString()
                .isEqualTo("*.drl: could not be compiled: no memory; save one of them again to have it tried again");
        assertThat(rulesFor(policy, "one")).containsExactly("A-001");
    }

    @Test
    void whatDrlCanSayAboutTheFacts() throws IOException {
        write("a.drl", rule("A-001", "Message( subject matches \"(?i).*begro.ing.*\", date contains \"Nov\" )")
                + rule("A-002", "not Attachment( type in (\"exe\", \"js\") )\n    $m : Message( size > 1000, size < 1024 * 1024 )")
                + rule("A-003", "$l : Limits()\n    Message( $l.confidentialMarkings contains \"vertrouwelijk\" )")
                + rule("A-004",
                        "Message( $from : from )\n    exists ( Recipient( party == Party.PARTNER ) or Recipient( address == $from ) )")
                + rule("A-005", "Message( subject.toLowerCase() str[startsWith] \"begroting\" )")
                + rule("A-006", "forall( Recipient( party != Party.INSIDE ) )")
                + rule("A-007", "PersonalData( strength == Strength.HIGH, count >= 3 )"));
        Mail mail = Mail.from("a@gemeente.test").to("x@partner.test").subject("Begroting 2027").personalData("IBAN", Strength.HIGH,
                Place.BODY, 3);
        Findings found = Policy.load(folder).nudges(mail.facts(), LIMITS);
        assertThat(found.failure()).isEmpty();
        assertThat(found.nudges()).extracting(Nudge::rule).containsExactly("A-001", "A-002", "A-003", "A-004", "A-005", "A-006", "A-007");
    }

    @Test
    void aRuleThatThrowsIsNotAnAnswer() throws IOException {
        write("a.drl", rule("A-001", "Message( 10 / (attachments - attachments) > 1 )"));
        Policy policy = Policy.load(folder);
        Mail mail = Mail.from("a@gemeente.test").to("b@example.org");
        assertThat(policy.nudges(mail.facts(), LIMITS).failed()).isTrue();
        assertThatThrownBy(() -> policy.decide(mail.envelope(), mail.facts(), PolicySettings.defaults())).isInstanceOf(RuleFailure.class)
                .hasMessageContaining("ArithmeticException");
    }

    @Test
    void oneRuleDoesNotTellAThousandThings() {
        Mail mail = Mail.from("a@gemeente.test").to("b@example.org");
        for (int i = 0; i < 1000; i++) {
            mail.attachment("file%03d.zip".formatted(i), "encrypted");
        }
        Findings found = Policy.shipped().nudges(mail.facts(), LIMITS);
        assertThat(found.failure()).isEmpty();
        assertThat(found.nudges()).hasSize(1);
        assertThat(found.nudges().getFirst().evidence()).hasSize(10);
    }

    @Test
    void aProductOfFactsIsCutOff() throws IOException {
        write("a.drl", rule("A-001", "Attachment( $a : name )\n    Attachment( name != $a )"));
        Mail mail = Mail.from("a@gemeente.test").to("b@example.org");
        for (int i = 0; i < 400; i++) {
            mail.attachment("file%03d.zip".formatted(i), "encrypted");
        }
        assertThat(Policy.load(folder).nudges(mail.facts(), LIMITS).failed()).isTrue();
    }

    @Test
    void manyRulesThatFireTooOftenFail() throws IOException {
        StringBuilder rules = new StringBuilder();
        for (int i = 100; i < 160; i++) {
            rules.append(rule("A-" + i, "Attachment( size > " + i + " )"));
        }
        write("a.drl", rules.toString());
        Mail mail = Mail.from("a@gemeente.test").to("b@example.org");
        for (int i = 0; i < 20; i++) {
            mail.attachment("file%03d.zip".formatted(i), "encrypted");
        }
        assertThat(Policy.load(folder).nudges(mail.facts(), LIMITS).failure()).contains("500 times");
    }

    @Test
    void eightThreadsGetTheAnswersOfOne() throws Exception {
        Policy policy = Policy.shipped();
        List<Mail> mails = mixed(200);
        List<Decision> alone = mails.stream().map(m -> policy.decide(m.envelope(), m.facts(), PolicySettings.defaults())).toList();
        assertThat(alone.stream().map(Object::getClass).distinct()).hasSizeGreaterThanOrEqualTo(3);

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<List<Decision>>> work = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                work.add(() -> {
                    List<Decision> mine = new ArrayList<>();
                    for (int round = 0; round < 20; round++) {
                        mine.clear();
                        for (Mail m : mails) {
                            mine.add(policy.decide(m.envelope(), m.facts(), PolicySettings.defaults()));
                        }
                    }
                    return mine;
                });
            }
            work.add(() -> {
                policy.reload();
                return alone;
            });
            for (Future<List<Decision>> answer : threads.invokeAll(work)) {
                assertThat(answer.get()).isEqualTo(alone);
            }
        }
    }

    /** Rules that stay are shared by the old base and the new one while both are in use. */
    @Test
    void messagesAreJudgedWhileRulesAreReloaded() throws Exception {
        String stays = rule("A-001", "exists Attachment( type == \"zip\" )\n    Message()")
                + rule("A-002", "$r : Recipient( outside == true )");
        write("a.drl", stays);
        Policy policy = Policy.load(folder);
        List<Mail> mails = mixed(60);
        List<List<Nudge>> alone = mails.stream().map(mail -> policy.nudges(mail.facts(), LIMITS).nudges()).toList();
        assertThat(alone).anySatisfy(nudges -> assertThat(nudges).hasSize(2)).anySatisfy(nudges -> assertThat(nudges).isEmpty());
        AtomicBoolean reloading = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> judged = new ArrayList<>();
            for (int t = 0; t < 2; t++) {
                judged.add(threads.submit(() -> {
                    while (reloading.get()) {
                        assertThat(mails.stream().map(mail -> policy.nudges(mail.facts(), LIMITS).nudges()).toList()).isEqualTo(alone);
                    }
                }));
            }
            for (int edit = 0; edit < 5; edit++) {
                write("b.drl", rule("B-001", "Message( size < -" + (edit + 1) + " )"));
                assertThat(policy.reload()).isEmpty();
            }
            reloading.set(false);
            for (Future<?> one : judged) {
                one.get();
            }
        } finally {
            reloading.set(false);
        }
    }

    @Test
    void noMessageKnowsOfTheOneBeforeIt() throws IOException {
        write("a.drl", rule("A-001", "not Recipient( party == Party.OUTSIDER )\n    Message()")
                + rule("A-002", "exists Attachment( type == \"zip\" )\n    Message()")
                + rule("A-003", "forall( Recipient( party != Party.INSIDE ) )")
                + rule("A-004", "$r : Recipient( party == Party.OUTSIDER )\n    Attachment()")
                + rule("A-005", "PersonalData( count >= 3 )\n    Recipient( party == Party.PARTNER )"));
        List<Mail> mails = new ArrayList<>(mixed(40));
        mails.add(Mail.from("a@gemeente.test").to("b@gemeente.test"));
        mails.add(Mail.from("a@gemeente.test").to("b@partner.test").personalData("IBAN", Strength.HIGH, Place.BODY, 3));
        mails.add(Mail.from("a@gemeente.test").to("b@example.org").attachment("a.zip", "encrypted"));
        for (Policy policy : List.of(Policy.shipped(), Policy.load(folder))) {
            Map<Mail, List<Nudge>> first = new IdentityHashMap<>();
            mails.forEach(mail -> first.put(mail, policy.nudges(mail.facts(), LIMITS).nudges()));
            assertThat(first.values()).as("they differ").hasSizeGreaterThan(20).anySatisfy(nudges -> assertThat(nudges).isNotEmpty());
            for (int seed = 0; seed < 10; seed++) {
                Collections.shuffle(mails, new Random(seed));
                assertThat(mails).allSatisfy(
                        mail -> assertThat(policy.nudges(mail.facts(), LIMITS).nudges()).isEqualTo(first.get(mail)));
            }
        }
    }

    /** Such rules begin with no fact of the message's own. */
    @ParameterizedTest
    @ValueSource(strings = {"not Attachment()", "exists Recipient( outside == true )"})
    void whatBeginsWithNoneOrAnyHoldsForEveryMessage(String condition) throws IOException {
        write("a.drl", rule("A-001", condition) + rule("A-002", "Message()"));
        Policy policy = Policy.load(folder);
        for (int message = 1; message <= 3; message++) {
            assertThat(rulesFor(policy, "one")).as("message %d", message).containsExactly("A-001", "A-002");
        }
    }

    @Test
    void reloadsLeaveNothingBehind() throws IOException {
        write("a.drl", rule("A-001", "Message( subject == \"one\" )"));
        Policy policy = Policy.load(folder);
        write("a.drl", rule("A-001", "Message( subject == \"one\", size >= 0 )"));
        policy.reload();
        var classes = java.lang.management.ManagementFactory.getClassLoadingMXBean();
        System.gc();
        int before = classes.getLoadedClassCount();
        for (int i = 0; i < 8; i++) {
            write("a.drl", rule("A-001", "Message( subject == \"one\", size > -" + (i + 2) + " )"));
            assertThat(policy.reload()).isEmpty();
            assertThat(rulesFor(policy, "one")).containsExactly("A-001");
        }
        System.gc();
        assertThat(classes.getLoadedClassCount() - before).isLessThan(40);
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        assertThat(Policy.check(Optional.of(folder.resolve("gone")))).singleElement().asString().endsWith("gone: no such folder");
        assertThat(Policy.check(Optional.of(folder))).singleElement().asString().endsWith("has no *.drl files");
    }

    private static List<Mail> mixed(int count) {
        Random random = new Random(7);
        List<Mail> mails = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Mail mail = Mail.from(i % 17 == 0 ? "" : "a@gemeente.test").to("b@gemeente.test").visibleOutsiders(random.nextInt(14));
            for (int k = random.nextInt(4); k > 0; k--) {
                mail.to("x" + k + "@example.org");
            }
            if (random.nextInt(4) == 0) {
                mail.attachment("a" + i + ".zip", "encrypted").attachment("b" + i + ".zip", "corrupt");
            }
            if (random.nextInt(3) == 0) {
                mail.personalData("BSN", Strength.HIGH, Place.ATTACHMENT, i + 1).personalData("IBAN", Strength.HIGH, Place.ATTACHMENT,
                        i + 3);
            }
            if (random.nextInt(4) == 0) {
                mail.confidential("vertrouwelijk");
            }
            mails.add(mail);
        }
        return mails;
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> rulesFor(Policy policy, String subject) {
        Mail mail = Mail.from("a@gemeente.test").to("b@example.org").subject(subject);
        return policy.nudges(mail.facts(), LIMITS).nudges().stream().map(Nudge::rule).toList();
    }

    private static String rule(String id, String when) {
        return HEADER + "rule \"" + id + " a rule\"\n  when\n    " + when + "\n  then\n    insert( Nudge.hold(\"" + id + "\") );\nend\n\n";
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
