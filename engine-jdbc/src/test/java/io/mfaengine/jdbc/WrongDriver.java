package io.mfaengine.jdbc;

import static io.mfaengine.jdbc.FaultyDataSource.call;
import static io.mfaengine.jdbc.FaultyDataSource.proxy;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Our own store over drivers that make of its statements what careless ones are. */
final class WrongDriver {
    private WrongDriver() {}

    /** Stands in for what a connection does; null: as it is. */
    private interface Stand {
        @Nullable
        Replaced in(Connection connection, Method method, Object[] args) throws Throwable;
    }

    /** What a call comes to. */
    private record Replaced(@Nullable Object result) {}

    private static DataSource over(DataSource target, Stand stand) {
        return proxy(DataSource.class, (proxy, method, args) -> {
            if (!method.getName().equals("getConnection")) {
                return call(target, method, args);
            }
            Connection connection = target.getConnection();
            return proxy(Connection.class, (of, step, values) -> {
                Replaced replaced = stand.in(connection, step, values);
                return replaced == null ? call(connection, step, values) : replaced.result;
            });
        });
    }

    static DataSource rewriting(DataSource target, UnaryOperator<String> rewriting) {
        return over(target, (connection, method, args) -> {
            if (!method.getName().equals("prepareStatement")) {
                return null;
            }
            Object[] rewritten = args.clone();
            rewritten[0] = rewriting.apply((String) args[0]);
            return new Replaced(call(connection, method, rewritten));
        });
    }

    static DataSource ignoringRowCounts(DataSource target) {
        return over(target, (connection, method, args) -> {
            if (!method.getName().equals("prepareStatement")) {
                return null;
            }
            PreparedStatement statement = (PreparedStatement) call(connection, method, args);
            boolean updates = ((String) args[0]).startsWith("UPDATE");
            return new Replaced(proxy(PreparedStatement.class, (proxy, step, values) -> {
                Object result = call(statement, step, values);
                return updates && step.getName().equals("getUpdateCount") ? 1 : result;
            }));
        });
    }

    /** What was to be committed is, when its connection is next asked for: nobody waits for it. */
    static DataSource committingLater(DataSource target) {
        List<Connection> late = new ArrayList<>();
        return proxy(DataSource.class, (proxy, method, args) -> {
            if (!method.getName().equals("getConnection")) {
                return call(target, method, args);
            }
            Connection connection = target.getConnection();
            boolean[] isLate = {false};
            return proxy(Connection.class, (of, step, values) -> {
                switch (step.getName()) {
                    case "commit" -> {
                        isLate[0] = true;
                        return null;
                    }
                    case "setAutoCommit" -> {
                        return isLate[0] ? null : call(connection, step, values);
                    }
                    case "close" -> {
                        if (!isLate[0]) {
                            return call(connection, step, values);
                        }
                        synchronized (late) {
                            late.add(connection);
                            while (late.size() > 1) {
                                Connection first = late.remove(0);
                                first.commit();
                                first.close();
                            }
                        }
                        return null;
                    }
                    default -> {
                        return call(connection, step, values);
                    }
                }
            });
        });
    }

    /** Connections that don't commit by themselves, under a store that believes that they do. */
    static DataSource withoutCommit(DataSource target) {
        return over(target, (connection, method, args) -> switch (method.getName()) {
            case "getAutoCommit" -> new Replaced(true);
            case "setAutoCommit", "commit" -> new Replaced(null);
            case "prepareStatement" -> {
                // The tables are there to stay.
                connection.setAutoCommit(
                        ((String) args[0]).startsWith("CREATE") || ((String) args[0]).contains("mfa_schema"));
                yield null;
            }
            case "close" -> {
                connection.rollback();
                connection.setAutoCommit(true);
                yield null;
            }
            default -> null;
        });
    }

    /**
     * Looks first whether a row has the version, and then, when somebody else has committed, does it without asking again.
     *
     * @param begin how the statement begins, up to what it asks
     * @param select what to look with
     * @param values how many parameters come before those that it asks by
     */
    static DataSource selectingFirst(DataSource target, String begin, String select, int values) {
        Hole hole = new Hole();
        return over(target, (connection, method, args) -> {
            if (method.getName().equals("commit")) {
                Object result = call(connection, method, args);
                hole.pass();
                return new Replaced(result);
            }
            if (!method.getName().equals("prepareStatement") || !((String) args[0]).startsWith(begin)) {
                return null;
            }
            return new Replaced(twoSteps(connection, begin, select, values, hole));
        });
    }

    private static PreparedStatement twoSteps(Connection connection, String begin, String select, int values, Hole hole)
            throws SQLException {
        PreparedStatement look = connection.prepareStatement(select + " AND version = ?");
        PreparedStatement act = connection.prepareStatement(begin);
        int asked = values + 3;
        boolean[] isThere = {false};
        return proxy(PreparedStatement.class, (proxy, method, args) -> {
            String name = method.getName();
            if (name.startsWith("set") && args.length == 2 && args[0] instanceof Integer at) {
                if (at > values) {
                    Object set = method.invoke(look, at - values, args[1]);
                    assert set == null : "a setter";
                }
                return at == asked ? null : call(act, method, args);
            }
            if (name.equals("execute")) {
                try (ResultSet row = look.executeQuery()) {
                    isThere[0] = row.next();
                }
                hole.await(1);
                return isThere[0] ? act.execute() : false;
            }
            return name.equals("getUpdateCount") && !isThere[0] ? 0 : call(act, method, args);
        });
    }
}
