package nl.duwtje.rules.text;

import static nl.duwtje.rules.text.Reading.extract;
import static nl.duwtje.rules.text.Reading.places;
import static nl.duwtje.rules.text.Reading.sample;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Archives as programs write them, and as nobody means well with them. */
class ArchiveTest {

    private static final String TEXT = "BSN 123456782";

    /** Entries that are not packed, so that tests can write over them: sizes and names stand where they can be counted. */
    private static byte[] stored(String... namesAndTexts) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream(); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                byte[] content = OfficeFiles.utf8(namesAndTexts[i + 1]);
                ZipEntry entry = new ZipEntry(namesAndTexts[i]);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(content.length);
                CRC32 crc = new CRC32();
                crc.update(content);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
            }
            zip.finish();
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] gz(byte[] content) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            try (GZIPOutputStream gz = new GZIPOutputStream(out)) {
                gz.write(content);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int find(byte[] bytes, int signature, int from) {
        ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = from; i + 4 <= bytes.length; i++) {
            if (data.getInt(i) == signature) {
                return i;
            }
        }
        throw new AssertionError("no such record");
    }

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;

    @Test
    void allEntriesAreReadAlsoWhenTwoHaveOneName() {
        byte[] zip = stored("a.txt", TEXT, "b.txt", "BSN 111222333");
        for (int at : new int[]{find(zip, LOCAL, 5) + 30, find(zip, CENTRAL, find(zip, CENTRAL, 0) + 4) + 46}) {
            zip[at] = 'a';
        }
        Extracted read = extract(zip);
        assertThat(read.notInspected()).isEmpty();
        assertThat(places(read, "123456782")).containsExactly("a.txt, line 1");
        assertThat(places(read, "111222333")).containsExactly("a.txt, line 1");
    }

    @Test
    void namesAreReadToo() {
        Extracted read = extract(stored("map/BSN 123456782 Jan.txt", "x"));
        assertThat(places(read, TEXT)).containsExactly("file names");
    }

    @Test
    void aStreamThatWritesItsSizesBehindTheDataIsClean() {
        Extracted read = extract(sample("stream.zip"));
        assertThat(read.notInspected()).isEmpty();
        assertThat(places(read, TEXT)).hasSize(1);
    }

    @Test
    void whatHasAPasswordIsEncryptedInEveryWay() {
        for (String name : new String[]{"classic.zip", "aes.zip"}) {
            Extracted read = extract(sample(name));
            assertThat(read.encrypted()).as(name).isTrue();
            assertThat(read.notInspected()).isEqualTo("encrypted");
            assertThat(places(read, "geheim.txt")).containsExactly("file names");
        }
    }

    @Test
    void anEntryThatTheDirectoryDoesNotListIsNotClean() {
        byte[] one = stored("a.txt", "niets");
        byte[] two = stored("b.txt", TEXT);
        int end = find(two, CENTRAL, 0);
        ByteBuffer both = ByteBuffer.allocate(end + one.length).put(two, 0, end).put(one);
        assertThat(extract(both.array()).notInspected()).as("in front").isEqualTo("corrupt");

        int directory = find(one, CENTRAL, 0);
        byte[] between = ByteBuffer.allocate(end + one.length).order(ByteOrder.LITTLE_ENDIAN).put(one, 0, directory).put(two, 0, end)
                .put(one, directory, one.length - directory).array();
        ByteBuffer.wrap(between).order(ByteOrder.LITTLE_ENDIAN).putInt(find(between, END, 0) + 16, directory + end);
        assertThat(extract(between).notInspected()).as("between").isEqualTo("corrupt");

        byte[] behind = ByteBuffer.allocate(one.length + two.length).put(one).put(two).array();
        assertThat(extract(behind).notInspected()).as("behind").isEqualTo("corrupt");
    }

    @Test
    void headersThatDisagreeAreNotClean() {
        byte[] name = stored("a.txt", TEXT);
        name[30] = 'b';
        assertThat(extract(name).notInspected()).as("name").isEqualTo("corrupt");
        assertThat(places(extract(name), TEXT)).as("what can be read is read").hasSize(1);
        byte[] method = stored("a.txt", TEXT);
        method[8] = 8;
        assertThat(extract(method).notInspected()).as("method").isEqualTo("corrupt");
        byte[] size = stored("a.txt", TEXT);
        size[18]--;
        assertThat(extract(size).notInspected()).as("packed size").isEqualTo("corrupt");
        byte[] crc = stored("a.txt", TEXT);
        crc[find(crc, CENTRAL, 0) + 16]++;
        assertThat(extract(crc).notInspected()).as("checksum").isEqualTo("corrupt");
        byte[] unpacked = stored("a.txt", TEXT);
        unpacked[find(unpacked, CENTRAL, 0) + 24] = 99;
        assertThat(extract(unpacked).notInspected()).as("fake size").isEqualTo("corrupt");
    }

    @Test
    void entriesOverOneAnotherAreNotRead() {
        byte[] zip = stored("a.txt", TEXT, "b.txt", TEXT);
        int second = find(zip, CENTRAL, find(zip, CENTRAL, 0) + 4);
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(second + 42, 0);
        Extracted read = extract(zip);
        assertThat(read.notInspected()).isEqualTo("corrupt");
        assertThat(read.blocks()).isEmpty();
    }

    @Test
    void somethingHiddenBehindThePackedDataIsNotClean() {
        byte[] zip = OfficeFiles.zip(Map.of("a.txt", OfficeFiles.utf8("niets")));
        int descriptor = find(zip, 0x08074b50, 0);
        byte[] hidden = OfficeFiles.utf8(TEXT);
        byte[] longer = ByteBuffer.allocate(zip.length + hidden.length).put(zip, 0, descriptor).put(hidden)
                .put(zip, descriptor, zip.length - descriptor).array();
        ByteBuffer data = ByteBuffer.wrap(longer).order(ByteOrder.LITTLE_ENDIAN);
        int central = find(longer, CENTRAL, 0);
        data.putInt(central + 20, data.getInt(central + 20) + hidden.length);
        data.putInt(find(longer, END, 0) + 16, central);
        assertThat(extract(longer).notInspected()).isEqualTo("corrupt");
    }

    @Test
    void oneBadEntryDoesNotHideTheOthers() {
        byte[] zip = stored("a.txt", "niets", "b.txt", TEXT);
        zip[find(zip, CENTRAL, 0) + 10] = 12;
        Extracted read = extract(zip);
        assertThat(read.notInspected()).isEqualTo("unsupported");
        assertThat(places(read, TEXT)).containsExactly("b.txt, line 1");
    }

    @Test
    void largeArchivesHaveLargerFields() {
        byte[] zip = stored("a.txt", TEXT);
        int end = find(zip, END, 0);
        int directory = find(zip, CENTRAL, 0);
        ByteBuffer out = ByteBuffer.allocate(zip.length + 56 + 20).order(ByteOrder.LITTLE_ENDIAN).put(zip, 0, end);
        out.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45).putInt(0).putInt(0).putLong(1).putLong(1)
                .putLong(end - directory).putLong(directory).putInt(0x07064b50).putInt(0).putLong(end).putInt(1)
                .put(zip, end, zip.length - end);
        out.putInt(zip.length + 76 - 22 + 16, -1).putInt(zip.length + 76 - 22 + 12, -1);
        Extracted read = extract(out.array());
        assertThat(read.notInspected()).isEmpty();
        assertThat(places(read, TEXT)).containsExactly("a.txt, line 1");
    }

    @Test
    void gzAndTarAreReadThrough() {
        Extracted read = extract(sample("px.tgz"));
        assertThat(read.type()).isEqualTo("gz");
        assertThat(read.notInspected()).isEmpty();
        assertThat(places(read, TEXT)).containsExactly("lang.txt, line 1", "geheim.txt, line 1");
        Extracted tar = extract(sample("t.tar"));
        assertThat(tar.type()).isEqualTo("tar");
        assertThat(tar.notInspected()).isEmpty();
        assertThat(places(tar, TEXT)).containsExactly("geheim.txt, line 1", "lang.txt, line 1");
        assertThat(places(tar, "dddd/eeee")).as("a name longer than a header holds").isNotEmpty();
        byte[] first = gz(OfficeFiles.utf8("een\n"));
        byte[] second = gz(OfficeFiles.utf8(TEXT));
        Extracted both = extract(ByteBuffer.allocate(first.length + second.length).put(first).put(second).array());
        assertThat(places(both, TEXT)).as("two packed one after the other are one file").containsExactly("line 2");
    }

    @Test
    void aTarThatIsCutOrGoesOnBehindItsEndIsNotClean() {
        byte[] tar = sample("t.tar");
        assertThat(extract(Arrays.copyOf(tar, 1024)).notInspected()).isEqualTo("corrupt");
        byte[] longer = Arrays.copyOf(tar, tar.length);
        longer[longer.length - 1] = 'x';
        assertThat(extract(longer).notInspected()).isEqualTo("corrupt");
    }

    @Test
    void aMailThatIsAFileIsTakenApart() {
        String mail = "From: a@example.org\r\nTo: b@outside.test\r\nDate: Mon, 1 Jan 2026 00:00:00 +0000\r\nSubject: BSN 999990019\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nBSN 111222333\r\n--x\r\n"
                + "Content-Type: application/zip; name=in.zip\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(stored("a.txt", TEXT)) + "\r\n--x--\r\n";
        Extracted read = extract(stored("brief.eml", mail));
        assertThat(read.notInspected()).isEmpty();
        assertThat(places(read, "999990019")).containsExactly("brief.eml, subject");
        assertThat(places(read, "111222333")).containsExactly("brief.eml");
        assertThat(places(read, "123456782")).containsExactly("brief.eml, in.zip, a.txt, line 1");
    }

    @Test
    void bombsOfEveryKindAreTooLarge() {
        byte[] zeros = gz(new byte[60 << 20]);
        assertThat(extract(zeros).notInspected()).isEqualTo("too large");
        Map<String, byte[]> wide = new LinkedHashMap<>();
        byte[] part = OfficeFiles.zip(Map.of("n.txt", OfficeFiles.utf8("a\n".repeat(4 << 20))));
        for (int i = 0; i < 40; i++) {
            wide.put(i + ".zip", part);
        }
        assertThat(extract(OfficeFiles.zip(wide)).notInspected()).as("no one of them above the ratio, all together too much")
                .isEqualTo("too large");
    }
}
