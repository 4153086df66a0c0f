package io.mfaengine.jdbc;

import static io.mfaengine.jdbc.Some.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.Commit.Result;
import io.mfaengine.store.UserKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H2 on a disk that is full: an error that says so, and what was acknowledged before is there afterwards. */
class FullDiskTest {
    private static final AtomicBoolean FULL = new AtomicBoolean();

    /** Files that grow no more once the disk is full. */
    public static final class FullFilePath extends FilePathWrapper {
        @Override
        public String getScheme() {
            return "full";
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return new FullChannel(super.open(mode));
        }
    }

    private static final class FullChannel extends FileBaseDefault {
        private final FileChannel channel;

        FullChannel(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public synchronized int read(ByteBuffer into, long position) throws IOException {
            return channel.read(into, position);
        }

        @Override
        public synchronized int write(ByteBuffer from, long position) throws IOException {
            if (FULL.get()) {
                throw new IOException("No space left on device");
            }
            return channel.write(from, position);
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            channel.truncate(size).position();
        }

        @Override
        public void force(boolean metaData) throws IOException {
            channel.force(metaData);
        }

        @Override
        public synchronized java.nio.channels.FileLock tryLock(long position, long size, boolean shared)
                throws IOException {
            return channel.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            channel.close();
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAndTheRestIsAnError(@TempDir Path folder) {
        FilePath.register(new FullFilePath());
        String url = "full:" + folder.resolve("db").toAbsolutePath();
        JdbcConnectionPool pool = H2.pool(url);
        JdbcStore store = JdbcStore.create(pool);
        UserKey early = new UserKey("t", "early");
        assertThat(store.commit(Some.creating(early, version(1)))).isEqualTo(Result.APPLIED);
        FULL.set(true);
        assertThatThrownBy(() -> {
                    for (int i = 2; i < 100; i++) {
                        assertThat(store.commit(Some.creating(new UserKey("t", "u" + i), version(i))))
                                .isEqualTo(Result.APPLIED);
                    }
                })
                .isInstanceOf(JdbcStoreException.class)
                .hasMessageMatching("(?s).*(is the disk full|could not write its files).*");
        FULL.set(false);
        pool.dispose();
        JdbcStore again = JdbcStore.create(H2.pool(url));
        assertThat(again.load(early, Some.PAY).userVersion()).isEqualTo(version(1));
        UserKey late = new UserKey("t", "late");
        assertThat(again.commit(Some.creating(late, version(200)))).isEqualTo(Result.APPLIED);
        assertThat(again.load(late, new ActionKey("pay", "1")).actionVersion()).isEqualTo(version(200));
    }
}
