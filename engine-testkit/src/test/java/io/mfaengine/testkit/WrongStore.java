package io.mfaengine.testkit;

import java.util.Set;
import java.util.function.Supplier;

/** The stores that are wrong on purpose, each with tests of the contract that have to say so. */
@SuppressWarnings("ImmutableEnumChecker") // The factories keep nothing.
enum WrongStore {
    READS_THE_ACTION_BEFORE_THE_USER(WrongCommits.ReadsTheActionBeforeTheUser::new, "?"),
    IGNORES_HOW_MANY_USERS_WERE_UPDATED(WrongCommits.IgnoresHowManyUsersWereUpdated::new, "?"),
    IGNORES_HOW_MANY_ACTIONS_WERE_UPDATED(WrongCommits.IgnoresHowManyActionsWereUpdated::new, "?"),
    ANSWERS_BEFORE_IT_IS_DURABLE(WrongCommits.AnswersBeforeItIsDurable::new, "?"),
    SERVES_LOADS_FROM_A_CACHE_OF_ITS_OWN(WrongCommits.ServesLoadsFromACacheOfItsOwn::new, "?"),
    OVERWRITES_USERS_ON_INSERT(WrongCommits.OverwritesUsersOnInsert::new, "?"),
    OVERWRITES_ACTIONS_ON_INSERT(WrongCommits.OverwritesActionsOnInsert::new, "?"),
    CREATES_WHAT_IT_WAS_TO_REPLACE(WrongCommits.CreatesWhatItWasToReplace::new, "?"),
    CHECKS_AND_THEN_WRITES(WrongCommits.ChecksAndThenWrites::new, "?"),
    LOCKS_ONLY_THE_USER(WrongCommits.LocksOnlyTheUser::new, "?"),
    WRITES_THE_USER_BEFORE_IT_CHECKS_THE_REST(WrongCommits.WritesTheUserBeforeItChecksTheRest::new, "?"),
    WRITES_EVENTS_OF_WHAT_IT_REFUSES(WrongCommits.WritesEventsOfWhatItRefuses::new, "?"),
    TAKES_CLAIMS_OF_WHAT_IT_REFUSES(WrongCommits.TakesClaimsOfWhatItRefuses::new, "?"),
    TAKES_CLAIMS_OVER(WrongCommits.TakesClaimsOver::new, "?"),
    DOES_NOT_KNOW_ITS_OWN_CLAIMS(WrongCommits.DoesNotKnowItsOwnClaims::new, "?"),
    RELEASES_WHAT_OTHERS_HOLD(WrongCommits.ReleasesWhatOthersHold::new, "?"),
    FORGETS_TO_RELEASE(WrongCommits.ForgetsToRelease::new, "?"),
    KEEPS_INDEXES_AND_CLAIMS_IN_ONE_TABLE(WrongCommits.KeepsIndexesAndClaimsInOneTable::new, "?"),
    INSERTS_WITHOUT_A_LOOK_AT_THE_USER(WrongCommits.InsertsWithoutALookAtTheUser::new, "?"),
    INSERTS_ONLY_BESIDE_A_USER(WrongCommits.InsertsOnlyBesideAUser::new, "?"),
    MOVES_THE_USER_ON_INSERT(WrongCommits.MovesTheUserOnInsert::new, "?"),
    APPLIES_A_DUPLICATE_AGAIN(WrongCommits.AppliesADuplicateAgain::new, "?"),
    THROWS_ON_A_DUPLICATE_ACTION(WrongCommits.ThrowsOnADuplicateAction::new, "?"),
    THROWS_ON_A_DUPLICATE_EVENT(WrongCommits.ThrowsOnADuplicateEvent::new, "?"),
    OVERWRITES_EVENTS(WrongCommits.OverwritesEvents::new, "?"),
    TRUNCATES_INSTANTS_TO_SECONDS(WrongCommits.TruncatesInstantsToSeconds::new, "?"),
    TIDIES_PAYLOADS(WrongCommits.TidiesPayloads::new, "?"),
    MERGES_UPPER_AND_LOWER_CASE(WrongKeys.MergesUpperAndLowerCase::new, "?"),
    TRIMS_TRAILING_BLANKS(WrongKeys.TrimsTrailingBlanks::new, "?"),
    MERGES_NORMAL_FORMS(WrongKeys.MergesNormalForms::new, "?"),
    CUTS_LONG_KEYS(WrongKeys.CutsLongKeys::new, "?"),
    JOINS_THE_PARTS_OF_A_KEY(WrongKeys.JoinsThePartsOfAKey::new, "?"),
    MIXES_USERS_OF_TENANTS(WrongKeys.MixesUsersOfTenants::new, "?"),
    MIXES_CLAIMS_OF_TENANTS(WrongKeys.MixesClaimsOfTenants::new, "?"),
    MIXES_EVENTS_OF_TENANTS(WrongKeys.MixesEventsOfTenants::new, "?"),
    MIXES_BUDGETS_OF_TENANTS(WrongKeys.MixesBudgetsOfTenants::new, "?"),
    MIXES_SETTINGS_OF_TENANTS(WrongKeys.MixesSettingsOfTenants::new, "?"),
    SAVES_SETTINGS_WITHOUT_COMPARING(WrongKeys.SavesSettingsWithoutComparing::new, "?"),
    COMPARES_SETTINGS_AND_THEN_SAVES(WrongKeys.ComparesSettingsAndThenSaves::new, "?"),
    CACHES_THE_VERSION_OF_THE_SETTINGS(WrongKeys.CachesTheVersionOfTheSettings::new, "?"),
    ERASE_FORGETS_ACTIONS(WrongKeys.EraseForgetsActions::new, "?"),
    ERASE_FORGETS_CLAIMS(WrongKeys.EraseForgetsClaims::new, "?"),
    ERASE_TAKES_EVENTS(WrongKeys.EraseTakesEvents::new, "?"),
    ERASE_TAKES_THE_ACTIONS_OF_OTHERS(WrongKeys.EraseTakesTheActionsOfOthers::new, "?"),
    ERASES_WITHOUT_COMPARING(WrongKeys.ErasesWithoutComparing::new, "?"),
    ERASES_IN_TWO_STEPS(WrongKeys.ErasesInTwoSteps::new, "?"),
    READS_A_BUDGET_AND_THEN_WRITES_IT(WrongListings.ReadsABudgetAndThenWritesIt::new, "?"),
    SPENDS_AFTER_THE_EXHAUSTED(WrongListings.SpendsAfterTheExhausted::new, "?"),
    NAMES_THE_LAST_EXHAUSTED(WrongListings.NamesTheLastExhausted::new, "?"),
    COUNTS_BY_THE_HOUR_ON_THE_CLOCK(WrongListings.CountsByTheHourOnTheClock::new, "?"),
    TRUSTS_THE_CLOCK_WITH_BUDGETS(WrongListings.TrustsTheClockWithBudgets::new, "?"),
    PURGES_WHAT_LIVES(WrongListings.PurgesWhatLives::new, "?"),
    PURGES_WHAT_NEVER_EXPIRES(WrongListings.PurgesWhatNeverExpires::new, "?"),
    PURGES_USERS_AND_CLAIMS(WrongListings.PurgesUsersAndClaims::new, "?"),
    PURGES_BUDGETS(WrongListings.PurgesBudgets::new, "?"),
    PURGES_WITHOUT_A_LIMIT(WrongListings.PurgesWithoutALimit::new, "?"),
    PURGES_BY_THE_FIRST_EXPIRY(WrongListings.PurgesByTheFirstExpiry::new, "?"),
    PURGES_ACTIONS_ONLY(WrongListings.PurgesActionsOnly::new, "?"),
    SORTS_BY_UTF16(WrongListings.SortsByUtf16::new, "?"),
    SORTS_EVENTS_AS_THEY_CAME(WrongListings.SortsEventsAsTheyCame::new, "?"),
    FORGETS_INDEXES(WrongListings.ForgetsIndexes::new, "?"),
    IGNORES_THE_STATE(WrongListings.IgnoresTheState::new, "?"),
    PAGES_BY_TIME_ALONE(WrongListings.PagesByTimeAlone::new, "?"),
    LISTS_OLDEST_FIRST(WrongListings.ListsOldestFirst::new, "?"),
    VISITS_ONE_PAGE(WrongListings.VisitsOnePage::new, "?");

    private final Supplier<MapStore> factory;
    private final Set<String> caughtBy;

    WrongStore(Supplier<MapStore> factory, String... caughtBy) {
        this.factory = factory;
        this.caughtBy = Set.of(caughtBy);
    }

    MapStore open() {
        return factory.get();
    }

    Set<String> caughtBy() {
        return caughtBy;
    }
}
