package nl.duwtje.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import nl.duwtje.rules.decision.Action;

/** Bad rules beside what their author is told: file, line, rule, reason. */
class RuleErrorsTest {

    private static final String HEADER = "// Why: a test. Owner: CISO. Review by: 2027-06.\n";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Message( subjekt == "x" )                      | 5 | subjekt
            Message( size > "x" )                          | 2 | x
            Message( subject matches "(" )                 | 5 | pattern behind "matches" is wrong
            Message( subject == )                          | 5 | cannot be read
            Message( subject == "x"                        | 6 | cannot be read
            Mesage( )                                      | 5 | Mesage is not a fact
            Nudge( )                                       | 5 | Nudge is not a fact
            java.lang.String( )                            | 5 | not a fact
            eval( true )                                   | 5 | eval is not allowed
            Message( eval( size > 1 ) )                    | 2 | eval is not allowed
            $s : String( ) from $m.subject                 | 5 | from, accumulate
            accumulate( Recipient(), $n : count(1) )       | 5 | from, accumulate
            Message( Runtime.getRuntime() != null )        | 5 | Runtime.getRuntime()
            Message( System.getenv("PATH") != null )       | 5 | System.getenv
            Message( subject.getClass().getName() == "x" ) | 2 | java.lang.Object.getClass
            Message( Class.forName("x") != null )          | 2 | java.lang.Class
            Message( new java.io.File("/x").exists() )     | 5 | java.io.File
            Message( Integer.getInteger("x") == 1 )        | 2 | java.lang.Integer.getInteger
            Message( Thread.currentThread() != null )      | 5 | Thread.currentThread
            Message( subject.repeat(99) == "x" )           | 2 | java.lang.String.repeat
            Message( java.nio.file.Files.exists(java.nio.file.Path.of("/x")) ) | 5 | java.nio.file
            Message( org.drools.util.IoUtils.readFileAsString(null) == "" )    | 2 | org.drools.util.IoUtils
            """)
    void left(String when, int line, String reason) throws IOException {
        write("a.drl", rule("A-001", when, "insert( Nudge.hold(\"A-001\") );"));
        PolicyError error = only();
        assertThat(error.toString()).startsWith("a.drl:" + line + ": rule \"A-001 a rule\": ").contains(reason);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            insert( Nudge.hold("B-001") );                                   | must carry this rule's id: Nudge.hold("A-001", ...)
            insert( Nudge.explode("A-001") );                                | there is no Nudge.explode; there are banner,
            insert( Nudge.hold("A-001").loudly() );                          | Nudge has no .loudly(...)
            insert( Nudge.hold("A-001").because($m.subject()) );             | because(...) begins with the key
            insert( Nudge.hold("A-001").because("x", System.getenv("A")) );  | "System.getenv("A")" is not allowed
            insert( Nudge.hold("A-001").because("x", $m.getClass().getName()) ); | is not allowed
            insert( Nudge.hold("A-001") ); insert( Nudge.hold("A-001") );    | Found 2 statements
            insert( Nudge.tag("A-001", "X-Klas") );                          | write Nudge.tag("ID", "X-Name", "value")
            insert( Nudge.tag("A-001", $m.subject(), "x") );                 | the name is a text
            insert( Nudge.tag("A-001", "X Klas", "x") );                     | "X Klas" is not the name of a header field
            insert( Nudge.tag("A-001", "X-Klas: y", "x") );                  | "X-Klas: y" is not the name of a header field
            insert( Nudge.tag("A-001", "To", "x") );                         | "To" names a field that a tag may not write
            insert( Nudge.tag("A-001", "X-Klas", "a\\r\\nBcc: x@y.test") );  | the value of a tag is one line
            insert( Nudge.tag("A-001", "X-Klas", " ") );                     | the value of a tag is one line
            insert( Nudge.tag("A-001", "X-Klas", 7) );                       | the value of a tag is a text
            insert( Nudge.banner("A-001") );                                 | with the key of a text under banners
            insert( Nudge.banner("A-001", $m.subject()) );                   | with the key of a text under banners
            insert( new Nudge() );                                           | the right side is exactly one line
            insert( $m );                                                    | the right side is exactly one line
            insertLogical( Nudge.hold("A-001") );                            | the right side is exactly one line
            System.exit(1);                                                  | the right side is exactly one line
            while (true) { }                                                 | the right side is exactly one line
            modify( $m ) { }                                                 | the right side is exactly one line
            drools.halt();                                                   | the right side is exactly one line
            """)
    void right(String then, String reason) throws IOException {
        write("a.drl", rule("A-001", "$m : Message( )", then));
        assertThat(only().toString()).startsWith("a.drl:6: rule \"A-001 a rule\": ").contains(reason);
    }

