package io.mfaengine.jdbc;

import static io.mfaengine.jdbc.FaultyDataSource.call;
import static io.mfaengine.jdbc.FaultyDataSource.proxy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Asks PostgreSQL for the plan of each statement, with the values bound to it, before it is run. */
final class ExplainingDataSource {
    private final DataSource target;
    private final List<String> plans = new ArrayList<>();

    ExplainingDataSource(DataSource target) {
        this.target = target;
    }

    /** The plans of the statements since they were last cleared. */
    List<String> plans() {
        return plans;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, (proxy, method, args) -> {
            if (!method.getName().equals("getConnection")) {
                return call(target, method, args);
            }
            Connection connection = target.getConnection();
            return proxy(
                    Connection.class,
                    (of, step, values) -> step.getName().equals("prepareStatement")
                            ? statement(
                                    connection, (PreparedStatement) call(connection, step, values), (String) values[0])
                            : call(connection, step, values));
        });
    }

    private PreparedStatement statement(Connection connection, PreparedStatement statement, String sql) {
        Map<Integer, Object[]> bound = new TreeMap<>();
        return proxy(PreparedStatement.class, (proxy, method, args) -> {
            if (method.getName().startsWith("set") && args.length == 2 && args[0] instanceof Integer at) {
                bound.put(at, new Object[] {method, args});
            }
            if (method.getName().equals("execute") && args == null) {
                explain(connection, sql, new ArrayList<>(bound.values()));
            }
            return call(statement, method, args);
        });
    }

    /** One by one, if there are several in one. */
    private void explain(Connection connection, String sql, List<Object[]> bound) throws Throwable {
        int first = 0;
        for (String one : sql.split(";\n", -1)) {
            int count = one.length() - one.replace("?", "").length();
            if (!one.isBlank()) {
                try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + one)) {
                    for (int i = 0; i < count; i++) {
                        Object[] set = bound.get(first + i);
                        Object[] args = ((Object[]) set[1]).clone();
                        args[0] = i + 1;
                        Object nothing = call(explain, (java.lang.reflect.Method) set[0], args);
                        assert nothing == null : "a setter";
                    }
                    plans.add(one + "\n" + plan(explain));
                }
            }
            first += count;
        }
    }

    private static String plan(PreparedStatement explain) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (ResultSet lines = explain.executeQuery()) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }
}
