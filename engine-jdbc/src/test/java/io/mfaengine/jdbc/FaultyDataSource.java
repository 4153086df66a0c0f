package io.mfaengine.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** A data source whose n-th statement or commit fails, before it is done or after. */
class FaultyDataSource {
    private static final Set<String> POINTS = Set.of("execute", "executeQuery", "executeUpdate", "commit");

    private final DataSource target;
    private final List<String> points = new ArrayList<>();
    private int failing = -1;
    private boolean isDone;
    private String sqlState = "";

    FaultyDataSource(DataSource target) {
        this.target = target;
    }

    /** The n-th point from now on fails, once; done says whether it has its effect. */
    void fail(int number, boolean done, String state) {
        points.clear();
        failing = number;
        isDone = done;
        sqlState = state;
    }

    /** Every point from now on fails. */
    void failAlways(String state) {
        fail(-2, false, state);
    }

    /** What was passed since: statements and commits. */
    List<String> points() {
        return List.copyOf(points);
    }

    DataSource dataSource() {
        return proxy(
                DataSource.class,
                (proxy, method, args) -> method.getName().equals("getConnection")
                        ? connection(target.getConnection())
                        : call(target, method, args));
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, (proxy, method, args) -> {
            if (method.getName().equals("prepareStatement")) {
                return statement((PreparedStatement) call(connection, method, args), (String) args[0]);
            }
            return method.getName().equals("commit")
                    ? point("commit", () -> call(connection, method, args))
                    : call(connection, method, args);
        });
    }

    private PreparedStatement statement(PreparedStatement statement, String sql) {
        return proxy(
                PreparedStatement.class,
                (proxy, method, args) -> POINTS.contains(method.getName())
                        ? point(sql, () -> call(statement, method, args))
                        : call(statement, method, args));
    }

    /** A statement or a commit. */
    interface Step {
        Object run() throws Throwable;
    }

    /** Where a point is passed. */
    Object run(Step step) throws Throwable {
        return step.run();
    }

    private Object point(String what, Step step) throws Throwable {
        boolean fails = points.size() == failing || failing == -2;
        points.add(what);
        Object result = fails && !isDone ? null : run(step);
        if (fails) {
            throw new SQLException("on purpose", sqlState);
        }
        return result;
    }

    static Object call(Object target, java.lang.reflect.Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