    @Test
    void aTagOfAFactIsMadeFitWhenTheMailIsThereAndABannerIsKnownByItsRule() throws IOException {
        write("a.drl", rule("A-001", "$m : Message( )", "insert( Nudge.tag(\"A-001\", \"X-Klas\", $m.subject()) );"));
        assertThat(Policy.check(Optional.of(folder))).isEmpty();
        assertThat(new Action.Tag("X-Klas", " a\r\nBcc: x@y.test\u2028").value()).isEqualTo("a  Bcc: x@y.test");
        write("a.drl", rule("A-001", "$m : Message( )", "insert( Nudge.banner(\"A-001\", \"konfidential\") );"));
        Policy policy = Policy.load(folder);
        assertThat(policy.unknownBanners("konfidential"::equals)).isEmpty();
        assertThat(policy.unknownBanners("confidential"::equals)).singleElement().asString()
                .startsWith("a.drl:2: rule \"A-001 a rule\": there is no banner \"konfidential\"");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            global java.util.List out                    | "global" is not allowed
            function void f() { }                        | "function" is not allowed
            query "q" Message() end                      | "query" is not allowed
            import java.io.File                          | the facts are known without import
            declare Note text : String end               | "declare" is not allowed
            dialect "mvel"                               | "dialect" is not allowed
            """)
    void besideRules(String line, String reason) throws IOException {
        write("a.drl", line + "\n" + good("A-001"));
        assertThat(only().toString()).startsWith("a.drl:1: ").contains(reason);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            salience 10            | "salience" is not allowed
            agenda-group "x"       | "agenda-group" is not allowed
            no-loop                | "no-loop" is not allowed
            @x(1)                  | is not allowed
            """)
    void beforeWhen(String line, String reason) throws IOException {
        write("a.drl", good("A-001").replace("  when", "  " + line + "\n  when"));
        assertThat(errors().getLast().toString()).startsWith("a.drl:3: rule \"A-001 a rule\": ").contains(reason);
    }

    @Test
    void allThatIsWrongIsTold() throws IOException {
        write("a.drl",
                "rule \"A-001 no header\"\n  when\n    Message( )\n  then\n    insert( Nudge.hold(\"A-001\") );\nend\n" + good("A-002")
                        + "\n// Why: it is. Owner: me. Review by: soon.\n" + good("x").replace(HEADER, "") + HEADER
                        + "rule \"A-003 has no end\"\n  when\n    Message( )\n  then\n" + good("A-004"));
        write("b.drl", good("A-002") + "\n// Why: it is. Review by: 2027-13.\n" + good("B-001").replace(HEADER, ""));
        assertThat(errors()).extracting(PolicyError::toString).containsExactly(
                "a.drl:1: rule \"A-001 no header\": the comment directly above it lacks \"Why: ...\" and \"Owner: ...\" and \"Review by: 2027-06\"",
                "a.drl:17: rule \"x a rule\": the name must begin with an id and a title, like \"REC-010 many outside addresses visible\"",
                "a.drl:17: rule \"x a rule\": the comment directly above it lacks \"Review by: 2027-06\"",
                "a.drl:25: rule \"A-003 has no end\": has no line with only \"end\"",
                "b.drl:2: rule \"A-002 a rule\": the id A-002 is taken by the rule in a.drl:8",
                "b.drl:11: rule \"B-001 a rule\": the comment directly above it lacks \"Owner: ...\"",
                "b.drl:11: rule \"B-001 a rule\": \"Review by: 2027-13\" is not a year and month like 2027-06");
    }

    @Test
    void allThatDoesNotCompileIsTold() throws IOException {
        write("a.drl", good("A-001") + rule("A-002", "Message( subjekt == \"x\" )", "insert( Nudge.hold(\"A-002\") );"));
        write("b.drl", rule("B-001", "Message( $s : size )", "insert( Nudge.hold(\"B-001\").because(\"x\", $t) );")
                + rule("B-002", "Message( size > 1 )", "insert( Nudge.propose(\"B-002\", 3) );"));
        assertThat(errors()).extracting(e -> e.file() + ":" + e.rule()).containsExactly("a.drl:A-002 a rule", "b.drl:B-001 a rule",
                "b.drl:B-002 a rule");
        assertThat(errors()).allSatisfy(e -> assertThat(e.line()).isPositive());
    }

    @Test
    void quotesAndCommentsDoNotConfuse() throws IOException {
        write("a.drl", good("A-001").replace("Message( )", "Message( subject != \"// end\", // when\n      /* then\n end */ size > 0 )"));
        assertThat(errors()).isEmpty();
    }

    private PolicyError only() {
        List<PolicyError> errors = errors();
        assertThat(errors).hasSize(1);
        return errors.getFirst();
    }

    private List<PolicyError> errors() {
        return Policy.check(Optional.of(folder));
    }

    private static String good(String id) {
        return rule(id, "Message( )", "insert( Nudge.hold(\"" + id + "\") );");
    }

    private static String rule(String id, String when, String then) {
        return HEADER + "rule \"" + id + " a rule\"\n  when\n    // what\n    " + when + "\n  then\n    " + then + "\nend\n";
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
