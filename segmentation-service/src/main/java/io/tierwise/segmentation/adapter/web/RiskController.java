package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.propensity.LiveScores;
import io.tierwise.segmentation.run.CustomerFeatures;
import io.tierwise.segmentation.run.CustomerIds;
import io.tierwise.starter.problem.ProblemException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What one customer will probably do. */
@RestController
@Tag(name = "Propensity")
class RiskController {
  private final LiveScores scores;
  private final CustomerFeatures features;
  private final CustomerIds ids;

  RiskController(LiveScores scores, CustomerFeatures features, CustomerIds ids) {
    this.scores = scores;
    this.features = features;
    this.ids = ids;
  }

  @GetMapping("/v1/users/{id}/risk")
  @Operation(
      summary = "How likely a user is to leave or to buy, by the live models, and why",
      description = "Worked out from what is known now.")
  RiskView risk(@PathVariable String id) {
    if (scores.live().isEmpty()) {
      throw new ProblemException(
          HttpStatus.NOT_FOUND,
          "no-propensity-model",
          "No model is live yet: make one with POST /v1/propensity-models and promote it",
          List.of(),
          null);
    }
    Customer customer =
        features.find(ids.customerOf(id)).orElseThrow(() -> ProblemException.notFound("user", id));
    return RiskView.of(customer, scores.explain(customer));
  }
}
