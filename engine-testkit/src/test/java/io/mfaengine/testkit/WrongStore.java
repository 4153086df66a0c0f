package io.mfaengine.testkit;

import java.util.Set;
import java.util.function.Supplier;

/** The stores that are wrong on purpose, each with tests of the contract that have to say so. */
@SuppressWarnings("ImmutableEnumChecker") // The factories keep nothing.
enum WrongStore {
    READS_THE_ACTION_BEFORE_THE_USER(WrongCommits.ReadsTheActionBeforeTheUser::new, "anActionIsNeverOlderThanItsUser"),
    CREATES_USERS_ON_LOAD(WrongCommits.CreatesUsersOnLoad::new, "whatWasNeverWrittenIsAbsent"),
    IGNORES_HOW_MANY_USERS_WERE_UPDATED(
            WrongCommits.IgnoresHowManyUsersWereUpdated::new,
            "aCommitAtAnotherVersionIsStaleAndWritesNothing",
            "aCommitThatIsDeliveredAfterTheNextOneIsStale"),
    IGNORES_HOW_MANY_ACTIONS_WERE_UPDATED(
            WrongCommits.IgnoresHowManyActionsWereUpdated::new,
            "aStaleActionLeavesNothingOfItsCommit",
            "anActionThatIsAbsentIsNotReplaced"),
    ANSWERS_BEFORE_IT_IS_DURABLE(
            WrongCommits.AnswersBeforeItIsDurable::new, "whatIsAppliedIsThereForEveryLaterLoadOfEveryHandle"),
    SERVES_LOADS_FROM_A_CACHE_OF_ITS_OWN(
            WrongCommits.ServesLoadsFromACacheOfItsOwn::new, "whatIsAppliedIsThereForEveryLaterLoadOfEveryHandle"),
    OVERWRITES_USERS_ON_INSERT(WrongCommits.OverwritesUsersOnInsert::new, "aUserWhoIsThereIsNotInsertedAgain"),
    OVERWRITES_ACTIONS_ON_INSERT(
            WrongCommits.OverwritesActionsOnInsert::new,
            "anActionThatIsThereIsNotInsertedAgain",
            "anInsertOfAnActionThatIsThereIsStaleAndKeepsTheFirst",
            "anInsertOfAnActionThatIsThereIsStaleWithoutAUserToo",
            "ofManyInsertsOfOneActionExactlyOneIsApplied"),
    CREATES_WHAT_IT_WAS_TO_REPLACE(
            WrongCommits.CreatesWhatItWasToReplace::new,
            "aUserWhoIsAbsentIsNotReplaced",
            "anInsertIsStaleOnceTheUserIsErased"),
    CHECKS_AND_THEN_WRITES(
            WrongCommits.ChecksAndThenWrites::new,
            "ofManyCommitsAtOneVersionExactlyOneIsApplied",
            "everyAppliedIncrementCounts",
            "ofManyInsertsOfOneActionExactlyOneIsApplied",
            "ofManyUsersExactlyOneGetsAClaim"),
    LOCKS_ONLY_THE_USER(
            WrongCommits.LocksOnlyTheUser::new,
            "ofManyUsersExactlyOneGetsAClaim",
            "claimsThatCrossAreTakenAllOrNotAtAll"),
    WRITES_THE_USER_BEFORE_IT_CHECKS_THE_REST(
            WrongCommits.WritesTheUserBeforeItChecksTheRest::new,
            "aStaleActionLeavesNothingOfItsCommit",
            "aClaimOfAnotherUserIsTakenAndNothingIsWritten",
            "aNewUserIsNotWrittenWhenAClaimIsTaken"),
    WRITES_EVENTS_OF_WHAT_IT_REFUSES(
            WrongCommits.WritesEventsOfWhatItRefuses::new, "aCommitThatIsNotAppliedLeavesNoEvents"),
    TAKES_CLAIMS_OF_WHAT_IT_REFUSES(
            WrongCommits.TakesClaimsOfWhatItRefuses::new,
            "aClaimOfAnotherUserIsTakenAndNothingIsWritten",
            "aStaleCommitReleasesNothing"),
    TAKES_CLAIMS_OVER(
            WrongCommits.TakesClaimsOver::new,
            "aClaimOfAnotherUserIsTakenAndNothingIsWritten",
            "ofManyUsersExactlyOneGetsAClaim"),
    DOES_NOT_KNOW_ITS_OWN_CLAIMS(WrongCommits.DoesNotKnowItsOwnClaims::new, "aClaimOfOnesOwnIsNotTaken"),
    RELEASES_WHAT_OTHERS_HOLD(WrongCommits.ReleasesWhatOthersHold::new, "releasingWhatOneDoesNotHoldIsIgnored"),
    FORGETS_TO_RELEASE(WrongCommits.ForgetsToRelease::new, "aReleasedClaimIsFree"),
    KEEPS_INDEXES_AND_CLAIMS_IN_ONE_TABLE(WrongCommits.KeepsIndexesAndClaimsInOneTable::new, "anIndexOfAUserIsNoClaim"),
    INSERTS_WITHOUT_A_LOOK_AT_THE_USER(
            WrongCommits.InsertsWithoutALookAtTheUser::new,
            "anInsertIsStaleOnceTheUserAppeared",
            "anInsertIsStaleOnceTheUserMoved",
            "anInsertIsStaleOnceTheUserIsErased",
            "eventsAloneAreComparedToo"),
    INSERTS_ONLY_BESIDE_A_USER(WrongCommits.InsertsOnlyBesideAUser::new, "anInsertGoesWithoutAUserWhereNoneIsExpected"),
    MOVES_THE_USER_ON_INSERT(
            WrongCommits.MovesTheUserOnInsert::new,
            "anInsertLeavesTheUserAsTheyAre",
            "insertsBesideEachOtherAreAllApplied"),
    APPLIES_A_DUPLICATE_AGAIN(
            WrongCommits.AppliesADuplicateAgain::new, "aCommitThatIsDeliveredTwiceIsStaleTheSecondTime"),
    THROWS_ON_A_DUPLICATE_ACTION(
            WrongCommits.ThrowsOnADuplicateAction::new,
            "anInsertOfAnActionThatIsThereIsStaleAndKeepsTheFirst",
            "ofManyInsertsOfOneActionExactlyOneIsApplied"),
    THROWS_ON_A_DUPLICATE_EVENT(WrongCommits.ThrowsOnADuplicateEvent::new, "anEventWhoseIdIsThereIsIgnored"),
    OVERWRITES_EVENTS(WrongCommits.OverwritesEvents::new, "anEventWhoseIdIsThereIsIgnored"),
    TRUNCATES_INSTANTS_TO_SECONDS(WrongCommits.TruncatesInstantsToSeconds::new, "instantsComeBackToTheMillisecond"),
    TIDIES_PAYLOADS(WrongCommits.TidiesPayloads::new, "payloadsComeBackToTheCharacter"),
    MERGES_UPPER_AND_LOWER_CASE(
            WrongKeys.MergesUpperAndLowerCase::new,
            "usersAreToldApartByTheBytesOfTheirId",
            "tenantsAreToldApartByTheBytesOfTheirName",
            "actionsAreToldApartByTheBytesOfTheirCodeAndKey",
            "claimsAreToldApartByTheBytesOfTheirName",
            "budgetsAreToldApartByTheBytesOfTheirKey"),
    TRIMS_TRAILING_BLANKS(
            WrongKeys.TrimsTrailingBlanks::new,
            "usersAreToldApartByTheBytesOfTheirId",
            "tenantsAreToldApartByTheBytesOfTheirName",
            "actionsAreToldApartByTheBytesOfTheirCodeAndKey",
            "claimsAreToldApartByTheBytesOfTheirName",
            "budgetsAreToldApartByTheBytesOfTheirKey"),
    MERGES_NORMAL_FORMS(
            WrongKeys.MergesNormalForms::new,
            "usersAreToldApartByTheBytesOfTheirId",
            "tenantsAreToldApartByTheBytesOfTheirName",
            "actionsAreToldApartByTheBytesOfTheirCodeAndKey",
            "claimsAreToldApartByTheBytesOfTheirName",
            "budgetsAreToldApartByTheBytesOfTheirKey"),
    CUTS_LONG_KEYS(
            WrongKeys.CutsLongKeys::new,
            "usersAreToldApartByTheBytesOfTheirId",
            "tenantsAreToldApartByTheBytesOfTheirName",
            "actionsAreToldApartByTheBytesOfTheirCodeAndKey",
            "claimsAreToldApartByTheBytesOfTheirName",
            "budgetsAreToldApartByTheBytesOfTheirKey"),
    JOINS_THE_PARTS_OF_A_KEY(WrongKeys.JoinsThePartsOfAKey::new, "partsOfAKeyDoNotRunIntoOneAnother"),
    MIXES_USERS_OF_TENANTS(WrongKeys.MixesUsersOfTenants::new, "usersAndActionsOfTwoTenantsAreSeparate"),
    MIXES_CLAIMS_OF_TENANTS(WrongKeys.MixesClaimsOfTenants::new, "claimsOfTwoTenantsAreSeparate"),
    MIXES_EVENTS_OF_TENANTS(WrongKeys.MixesEventsOfTenants::new, "eventsOfTwoTenantsAreSeparate"),
    MIXES_BUDGETS_OF_TENANTS(WrongKeys.MixesBudgetsOfTenants::new, "budgetsOfTwoTenantsAreSeparate"),
    MIXES_SETTINGS_OF_TENANTS(WrongKeys.MixesSettingsOfTenants::new, "settingsOfTwoTenantsAreSeparate"),
    SAVES_SETTINGS_WITHOUT_COMPARING(
            WrongKeys.SavesSettingsWithoutComparing::new,
            "settingsAreNotSavedOverAnotherVersion",
            "ofManySettingsAtOneVersionExactlyOneIsSaved"),
    SAVES_SETTINGS_ONCE(WrongKeys.SavesSettingsOnce::new, "settingsAreSavedOverTheVersionExpected"),
    COMPARES_SETTINGS_AND_THEN_SAVES(
            WrongKeys.ComparesSettingsAndThenSaves::new, "ofManySettingsAtOneVersionExactlyOneIsSaved"),
    CACHES_THE_VERSION_OF_THE_SETTINGS(
            WrongKeys.CachesTheVersionOfTheSettings::new, "everyLoadSeesTheVersionOfTheSettings"),
    ERASE_FORGETS_ACTIONS(
            WrongKeys.EraseForgetsActions::new,
            "anEraseTakesTheUserAndTheirActions",
            "aUserWhoIsCreatedAgainStartsAfresh",
            "anEraseThatRacesInsertsLeavesNothingBehind"),
    ERASE_FORGETS_CLAIMS(
            WrongKeys.EraseForgetsClaims::new,
            "anEraseTakesTheClaimsOfTheUserAndNoOthers",
            "aUserWhoIsCreatedAgainStartsAfresh"),
    ERASE_TAKES_EVENTS(WrongKeys.EraseTakesEvents::new, "eventsOfAnErasedUserStay"),
    ERASE_TAKES_THE_ACTIONS_OF_OTHERS(
            WrongKeys.EraseTakesTheActionsOfOthers::new, "anEraseTakesTheUserAndTheirActions"),
    ERASES_WITHOUT_COMPARING(
            WrongKeys.ErasesWithoutComparing::new,
            "anEraseAtAnotherVersionIsStaleAndTakesNothing",
            "anEraseOfAnAbsentUserIsStale"),
    ERASES_IN_TWO_STEPS(WrongKeys.ErasesInTwoSteps::new, "anEraseThatRacesInsertsLeavesNothingBehind"),
    READS_A_BUDGET_AND_THEN_WRITES_IT(
            WrongListings.ReadsABudgetAndThenWritesIt::new, "ofManySpendingsExactlyTheLimitIsSpent"),
    SPENDS_AFTER_THE_EXHAUSTED(
            WrongListings.SpendsAfterTheExhausted::new, "spendingStopsAtTheFirstBudgetThatIsExhausted"),
    NAMES_THE_LAST_EXHAUSTED(WrongListings.NamesTheLastExhausted::new, "spendingStopsAtTheFirstBudgetThatIsExhausted"),
    NEEDS_A_BUDGET_TO_SPEND(WrongListings.NeedsABudgetToSpend::new, "spendingFromNoBudgetIsSpent"),
    COUNTS_BY_THE_HOUR_ON_THE_CLOCK(
            WrongListings.CountsByTheHourOnTheClock::new,
            "noWindowEverHasMoreThanTheLimitThoughTheClockGoesBackByUpToAWindow"),
    TRUSTS_THE_CLOCK_WITH_BUDGETS(
            WrongListings.TrustsTheClockWithBudgets::new,
            "aClockThatRunsBackGivesNothingBack",
            "noWindowEverHasMoreThanTheLimitThoughTheClockGoesBackByUpToAWindow"),
    PURGES_WHAT_LIVES(
            WrongListings.PurgesWhatLives::new,
            "aPurgeTakesWhatIsExpiredAndNothingElse",
            "aPurgeDuringUseTakesNothingThatLives",
            "aPurgeTakesABudgetOnlyWhenItsWindowHasPassed"),
    PURGES_WHAT_NEVER_EXPIRES(WrongListings.PurgesWhatNeverExpires::new, "aPurgeTakesWhatIsExpiredAndNothingElse"),
    PURGES_USERS_AND_CLAIMS(WrongListings.PurgesUsersAndClaims::new, "aPurgeNeverTakesUsersClaimsOrSettings"),
    PURGES_BUDGETS(WrongListings.PurgesBudgets::new, "aPurgeTakesABudgetOnlyWhenItsWindowHasPassed"),
    PURGES_WITHOUT_A_LIMIT(WrongListings.PurgesWithoutALimit::new, "aPurgeNeverTakesMoreThanItsLimit"),
    PURGES_BY_THE_FIRST_EXPIRY(WrongListings.PurgesByTheFirstExpiry::new, "whatIsReplacedWithALaterExpiryIsKept"),
    PURGES_ACTIONS_ONLY(WrongListings.PurgesActionsOnly::new, "aPurgeTakesWhatIsExpiredAndNothingElse"),
    SORTS_BY_UTF16(WrongListings.SortsByUtf16::new, "usersAreListedByTheBytesOfTheirId"),
    SORTS_EVENTS_AS_THEY_CAME(WrongListings.SortsEventsAsTheyCame::new, "eventsAreListedByTheBytesOfTheirId"),
    FORGETS_INDEXES(WrongListings.ForgetsIndexes::new, "usersAreFoundByAnIndexUntilItIsGone"),
    IGNORES_THE_STATE(WrongListings.IgnoresTheState::new, "actionsAreFilteredByUserCodeStateAndTime"),
    PAGES_BY_TIME_ALONE(WrongListings.PagesByTimeAlone::new, "pagesMissNothingAndRepeatNothingWhileOthersInsert"),
    LISTS_OLDEST_FIRST(WrongListings.ListsOldestFirst::new, "actionsAreListedNewestFirst"),
    COUNTS_WITHOUT_A_LIMIT(WrongListings.CountsWithoutALimit::new, "aCountStopsAtItsLimit"),
    COUNTS_THE_END(WrongListings.CountsTheEnd::new, "aCountIsFromAnInstantOnAndUntilBeforeAnother"),
    COUNTS_ALL_STATES(WrongListings.CountsAllStates::new, "actionsAreCountedByState"),
    COUNTS_ALL_TENANTS(WrongListings.CountsAllTenants::new, "aCountOfOneTenantIsNotThatOfAnother"),
    VISITS_ONE_PAGE(WrongListings.VisitsOnePage::new, "aVisitMeetsEveryUserThatExistsThroughout");

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
