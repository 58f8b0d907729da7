package nl.duwtje.gateway.isolation;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import nl.duwtje.rules.text.Extracted;
import nl.duwtje.rules.text.Extraction;
import nl.duwtje.rules.text.NotInspected;
import nl.duwtje.rules.text.ReadBefore;
import nl.duwtje.rules.text.RiskyReader;

/**
 * The program of a child: reads an attachment from standard input, writes what is in it to standard output, until its input ends. Nothing else is
 * ever printed there.
 */
public final class ChildMain {

    /** How much longer than its limit a read may take before the child ends itself: its parent should have ended it long before. */
    private static final long GRACE = TimeUnit.SECONDS.toNanos(2);
    private static final int ENDED_ITSELF = 4;

    private ChildMain() {}

    /** @param arguments the name of the class of {@link RiskyReader} to run */
    public static void main(String[] arguments) throws Exception {
        OutputStream standardOutput = new FileOutputStream(FileDescriptor.out);
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        System.setIn(InputStream.nullInputStream());
        NoNetwork.install();
        RiskyReader reader = (RiskyReader) Class.forName(arguments[0]).getConstructor().newInstance();
        serve(new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16)),
                new DataOutputStream(new BufferedOutputStream(standardOutput, 1 << 16)), reader);
    }

    private static void serve(DataInputStream in, DataOutputStream out, RiskyReader reader) throws Exception {
        AtomicLong deadline = new AtomicLong(Long.MAX_VALUE);
        Thread.ofPlatform().daemon().name("deadline").start(() -> endWhenOver(deadline));
        while (true) {
            Wire.Request request;
            try {
                request = Wire.readRequest(in);
            } catch (EOFException parentGone) {
                return;
            }
            deadline.set(System.nanoTime() + request.limits().maxTime().toNanos() + GRACE);
            Wire.write(out, read(request, reader));
            deadline.set(Long.MAX_VALUE);
        }
    }

    private static Extracted read(Wire.Request request, RiskyReader reader) {
        try {
            return new Extraction(request.limits(), reader, ReadBefore.nothing()).extractor(System::nanoTime).extract(request.bytes(), "",
                    "");
        } catch (StackOverflowError endless) {
            return new Extracted("unknown", List.of(), false, NotInspected.TOO_DEEP);
        } catch (LinkageError broken) {
            return new Extracted("unknown", List.of(), false, NotInspected.CORRUPT);
        }
    }

    private static void endWhenOver(AtomicLong deadline) {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(500);
                long end = deadline.get();
                if (end != Long.MAX_VALUE && System.nanoTime() - end > 0) {
                    Runtime.getRuntime().halt(ENDED_ITSELF);
                }
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }
}
