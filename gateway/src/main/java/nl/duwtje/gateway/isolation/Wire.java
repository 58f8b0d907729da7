package nl.duwtje.gateway.isolation;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import nl.duwtje.rules.text.Block;
import nl.duwtje.rules.text.ExtractLimits;
import nl.duwtje.rules.text.Extracted;
import nl.duwtje.rules.text.Prose;
import nl.duwtje.rules.text.Table;

/**
 * What parent and child say to each other, over the child's standard input and output: numbers in network order, each text and list behind its length.
 * The parent believes nothing: a length or an offset that cannot be is an IOException.
 */
final class Wire {

    private static final int REQUEST = 0x44775131;
    private static final int REPLY = 0x44775231;
    private static final int MOST_BLOCKS = 200_000;
    private static final int LONGEST_PLACE = 2000;

    private Wire() {}

    /** An attachment and what may be used for it. */
    record Request(byte[] bytes, ExtractLimits limits) {}

    /** @param file where the bytes lie; null to send them along */
    static void write(DataOutputStream out, Request request, Path file) throws IOException {
        out.writeInt(REQUEST);
        ExtractLimits limits = request.limits;
        out.writeLong(limits.maxBytesOut());
        out.writeInt(limits.maxRatio());
        out.writeInt(limits.maxChars());
        out.writeInt(limits.maxEntries());
        out.writeInt(limits.maxDepth());
        out.writeLong(limits.maxTime().toNanos());
        out.writeBoolean(file != null);
        if (file != null) {
            out.writeUTF(file.toString());
        } else {
            out.writeInt(request.bytes.length);
            out.write(request.bytes);
        }
        out.flush();
    }

    static Request readRequest(DataInputStream in) throws IOException {
        if (in.readInt() != REQUEST) {
            throw new IOException("not a request");
        }
        ExtractLimits limits = new ExtractLimits(in.readLong(), in.readInt(), in.readInt(), in.readInt(), in.readInt(),
                Duration.ofNanos(in.readLong()));
        byte[] bytes = in.readBoolean() ? Files.readAllBytes(Path.of(in.readUTF())) : in.readNBytes(in.readInt());
        return new Request(bytes, limits);
    }

    static void write(DataOutputStream out, Extracted extracted) throws IOException {
        out.writeInt(REPLY);
        out.writeUTF(extracted.type());
        out.writeBoolean(extracted.encrypted());
        out.writeUTF(extracted.notInspected());
        out.writeInt(extracted.blocks().size());
        for (Block block : extracted.blocks()) {
            out.writeUTF(block.place().length() > LONGEST_PLACE ? block.place().substring(0, LONGEST_PLACE) : block.place());
            byte[] text = block.text().toString().getBytes(StandardCharsets.UTF_8);
            out.writeInt(text.length);
            out.write(text);
            switch (block) {
                case Prose prose -> {
                    out.writeInt(-1);
                    out.writeUTF(prose.unit());
                }
                case Table table -> {
                    out.writeInt(table.size());
                    out.writeBoolean(table.isSeen());
                    ByteBuffer cells = ByteBuffer.allocate(table.size() * 16);
                    for (int i = 0; i < table.size(); i++) {
                        cells.putInt(table.start(i)).putInt(table.end(i)).putInt(table.row(i)).putInt(table.column(i));
                    }
                    out.write(cells.array());
                }
            }
        }
        out.flush();
    }

    static Extracted readReply(DataInputStream in, ExtractLimits limits) throws IOException {
        if (in.readInt() != REPLY) {
            throw new IOException("not a reply");
        }
        String type = in.readUTF();
        boolean encrypted = in.readBoolean();
        String notInspected = in.readUTF();
        int count = checked(in.readInt(), MOST_BLOCKS);
        List<Block> blocks = new ArrayList<>();
        int chars = limits.maxChars();
        for (int i = 0; i < count; i++) {
            Block block = readBlock(in, chars);
            chars -= block.text().length();
            blocks.add(block);
        }
        return new Extracted(type, blocks, encrypted, notInspected);
    }

    private static Block readBlock(DataInputStream in, int maxChars) throws IOException {
        String place = in.readUTF();
        int length = checked(in.readInt(), (int) Math.min(Integer.MAX_VALUE - 8, maxChars * 3L));
        String text = new String(exactly(in, length), StandardCharsets.UTF_8);
        checked(text.length(), maxChars);
        int cells = in.readInt();
        if (cells == -1) {
            return new Prose(place, in.readUTF(), text);
        }
        boolean seen = in.readBoolean();
        ByteBuffer borders = ByteBuffer.wrap(exactly(in, checked(cells, text.length()) * 16));
        Table.Builder table = new Table.Builder(text);
        int last = 0;
        for (int i = 0; i < cells; i++) {
            int start = borders.getInt();
            int end = borders.getInt();
            if (start < last || end <= start || end > text.length()) {
                throw new IOException("a cell outside its table");
            }
            last = end;
            table.add(checked(borders.getInt(), Integer.MAX_VALUE - 1), checked(borders.getInt(), Integer.MAX_VALUE - 1), start, end);
        }
        return seen ? table.build(place) : table.build(place).hidden(place);
    }

    private static byte[] exactly(DataInputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("cut off");
        }
        return bytes;
    }

    private static int checked(int number, int most) throws IOException {
        if (number < 0 || number > most) {
            throw new IOException("out of bounds");
        }
        return number;
    }
}
