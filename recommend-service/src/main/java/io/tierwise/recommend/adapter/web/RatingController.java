package io.tierwise.recommend.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.recommend.interaction.HistoriesUnavailable;
import io.tierwise.recommend.serving.PredictRatings;
import io.tierwise.starter.problem.ProblemException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Ratings that users are expected to give. */
@RestController
@Tag(name = "Recommendations")
class RatingController {
  private static final int MAX_ITEMS = 100;

  private final PredictRatings predictRatings;

  RatingController(PredictRatings predictRatings) {
    this.predictRatings = predictRatings;
  }

  record PredictedRatings(
      String userId,
      String modelVersion,
      @Schema(description = "Of all ratings that the model was fitted on") double meanRating,
      @Schema(description = "How many ratings of the user the predictions rest on") int ratings,
      List<Prediction> items) {}

  record Prediction(
      String itemId,
      @Schema(description = "1 to 5") double rating,
      @Schema(description = "The user's own newest rating") @Nullable Double given,
      @Schema(description = "false: not in the model, what the user gives on average")
          boolean known) {}

  @Operation(
      summary = "How a user would rate items",
      description =
          "From the user's ratings so far; a rating given a moment ago counts. 409 until a model with"
              + " rating-factors is live.")
  @GetMapping("/v1/users/{id}/predicted-ratings")
  PredictedRatings predict(
      @PathVariable String id,
      @Schema(description = "Item ids with commas between, 1 to 100")
          @RequestParam(required = false)
          @Nullable String items) {
    Checks checks = new Checks();
    checks.id("id", id);
    List<@Nullable String> wanted =
        items == null || items.isBlank() ? List.of() : Arrays.asList(items.strip().split(","));
    Set<String> itemIds = checks.ids("items", wanted, 1, MAX_ITEMS);
    checks.done();
    try {
      return predictRatings
          .of(id, List.copyOf(itemIds))
          .map(answer -> view(id, answer))
          .orElseThrow(
              () ->
                  ProblemException.conflict(
                      "no-rating-model",
                      "The live model has learnt no ratings; train one with rating-factors"));
    } catch (HistoriesUnavailable e) {
      throw ProblemException.unavailable(
          "histories-unavailable", String.valueOf(e.getMessage()), Duration.ofSeconds(5));
    }
  }

  private static PredictedRatings view(String userId, PredictRatings.Answer answer) {
    return new PredictedRatings(
        userId,
        answer.modelVersion(),
        rounded(answer.meanRating()),
        answer.ratings(),
        answer.predictions().stream()
            .map(
                item ->
                    new Prediction(
                        item.itemId(), rounded(item.rating()), item.given(), item.known()))
            .toList());
  }

  private static double rounded(double value) {
    return Math.rint(value * 1e4) / 1e4;
  }
}
