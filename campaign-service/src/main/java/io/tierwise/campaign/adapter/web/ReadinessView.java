package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.campaign.lifecycle.Finding;
import io.tierwise.campaign.lifecycle.Readiness;
import io.tierwise.starter.web.Money;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands between a campaign and its start. */
record ReadinessView(
    @Schema(description = "Whether it could start now, or when its window opens") boolean ready,
    List<FindingView> problems,
    List<FindingView> warnings,
    AudienceSize audience,
    BudgetReach budget) {

  record FindingView(
      String field,
      String code,
      String message,
      @Schema(description = "Whether 'allow' accepts it") boolean waivable) {
    static FindingView of(Finding finding) {
      return new FindingView(
          finding.field(), finding.code(), finding.message(), finding.isWaivable());
    }
  }

  /**
   * @param byTier those without tier under {@code none}
   */
  record AudienceSize(
      @Schema(description = "Members of now whom an offer can reach") long members,
      Map<String, Long> byTier,
      @Schema(description = "Of them, never contacted") long heldOut) {}

  record BudgetReach(
      Money left,
      @Schema(description = "That the budget pays for, by the cheapest offer; null for any number")
          @Nullable Long contacts,
      @Schema(description = "If everyone got as many as the plan allows") long wanted,
      Money costOfWanted,
      @Schema(description = "Of the wanted contacts, 0..1") double share) {}

  static ReadinessView of(Readiness readiness, Amounts amounts) {
    var reach = readiness.reach();
    return new ReadinessView(
        readiness.problems().isEmpty(),
        readiness.problems().stream().map(FindingView::of).toList(),
        readiness.warnings().stream().map(FindingView::of).toList(),
        new AudienceSize(readiness.audience(), readiness.byTier(), readiness.heldOut()),
        new BudgetReach(
            amounts.of(reach.left()),
            reach.contacts() == Long.MAX_VALUE ? null : reach.contacts(),
            reach.wanted(),
            amounts.of(readiness.cost()),
            reach.share()));
  }
}
