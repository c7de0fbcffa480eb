package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.uplift.EvaluateUplift;
import io.tierwise.campaign.uplift.RandomisedUnits;
import io.tierwise.campaign.uplift.ReportUplift;
import io.tierwise.starter.problem.ProblemException;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Reports")
class UpliftController {
  private final Campaigns campaigns;
  private final ReportUplift uplift;

  UpliftController(Campaigns campaigns, ReportUplift uplift) {
    this.campaigns = campaigns;
    this.uplift = uplift;
  }

  /**
   * @param treated users whose window has passed
   * @param learners empty while there are fewer than 200 of each arm
   */
  record View(
      String campaignId,
      int treated,
      int control,
      List<String> features,
      List<Learner> learners,
      String text) {}

  /**
   * @param qini area between the curve and that of a random order; {@code interval} is 95 %,
   *     bootstrap
   * @param curve orders caused per user, by share of users contacted
   */
  record Learner(
      String learner,
      double qini,
      List<Double> interval,
      boolean betterThanRandom,
      List<Point> curve) {}

  record Point(double share, double incremental) {}

  @GetMapping("/v1/campaigns/{id}/uplift")
  @Operation(
      summary = "Compare ways to rank users by what the campaign does to them",
      description =
          "Propensity, two-model and class transformation, learnt and judged on the campaign's own"
              + " randomised users, each scored by a model that has not seen it.")
  View uplift(@PathVariable String id) {
    if (campaigns.find(id).isEmpty()) {
      throw ProblemException.notFound("campaign", id);
    }
    ReportUplift.Report report = uplift.of(id);
    return new View(
        id,
        report.treated(),
        report.control(),
        RandomisedUnits.FEATURES,
        report.learners().stream().map(UpliftController::learner).toList(),
        text(report.learners()));
  }

  private static Learner learner(EvaluateUplift.Judged judged) {
    return new Learner(
        judged.learner().id(),
        judged.qini().coefficient(),
        List.of(judged.qini().low(), judged.qini().high()),
        judged.qini().isBetterThanRandom(),
        judged.qini().points().stream().map(p -> new Point(p.share(), p.incremental())).toList());
  }

  private static String text(List<EvaluateUplift.Judged> learners) {
    if (learners.isEmpty()) {
      return "Too few users of both arms so far to compare anything.";
    }
    List<String> better =
        learners.stream()
            .filter(judged -> judged.qini().isBetterThanRandom())
            .map(judged -> judged.learner().id())
            .toList();
    return better.isEmpty()
        ? "No ranking is proven better than a random order: do not choose users by any of them."
        : "Proven better than a random order: " + String.join(", ", better) + ".";
  }
}
