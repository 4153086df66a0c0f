package io.mfaengine.web.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** What tests need beside the project: the official clients, a browser. Where it is missing they fail, and say what helps. */
public final class Sdk {
    static final Path FOLDER = folder();

    private Sdk() {}

    /** A program of this machine. */
    static File program(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> new File(folder, name))
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(() -> missing(name));
    }

    /** That the official clients were installed. */
    static void installed() {
        for (String client : new String[] {"node", "browser"}) {
            if (!Files.isDirectory(FOLDER.resolve("node_modules/@authsignal/" + client))) {
                throw missing("@authsignal/" + client);
            }
        }
    }

    /** A headless Chromium, with options beside the usual ones. */
    public static ChromeDriver chromium(String... more) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium"));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync");
        options.addArguments(more);
        return new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(program("chromedriver"))
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    /** Runs Node in the folder of the clients, and gives what it prints, once it is sure that it went well. */
    static String node(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        installed();
        List<String> command = new ArrayList<>(List.of(program("node").getPath()));
        command.addAll(List.of(arguments));
        ProcessBuilder node =
                new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true);
        node.environment().putAll(environment);
        // a proxy of this machine is not for the loopback address
        node.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        Process process = node.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static AssertionError missing(String what) {
        return new AssertionError(what + " is missing: run .ci/install-tools");
    }

    private static Path folder() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(at.resolve("engine-web"))) {
            at = at.getParent();
        }
        return at.resolve("engine-web/src/test/sdk");
    }
}
