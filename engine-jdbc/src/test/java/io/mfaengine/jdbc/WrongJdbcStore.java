package io.mfaengine.jdbc;

import io.mfaengine.store.QueryableStore;
import java.util.Set;

/** JDBC stores that are wrong, each in one way, and the tests of the contract that say so. */
@SuppressWarnings("ImmutableEnumChecker") // The set is a copy.
enum WrongJdbcStore {
    IGNORES_ROW_COUNTS(
            "aCommitAtAnotherVersionIsStaleAndWritesNothing",
            "aUserWhoIsAbsentIsNotReplaced",
            "aStaleActionLeavesNothingOfItsCommit",
            "settingsAreNotSavedOverAnotherVersion",
            "everyAppliedIncrementCounts") {
        @Override
        QueryableStore open() {
            return over(WrongDriver.ignoringRowCounts(H2.inMemory()));
        }
    },
    SELECTS_AND_THEN_UPDATES("everyAppliedIncrementCounts") {
        @Override
        QueryableStore open() {
            return over(WrongDriver.selectingFirst(
                    H2.inMemory(),
                    "UPDATE mfa_user SET version = ?, indexes = ?, payload = ?\nWHERE tenant = ? AND user_id = ?",
                    "SELECT 1 FROM mfa_user WHERE tenant = ? AND user_id = ?",
                    3));
        }
    },
    SELECTS_AND_THEN_DELETES("ofErasesAndCommitsAtOneVersionExactlyOneIsApplied") {
        @Override
        QueryableStore open() {
            return over(WrongDriver.selectingFirst(
                    H2.inMemory(),
                    "DELETE FROM mfa_user WHERE tenant = ? AND user_id = ?",
                    "SELECT 1 FROM mfa_user WHERE tenant = ? AND user_id = ?",
                    0));
        }
    },
    ANSWERS_BEFORE_THE_COMMIT("whatIsAppliedIsThereForEveryLaterLoadOfEveryHandle") {
        @Override
        QueryableStore open() {
            return over(WrongDriver.committingLater(H2.inMemory()));
        }
    },
    OVERWRITES_ON_INSERT(
            "aUserWhoIsThereIsNotInsertedAgain",
            "anActionThatIsThereIsNotInsertedAgain",
            "aClaimOfAnotherUserIsTakenAndNothingIsWritten",
            "ofManyCommitsAtOneVersionExactlyOneIsApplied",
            "ofManyUsersExactlyOneGetsAClaim") {
        @Override
        QueryableStore open() {
            return over(WrongDriver.rewriting(H2.inMemory(), sql -> sql.replace("INSERT INTO", "MERGE INTO")));
        }
    },
    READS_THE_ACTION_BEFORE_THE_USER("anActionIsNeverOlderThanItsUser") {
        @Override
        QueryableStore open() {
            return new TwoSnapshots(JdbcStore.create(H2.inMemory()));
        }
    },
    TAKES_AUTO_COMMIT_FOR_GRANTED(
            "aUserIsInsertedAndThenReplaced", "whatIsAppliedIsThereForEveryLaterLoadOfEveryHandle") {
        @Override
        QueryableStore open() {
            return over(WrongDriver.withoutCommit(H2.inMemory()));
        }
    },
    MERGES_KEYS_BY_COLLATION(
            "usersAreToldApartByTheBytesOfTheirId",
            "tenantsAreToldApartByTheBytesOfTheirName",
            "actionsAreToldApartByTheBytesOfTheirCodeAndKey",
            "claimsAreToldApartByTheBytesOfTheirName",
            "budgetsAreToldApartByTheBytesOfTheirKey") {
        @Override
        QueryableStore open() {
            return over(WrongDriver.rewriting(
                    H2.inMemory(), sql -> sql.replace("varbinary(255) NOT NULL", "varchar_ignorecase(255) NOT NULL")));
        }
    };

    private final Set<String> caughtBy;

    WrongJdbcStore(String... caughtBy) {
        this.caughtBy = Set.of(caughtBy);
    }

    abstract QueryableStore open();

    Set<String> caughtBy() {
        return caughtBy;
    }

    private static QueryableStore over(javax.sql.DataSource wrong) {
        return JdbcStore.create(wrong);
    }
}
