package io.mfaengine.web.client;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the tests of the official clients need beside the project. Where it is missing they fail, and say what helps. */
final class Sdk {
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
