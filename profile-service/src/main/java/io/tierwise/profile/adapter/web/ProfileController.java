package io.tierwise.profile.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.profile.explain.ExplainProfile;
import io.tierwise.profile.explain.ProfileNumber;
import io.tierwise.profile.history.RecomputeProfile;
import io.tierwise.profile.lookup.ProfileFilter;
import io.tierwise.profile.lookup.ReadProfiles;
import io.tierwise.profile.lookup.TimelineEntry.Position;
import io.tierwise.profile.publication.ProfileFacts;
import io.tierwise.profile.standing.Standing;
import io.tierwise.profile.standing.Standings;
import io.tierwise.profile.tag.ProfileTag;
import io.tierwise.profile.tag.Tags;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Profiles by any of their ids, searched, and counted. */
@RestController
@Tag(name = "Profiles", description = "What is known of each user, folded from the event ledger")
class ProfileController {
  private static final int LARGEST_PAGE = 500;

  private final ReadProfiles profiles;
  private final RecomputeProfile recompute;
  private final ExplainProfile explain;
  private final Tags tags;
  private final Standings standings;
  private final ProfileAnswers answers;

  ProfileController(
      ReadProfiles profiles,
      RecomputeProfile recompute,
      ExplainProfile explain,
      Tags tags,
      Standings standings,
      ProfileAnswers answers) {
    this.profiles = profiles;
    this.recompute = recompute;
    this.explain = explain;
    this.tags = tags;
    this.standings = standings;
    this.answers = answers;
  }

  @GetMapping("/v1/profiles/{id}")
  @Operation(
      summary = "One profile",
      description =
          "By user id, by anon: and an anonymous id, or by any id that was merged into the user;"
              + " canonicalId is the one that all of them lead to. With explain, the rows of the"
              + " ledger behind these numbers, newest first, by cursor and limit; a page may have"
              + " fewer rows than its limit and still a next one.")
  ProfileAnswer get(
      @Parameter(example = "anon:3f6c1a52") @PathVariable("id") String id,
      @Parameter(
              description = "Names of numbers of the profile, at most 10, separated by commas",
              example = "orders,refunds")
          @RequestParam(value = "explain", required = false)
          @Nullable List<String> explain,
      @RequestParam(value = "cursor", required = false) @Nullable String cursor,
      @RequestParam(value = "limit", defaultValue = "50") int limit) {
    return profiles
        .find(id)
        .map(facts -> answer(facts, explanation(id, explain, cursor, limit)))
        .orElseThrow(() -> unknown(id));
  }

  private @Nullable ExplanationAnswer explanation(
      String id, @Nullable List<String> names, @Nullable String cursor, int limit) {
    if (names == null) {
      return null;
    }
    List<ProfileNumber> numbers = ExplanationAnswer.numbers(names);
    Position after = LedgerCursor.position(Cursor.decode(cursor));
    return explain
        .explain(id, numbers, after, Cursor.limit(limit, LARGEST_PAGE))
        .map(ExplanationAnswer::of)
        .orElseThrow(() -> unknown(id));
  }

  @PostMapping("/v1/profiles/{id}/recomputations")
  @Operation(
      summary = "Compute a profile anew from the ledger",
      description = "Upkeep: changes nothing unless the stored profile was damaged.")
  ProfileAnswer recompute(@PathVariable("id") String id) {
    return recompute
        .recompute(id)
        .flatMap(profiles::find)
        .map(facts -> answer(facts, null))
        .orElseThrow(() -> unknown(id));
  }

  private ProfileAnswer answer(ProfileFacts profile, @Nullable ExplanationAnswer explanation) {
    String root = profile.userKey();
    return answers.of(
        profile,
        tags.of(List.of(root)).getOrDefault(root, List.of()),
        standings.of(List.of(root)).get(root),
        profiles.traitSources(profile),
        explanation);
  }

  @GetMapping("/v1/profiles")
  @Operation(
      summary = "Profiles by id",
      description =
          "Filters: identified, minOrders, maxOrders, minNetRevenue, maxNetRevenue, country,"
              + " seenSince, seenBefore, orderedSince, orderedBefore (instants; since is inclusive,"
              + " before exclusive); seenWithinDays, notSeenForDays, orderedWithinDays,"
              + " notOrderedForDays (days back from now); minReturnRate, maxReturnRate,"
              + " minDiscountShare, maxDiscountShare (0 to 1, of users who placed an order),"
              + " minSessions; tier, segment, audience (as published); tag (by hand or by rule). All of them have to hold.")
  Page<ProfileAnswer> list(
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestParam(value = "cursor", required = false) @Nullable String cursor,
      @RequestParam(value = "limit", defaultValue = "50") int limit) {
    ProfileFilter filter = FilterParameters.profiles(parameters);
    int size = Cursor.limit(limit, LARGEST_PAGE);
    List<ProfileFacts> rows = profiles.list(filter, Cursor.decode(cursor), size + 1);
    List<String> keys = rows.stream().map(ProfileFacts::userKey).toList();
    Map<String, List<ProfileTag>> found = tags.of(keys);
    Map<String, Standing> stand = standings.of(keys);
    return Page.of(rows, size, ProfileFacts::userKey)
        .map(
            facts ->
                answers.of(
                    facts,
                    found.getOrDefault(facts.userKey(), List.of()),
                    stand.get(facts.userKey())));
  }

  @GetMapping("/v1/profiles/counts")
  @Operation(
      summary = "All profiles in figures",
      description = "Orders and revenue of identified users, those of visitors beside them.")
  CountsAnswer counts() {
    return answers.of(profiles.counts());
  }

  static ProblemException unknown(String id) {
    return ProblemException.notFound("profile", id);
  }
}
