package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.response.Calibration;
import io.tierwise.campaign.response.DescribeResponses;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Allocations")
class ResponseModelController {
  private final DescribeResponses responses;

  ResponseModelController(DescribeResponses responses) {
    this.responses = responses;
  }

  /**
   * @param calibration contacts by what was predicted before they were made, the lowest first
   * @param calibrationError mean distance of predicted and observed; null before any window passed
   */
  record View(List<Rate> rates, List<Bin> calibration, @Nullable Double calibrationError) {}

  /**
   * @param tier null for prospects
   * @param trials contacts; a fresh one counts by how much of its window has passed
   * @param rate mean of the belief; {@code deviation} is its standard deviation
   */
  record Rate(
      String campaignId,
      String offerId,
      String channel,
      @Nullable String tier,
      double trials,
      double responses,
      double rate,
      double deviation) {}

  record Bin(double predicted, double observed, long contacts, long responses) {}

  @GetMapping("/v1/response-model")
  @Operation(
      summary = "Show the response rates that are believed, and whether they came true",
      description =
          "Rates by offer, channel and tier, each shrunk to its parents. Calibration: contacts whose"
              + " window has passed, by what a model of the days before said of them; affinity is"
              + " not part of it.")
  View get() {
    DescribeResponses.Description description = responses.describe();
    Calibration calibration = description.calibration();
    return new View(
        description.rates().stream()
            .map(
                r ->
                    new Rate(
                        r.count().campaignId(),
                        r.count().offerId(),
                        r.count().channel(),
                        r.count().tier(),
                        r.count().trials(),
                        r.count().responses(),
                        r.belief().mean(),
                        Math.sqrt(r.belief().variance())))
            .toList(),
        calibration.bins().stream()
            .map(b -> new Bin(b.predicted(), b.observed(), b.contacts(), b.responses()))
            .toList(),
        calibration.bins().isEmpty() ? null : calibration.error());
  }
}
