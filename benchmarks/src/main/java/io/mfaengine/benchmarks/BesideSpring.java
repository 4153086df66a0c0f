package io.mfaengine.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.ThreadParams;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.InMemoryOneTimeTokenService;
import org.springframework.security.authentication.ott.JdbcOneTimeTokenService;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;
import org.springframework.security.authentication.ott.OneTimeTokenService;

/**
 * A whole step-up of the engine, {@code track}, {@code verify} and {@code validateChallenge}, beside Spring Security's
 * one-time tokens, generated and consumed, on the same PostgreSQL and in memory; while others are outstanding.
 */
@BenchmarkMode(Mode.SampleTime)
public class BesideSpring {
    static final String NOTES = """

            other: the same statements by hand, over tables of the same layout, without cryptography, JSON or limits.
            step-up: ours is track + verify + validateChallenge, 6 round trips and 3 commits: a decision by settings, a code of
            an authenticator app that holds once on all nodes, guesses counted and limited, the intent compared, the proof
            spent once, 3 events of which 2 are chained, secrets sealed.
            springJdbc is JdbcOneTimeTokenService, generate + consume, 3 round trips and 2 commits: a random UUID stored in
            clear and deleted. springInMemory is InMemoryOneTimeTokenService: the same in a map of one process, lost with it,
            and generate looks at all outstanding tokens. Neither counts guesses, knows what is confirmed, or keeps a trail.""";

    private static final int SIDES = 3;
    private static final String TABLE = "one_time_tokens";

    /** Spring's services, with tokens that nobody consumes. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls the set-up
    public static class Services {
        /** How many tokens are outstanding. */
        @Param("1000")
        public int outstanding;

        private HikariDataSource pool;
        private JdbcOneTimeTokenService jdbc;
        private final InMemoryOneTimeTokenService memory = new InMemoryOneTimeTokenService();

        /** Makes the tokens. */
        @Setup
        public void open(Place place) {
            pool = Filling.pool(place.url, place.threads);
            Filling.run(pool, "DROP TABLE IF EXISTS " + TABLE);
            Filling.run(
                    pool,
                    "CREATE TABLE " + TABLE + " (token_value varchar(36) PRIMARY KEY,"
                            + " username varchar(50) NOT NULL, expires_at timestamp NOT NULL)");
            Filling.run(
                    pool,
                    "INSERT INTO " + TABLE + " SELECT CAST(md5(CAST(x AS text)) AS uuid), 'user-' || x,"
                            + " now() + interval '1 day' FROM generate_series(1, " + outstanding + ") x");
            jdbc = new JdbcOneTimeTokenService(new JdbcTemplate(pool));
            for (int i = 0; i < outstanding; i++) {
                if (memory.generate(new GenerateOneTimeTokenRequest(People.id(i)))
                        .getTokenValue()
                        .isEmpty()) {
                    throw new IllegalStateException("no token");
                }
            }
        }

        /** Stops. */
        @TearDown(Level.Trial)
        public void close() throws Exception {
            jdbc.destroy();
            pool.close();
        }
    }

    /** One side of three. */
    @SuppressWarnings("NullAway.Init") // JMH calls the set-up
    public abstract static class Side {
        private final Turns turns = new Turns(SIDES);
        private final int side;
        private Task task;

        Side(int side) {
            this.side = side;
        }

        abstract Task task(Place place, Services services, int thread);

        /** Joins. */
        @Setup
        public void join(Place place, Services services, ThreadParams threads) {
            task = task(place, services, threads.getSubgroupThreadIndex());
        }

        /** Waits for its turn. */
        @Setup(Level.Invocation)
        public void ready() {
            turns.await(side);
            task.prepare();
        }

        boolean run() {
            return task.run();
        }
    }

    /** A token generated and consumed. */
    private record Token(OneTimeTokenService service, String user) implements Task {
        @Override
        public void prepare() {}

        @Override
        public boolean run() {
            String token =
                    service.generate(new GenerateOneTimeTokenRequest(user)).getTokenValue();
            return service.consume(new OneTimeTokenAuthenticationToken(token)) != null;
        }
    }

    /** The engine. */
    @State(Scope.Thread)
    public static class Ours extends Side {
        /** The first in turn. */
        public Ours() {
            super(0);
        }

        @Override
        Task task(Place place, Services services, int thread) {
            return place.ours(true, thread);
        }
    }

    /** Spring, on the database. */
    @State(Scope.Thread)
    public static class Jdbc extends Side {
        /** The second in turn. */
        public Jdbc() {
            super(1);
        }

        @Override
        Task task(Place place, Services services, int thread) {
            return new Token(services.jdbc, People.id(thread));
        }
    }

    /** Spring, in memory. */
    @State(Scope.Thread)
    public static class Memory extends Side {
        /** The last in turn. */
        public Memory() {
            super(2);
        }

        @Override
        Task task(Place place, Services services, int thread) {
            return new Token(services.memory, People.id(thread));
        }
    }

    /** The engine's. */
    @Benchmark
    @Group("beside")
    @GroupThreads
    public boolean ours(Ours side) {
        return side.run();
    }

    /** Spring's. */
    @Benchmark
    @Group("beside")
    @GroupThreads
    public boolean springJdbc(Jdbc side) {
        return side.run();
    }

    /** Spring's. */
    @Benchmark
    @Group("beside")
    @GroupThreads
    public boolean springInMemory(Memory side) {
        return side.run();
    }
}
