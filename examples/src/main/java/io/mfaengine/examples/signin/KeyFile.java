package io.mfaengine.examples.signin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.mfaengine.crypto.KeyRing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key that everything is sealed under, in a file that its owner alone can read. A real application keeps its keys
 * where it keeps its other secrets.
 *
 * @param path where the file is
 * @param keys its key
 * @param isNew whether it was made just now
 */
record KeyFile(Path path, KeyRing keys, boolean isNew) {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNERS_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Pattern LINE = Pattern.compile("([0-9a-z.-]{1,32}) ([0-9A-Za-z_-]{43})\\s*");
    private static final String ZERO = "A".repeat(43);
    private static final int MAX_BYTES = 200;

    /** Reads the key file of a folder. If there is none, makes it, and the folder: two programs that start at once, one. */
    static KeyFile in(Path folder) throws IOException {
        Path path = folder.resolve("sign-in.key");
        boolean isPosix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, isPosix ? attributes(OWNERS_FOLDER) : new FileAttribute<?>[0]);
        }
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try (FileChannel channel =
                        FileChannel.open(path, options, isPosix ? attributes(OWNER) : new FileAttribute<?>[0]);
                FileLock lock = channel.lock()) {
            if (isPosix && !OWNER.containsAll(Files.getPosixFilePermissions(path))) {
                throw new IOException("the key in " + path + " can be used by others: chmod 600 it");
            }
            boolean isNew = lock.isValid() && channel.size() == 0;
            if (isNew) {
                write(channel);
            }
            return new KeyFile(path, read(path, channel), isNew);
        }
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }

    private static void write(FileChannel channel) throws IOException {
        SecureRandom random = new SecureRandom();
        byte[] id = new byte[4];
        byte[] key = new byte[KeyRing.KEY_BYTES];
        random.nextBytes(id);
        random.nextBytes(key);
        String line = "sign-in-" + HexFormat.of().formatHex(id) + " "
                + Base64.getUrlEncoder().withoutPadding().encodeToString(key) + "\n";
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes, bytes.position());
        }
        channel.force(true);
    }

    private static KeyRing read(Path path, FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {}
        Matcher line = LINE.matcher(new String(bytes.array(), 0, bytes.position(), US_ASCII));
        if (line.matches() && !line.group(2).equals(ZERO)) {
            return KeyRing.of(line.group(1), Base64.getUrlDecoder().decode(line.group(2)));
        }
        throw new IOException(path + " holds no key: bring back the file that was there, or remove it and the data");
    }
}
