package nl.duwtje.gateway.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlocksTest {

    @TempDir
    Path folder;

    @Test
    void aBodyGivesItsBlockBackOnceHoweverItEnds() {
        Spool spool = new Spool(folder, 1 << 20);
        for (int length : new int[]{0, 100, Blocks.SIZE, Blocks.SIZE + 1, 100_000, 2 << 20}) {
            for (long announced : new long[]{-1, length}) {
                Body body = new Body(spool, 1 << 20, announced);
                body.append(new byte[length], 0, length);
                if (body.refusal() == null) {
                    body.finish();
                }
                body.close();
                body.close();
                assertThat(spool.blocks().idle()).as("%d announced as %d", length, announced).isLessThanOrEqualTo(1);
                assertThat(spool.taken()).isZero();
            }
        }
        assertThat(spool.blocks().idle()).isOne();
    }

    @Test
    void twoWhoHoldABlockNeverHoldTheSame() {
        Blocks blocks = new Blocks();
        byte[] one = blocks.take();
        blocks.giveBack(one);
        byte[] again = blocks.take();
        assertThat(again).isSameAs(one);
        assertThat(blocks.take()).isNotSameAs(one);
        blocks.giveBack("of another size".getBytes(StandardCharsets.US_ASCII));
        assertThat(blocks.idle()).isZero();
    }
}
