package nl.duwtje.rules;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** The program of a process that compiles rules: one request on standard input until its end, one answer on standard output. */
public final class BuildMain {

    /** The parent gives up earlier; this is for a parent that is gone. */
    private static final int LONGEST_MINUTES = 15;
    private static final int ENDED_ITSELF = 4;

    private BuildMain() {}

    public static void main(String[] arguments) throws IOException {
        Thread.ofPlatform().daemon().name("deadline").start(BuildMain::endWhenOver);
        try (InputStream in = new FileInputStream(FileDescriptor.in); OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            System.setOut(new PrintStream(OutputStream.nullOutputStream()));
            out.write(answer(in.readAllBytes()));
        }
        System.exit(0); // the engine's threads need not be waited for
    }

    private static void endWhenOver() {
        try {
            TimeUnit.MINUTES.sleep(LONGEST_MINUTES);
            Runtime.getRuntime().halt(ENDED_ITSELF);
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    /** @throws IOException when the request makes no sense */
    static byte[] answer(byte[] request) throws IOException {
        RuleStream.Request asked = RuleStream.request(request);
        return RuleStream.build(RuleBuild.of(asked.texts(), asked.known()));
    }
}
