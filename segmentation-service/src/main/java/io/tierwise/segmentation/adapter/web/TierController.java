package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.segmentation.adapter.web.GroupViews.Groups;
import io.tierwise.segmentation.adapter.web.GroupViews.MemberView;
import io.tierwise.segmentation.run.ExplainTier;
import io.tierwise.segmentation.run.SegmentationRuns;
import io.tierwise.segmentation.run.TierDirectory;
import io.tierwise.segmentation.run.TierDirectory.Member;
import io.tierwise.segmentation.run.TierPolicies;
import io.tierwise.segmentation.tier.TieringModel;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where everybody stands in the published tiering. */
@RestController
@Tag(name = "Tiers", description = "Tiers and segments of the published run, kept up to date live")
class TierController {
  private static final int MAX_PAGE = 1000;

  private final ExplainTier explainTier;
  private final SegmentationRuns runs;
  private final TierDirectory directory;
  private final TierPolicies policies;
  private final String currency;

  TierController(
      ExplainTier explainTier,
      SegmentationRuns runs,
      TierDirectory directory,
      TierPolicies policies,
      @Value("${tierwise.base-currency}") String currency) {
    this.explainTier = explainTier;
    this.runs = runs;
    this.directory = directory;
    this.policies = policies;
    this.currency = currency;
  }

  @GetMapping("/v1/users/{id}/tier")
  @Operation(summary = "A user's tier and segment, why, and the moves before")
  @ApiResponse(
      responseCode = "200",
      content = @Content(examples = @ExampleObject(Examples.USER_TIER)))
  TierView tier(@PathVariable String id) {
    return switch (explainTier.explain(id)) {
      case ExplainTier.Answer.Found found -> TierView.of(found, policies.current(), currency);
      case ExplainTier.Answer.NothingPublished() -> throw NothingPublished.problem();
      case ExplainTier.Answer.UnknownUser() -> throw ProblemException.notFound("user", id);
    };
  }

  @GetMapping("/v1/tiers")
  @Operation(summary = "The tiers, best first, with their customers and share of revenue")
  Groups<GroupViews.Tier> tiers() {
    UUID published = published();
    return new Groups<>(
        published,
        GroupViews.tiers(
            model(published).tierNames(), directory.tiers(), policies.current(), currency));
  }

  @GetMapping("/v1/segments")
  @Operation(summary = "The segments with their customers")
  Groups<GroupViews.Segment> segments() {
    UUID published = published();
    return new Groups<>(
        published,
        GroupViews.segments(
            model(published).grid().namesWithProspects(), directory.segments(), currency));
  }

  @GetMapping("/v1/tiers/{name}/members")
  @Operation(summary = "The customers of a tier, by user id")
  Page<MemberView> membersOfTier(
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "100") int limit) {
    requireKnown("tier", name, model(published()).tierNames());
    int size = Cursor.limit(limit, MAX_PAGE);
    return page(directory.membersOfTier(name, Cursor.decode(cursor), size + 1), size);
  }

  @GetMapping("/v1/segments/{name}/members")
  @Operation(summary = "The customers of a segment, by user id")
  Page<MemberView> membersOfSegment(
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "100") int limit) {
    requireKnown("segment", name, model(published()).grid().namesWithProspects());
    int size = Cursor.limit(limit, MAX_PAGE);
    return page(directory.membersOfSegment(name, Cursor.decode(cursor), size + 1), size);
  }

  private Page<MemberView> page(List<Member> members, int size) {
    return Page.of(members, size, Member::userId).map(member -> MemberView.of(member, currency));
  }

  private UUID published() {
    return runs.publishedId().orElseThrow(NothingPublished::problem);
  }

  private TieringModel model(UUID run) {
    return runs.model(run).orElseThrow(NothingPublished::problem);
  }

  private static void requireKnown(String what, String name, List<String> known) {
    if (!known.contains(name)) {
      throw ProblemException.notFound(what, name);
    }
  }
}
