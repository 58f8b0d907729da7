package nl.duwtje.rules.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import nl.duwtje.rules.mail.MailAddress;

class AddressListsTest {

    private static List<String> read(String value) {
        return AddressLists.of(value).stream().map(Object::toString).toList();
    }

    @Test
    void readsWhatPeopleAndProgramsWrite() {
        assertThat(read("a@example.org")).containsExactly("a@example.org");
        assertThat(read("\"Jansen, Piet\" <p@example.org>, (chef) b@example.org (Bea), C <c@example.org>"))
                .containsExactly("p@example.org", "b@example.org", "c@example.org");
        assertThat(read("Team: a@example.org, B <b@example.org>;, c@example.org")).containsExactly("a@example.org", "b@example.org",
                "c@example.org");
        assertThat(read("undisclosed-recipients:;")).isEmpty();
        assertThat(read("")).isEmpty();
        assertThat(read("=?utf-8?Q?Ren=C3=A9e=2C_B?= <r@example.org>")).containsExactly("r@example.org");
        assertThat(read("<@relay.test,@other.test:a@example.org>")).containsExactly("a@example.org");
        assertThat(read("Jansen, P. <p@example.org>")).containsExactly("p@example.org");
        assertThat(read("\"x@evil.test\" <a@example.org>")).containsExactly("a@example.org");
        assertThat(read("a@example.org; b@example.org;c@example.org")).containsExactlyInAnyOrder("a@example.org", "b@example.org",
                "c@example.org");
        assertThat(read("José <josé@voorbeeld.test>")).containsExactly("josé@voorbeeld.test");
        assertThat(read("\"a b\"@example.org")).containsExactly("\"a b\"@example.org");
    }

    @Test
    void takesWhatLooksLikeAnAddressWhereTheListIsBroken() {
        assertThat(read("<a@example.org, b@example.org")).contains("a@example.org", "b@example.org");
        assertThat(read("a@example.org b@example.org")).contains("a@example.org", "b@example.org");
        assertThat(read("<<a@example.org>>")).contains("a@example.org");
        assertThat(read("\"never closed <a@example.org>")).contains("a@example.org");
        assertThat(read("(never closed <a@example.org>")).contains("a@example.org");
    }

    /** Most lists are read without the library: it must never make another list of them. */
    @Test
    void plainListsAreReadAsTheLibraryReadsThem() {
        String[] pieces = {"jan@example.org", "Jan", "de", "\"Vries, J.\"", "<jan@example.org>", "<", ">", ",", ", ", " ", "\t", ".", "@",
                "a",
                "=?utf-8?Q?Ren=C3=A9e?=", "\"", "\\", "(", ")", ";", ":", "é", "[", "]", "_", "example.org", "<Piet.Jansen+x@Example.ORG>",
                "-"};
        Random random = new Random(5);
        int plain = 0;
        for (int round = 0; round < 100_000; round++) {
            StringBuilder list = new StringBuilder();
            for (int i = random.nextInt(7); i >= 0; i--) {
                list.append(pieces[random.nextInt(random.nextInt(3) == 0 ? pieces.length : 10)]);
            }
            String value = list.toString().strip();
            List<MailAddress> read = PlainAddresses.of(value);
            plain += read.isEmpty() ? 0 : 1;
            if (!read.isEmpty()) {
                assertThat(read).as(value).extracting(MailAddress::text)
                        .isEqualTo(AddressLists.leniently(value).stream().map(MailAddress::text).toList());
            }
        }
        assertThat(plain).isGreaterThan(1_000);
        assertThat(PlainAddresses.of("\"Vries, J. de\" <j@example.org>, Piet\tJansen <p@example.org>,k@example.org")).hasSize(3);
    }

    @Test
    void isBoundedAndQuick() {
        String many = IntStream.range(0, 12_000).mapToObj(i -> "u" + i + "@example.org").collect(Collectors.joining(", "));
        assertThat(AddressLists.of(many)).hasSize(AddressLists.MAX_ADDRESSES);
        assertThat(AddressLists.of("=?".repeat(500_000))).isEmpty();
        assertThat(AddressLists.of("=?a?=@example.org")).hasToString("[=?a?=@example.org]");
        assertThat(AddressLists.of("(".repeat(200_000))).isEmpty();
        assertThat(AddressLists.of("<".repeat(200_000) + "@")).isEmpty();
    }
}
