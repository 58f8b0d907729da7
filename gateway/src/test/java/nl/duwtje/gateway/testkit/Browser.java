package nl.duwtje.gateway.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A real browser, headless, with one tab: Debian's Chromium, driven through its DevTools protocol. Knows no host but 127.0.0.1. For one
 * thread.
 */
public final class Browser implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final String LOADED = "Page.loadEventFired";

    private final Process process;
    private final Path profile;
    private final DevTools tools;
    private final String session;
    private String axe = "";

    private Browser(Process process, Path profile, DevTools tools) {
        this.process = process;
        this.profile = profile;
        this.tools = tools;
        String target = tools.call("", "Target.createTarget", "url", "about:blank").get("targetId").asText();
        this.session = tools.call("", "Target.attachToTarget", "targetId", target, "flatten", true).get("sessionId").asText();
        tools.keep(LOADED);
        call("Page.enable");
    }

    /** @throws AssertionError when there is none: {@code .ci/run} installs it */
    public static Browser start() throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            throw new AssertionError(PROGRAM + " is not there; .ci/run installs it: apt-get install chromium fonts-liberation");
        }
        Path profile = Files.createTempDirectory("duwtje-chromium");
        Process process = new ProcessBuilder(PROGRAM.toString(), "--headless=new", "--remote-debugging-port=0",
                "--user-data-dir=" + profile, "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--no-default-browser-check", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-extensions", "--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
                "--hide-scrollbars",
                "--lang=nl", "about:blank").redirectErrorStream(true).start();
        BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            all.append(line).append('\n');
            if (line.startsWith("DevTools listening on ")) {
                Thread.ofVirtual().start(() -> said.lines().forEach(ignored -> {}));
                return new Browser(process, profile, new DevTools(line.substring("DevTools listening on ".length()).strip()));
            }
        }
        throw new AssertionError("chromium did not start:\n" + all);
    }

    private JsonNode call(String method, Object... parameters) {
        return tools.call(session, method, parameters);
    }

    /** A window of this size; below 600 wide it says it is a phone. */
    public void window(int width, int height) {
        call("Emulation.setDeviceMetricsOverride", "width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600);
    }

    public void dark(boolean dark) {
        call("Emulation.setEmulatedMedia", "features",
                List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light")));
    }

    /** Opens a page and waits until it and all it needs is there. */
    public void open(String url) throws InterruptedException {
        tools.drain(LOADED);
        JsonNode answer = call("Page.navigate", "url", url);
        if (answer.has("errorText")) {
            throw new AssertionError(url + ": " + answer.get("errorText").asText());
        }
        tools.await(LOADED);
    }

    /** Does something that leads to another page, and waits for that. */
    public void goBy(Runnable act) throws InterruptedException {
        tools.drain(LOADED);
        act.run();
        tools.await(LOADED);
    }

    /** The value of an expression of the page's; a promise is waited for. */
    public JsonNode evaluate(String expression) {
        JsonNode result = call("Runtime.evaluate", "expression", expression, "awaitPromise", true, "returnByValue", true, "userGesture",
                true);
        if (result.has("exceptionDetails")) {
            throw new AssertionError(result.get("exceptionDetails").toString());
        }
        return result.get("result").path("value");
    }

    /** What stands on the page. */
    public String text() {
        return evaluate("document.body.innerText").asText();
    }

    public String address() {
        return evaluate("location.href").asText();
    }

    /** Presses a key: "Tab", "Enter", "Space". */
    public void press(String key) {
        int code = switch (key) {
            case "Tab" -> 9;
            case "Enter" -> 13;
            case "Space" -> 32;
            case "ArrowDown" -> 40;
            default -> throw new IllegalArgumentException(key);
        };
        String text = key.equals("Enter") ? "\r" : key.equals("Space") ? " " : "";
        String name = key.equals("Space") ? " " : key;
        call("Input.dispatchKeyEvent", "type", text.isEmpty() ? "rawKeyDown" : "keyDown", "key", name, "code", key, "windowsVirtualKeyCode",
                code, "text", text);
        call("Input.dispatchKeyEvent", "type", "keyUp", "key", name, "code", key, "windowsVirtualKeyCode", code);
    }

    /** Writes into what has the focus. */
    public void write(String text) {
        call("Input.insertText", "text", text);
    }

    /** What has the focus, as "tag text" or "tag name=value". */
    public String focused() {
        return evaluate("(e => !e || e === document.body ? '' : e.tagName.toLowerCase() + ' ' + (e.value || e.innerText || e.title || '')"
                + ".trim().split('\\n')[0])(document.activeElement)").asText();
    }

    /** How many pixels the page is wider than the window. */
    public int tooWide() {
        return evaluate("document.documentElement.scrollWidth - window.innerWidth").asInt();
    }

    /**
     * What axe-core finds wrong with the page: a line each, empty when nothing is.
     *
     * @param contrast whether colours are looked at too, which takes longest
     */
    public List<String> violations(boolean contrast) throws IOException {
        if (axe.isEmpty()) {
            try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
                axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        call("Runtime.evaluate", "expression", axe);
        JsonNode found = evaluate(
                "axe.run(document, {iframes: false, resultTypes: ['violations'], rules: {'color-contrast': {enabled: "
                        + contrast + "}}}).then(r => r.violations.map(v => v.id + ': '"
                        + " + v.help + ' ' + v.nodes.map(n => n.html.slice(0, 120) + ' ' + n.failureSummary).join(' | ')))");
        List<String> lines = new ArrayList<>();
        found.forEach(line -> lines.add(line.asText()));
        return lines;
    }

    /** The whole page as PNG. */
    public byte[] picture() {
        JsonNode size = call("Page.getLayoutMetrics").get("cssContentSize");
        return Base64.getDecoder().decode(call("Page.captureScreenshot", "format", "png", "captureBeyondViewport", true, "clip",
                Map.of("x", 0, "y", 0, "width", size.get("width").asDouble(), "height", size.get("height").asDouble(), "scale", 1))
                .get("data")
                .asText());
    }

    @Override
    public void close() throws IOException {
        try {
            tools.call("", "Browser.close");
        } finally {
            tools.close();
            List<ProcessHandle> helpers = process.descendants().toList();
            process.destroy();
            process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
            helpers.forEach(ProcessHandle::destroyForcibly);
            Awaitility.await("Chromium writes no more").ignoreExceptions().until(this::isProfileGone);
        }
    }

    private boolean isProfileGone() throws IOException {
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
        return !Files.exists(profile);
    }
}
