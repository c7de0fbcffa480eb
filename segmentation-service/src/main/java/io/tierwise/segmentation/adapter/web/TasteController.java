package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.segmentation.customer.Preferences;
import io.tierwise.segmentation.run.CustomerIds;
import io.tierwise.segmentation.run.RunDefaults;
import io.tierwise.segmentation.taste.FindTastes;
import io.tierwise.segmentation.taste.FindTastes.Answer;
import io.tierwise.segmentation.taste.SimilarUsers;
import io.tierwise.segmentation.taste.SimilarUsers.Measure;
import io.tierwise.segmentation.taste.SimilarUsers.Similar;
import io.tierwise.segmentation.taste.TasteRun;
import io.tierwise.segmentation.taste.TasteRun.Liked;
import io.tierwise.segmentation.taste.TasteRun.Near;
import io.tierwise.segmentation.taste.Tastes;
import io.tierwise.starter.access.Caller;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What customers like. */
@RestController
@Tag(name = "Tastes", description = "Clusters of taste, and users who are alike")
class TasteController {
  private static final int MAX_SIMILAR = 100;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final FindTastes findTastes;
  private final SimilarUsers similarUsers;
  private final Tastes tastes;
  private final CustomerIds ids;
  private final RunDefaults defaults;

  TasteController(
      FindTastes findTastes,
      SimilarUsers similarUsers,
      Tastes tastes,
      CustomerIds ids,
      RunDefaults defaults) {
    this.findTastes = findTastes;
    this.similarUsers = similarUsers;
    this.tastes = tastes;
    this.ids = ids;
    this.defaults = defaults;
  }

  record Ask(
      @Schema(example = "6", description = "number of clusters; null to choose it by silhouette")
          @Nullable Integer k,
      @Nullable Long seed) {}

  record ClusterView(
      String name,
      double share,
      List<Liked> categories,
      List<Liked> brands,
      List<Liked> priceBands) {}

  record RunView(
      UUID id,
      String createdBy,
      Instant createdAt,
      long seed,
      int customers,
      double silhouette,
      List<ClusterView> items) {
    static RunView of(TasteRun run) {
      return new RunView(
          run.id(),
          run.createdBy(),
          run.createdAt(),
          run.seed(),
          run.customers(),
          run.model().silhouette(),
          run.model().clusters().stream()
              .map(
                  c ->
                      new ClusterView(
                          c.name(), c.share(), c.categories(), c.brands(), c.priceBands()))
              .toList());
    }
  }

  @PostMapping("/v1/taste-runs")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Find clusters of taste; they count at once",
      description =
          "K-means over shares of interest by category, brand and price band, on a random sample"
              + " of at most 10,000 customers. Each cluster is named by what it likes more than"
              + " others do.")
  RunView find(
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(examples = @ExampleObject("{\"k\": null}")))
          @RequestBody(required = false)
          @Nullable Ask body,
      HttpServletRequest request) {
    Integer k = body == null ? null : body.k();
    if (k != null && (k < 2 || k > FindTastes.MAX_CLUSTERS)) {
      throw ProblemException.invalid(
          "k", "out-of-range", k + " is not between 2 and " + FindTastes.MAX_CLUSTERS);
    }
    Long seed = body == null ? null : body.seed();
    return switch (findTastes.find(
        k, seed == null ? defaults.seed() : seed, Caller.of(request).name())) {
      case Answer.Found(TasteRun run) -> RunView.of(run);
      case Answer.TooFew(String reason) ->
          throw ProblemException.conflict("too-few-tastes", reason);
      case Answer.Busy() ->
          throw ProblemException.unavailable(
              "busy", "Tastes are being looked for already", RETRY_AFTER);
    };
  }

  @GetMapping("/v1/tastes")
  @Operation(summary = "The clusters of taste that count now")
  RunView current() {
    return RunView.of(newest());
  }

  record OfUser(
      String userId,
      String taste,
      List<Near> near,
      Map<String, Double> categories,
      Map<String, Double> brands,
      Map<String, Double> priceBands) {}

  @GetMapping("/v1/users/{id}/taste")
  @Operation(summary = "A user's taste, by the current features, and how near the others are")
  OfUser ofUser(@PathVariable String id) {
    String customer = ids.customerOf(id);
    Preferences preferences =
        tastes.of(customer).orElseThrow(() -> ProblemException.notFound("user", id));
    List<Near> near = newest().model().near(preferences);
    return new OfUser(
        customer,
        near.getFirst().taste(),
        near,
        preferences.categoryAffinity(),
        preferences.brandAffinity(),
        preferences.priceBandAffinity());
  }

  record SimilarView(String userId, String measure, List<Similar> items) {}

  @GetMapping("/v1/users/{id}/similar")
  @Operation(
      summary = "Users who are like a user",
      description =
          "cosine of shares of interest, or jaccard of the items they had to do with; out of a"
              + " random sample of 10,000 customers, which are all of a shop of that size.")
  SimilarView similar(
      @PathVariable String id,
      @RequestParam(defaultValue = "cosine") String measure,
      @RequestParam(defaultValue = "10") int limit) {
    Measure by =
        switch (measure) {
          case "cosine" -> Measure.COSINE;
          case "jaccard" -> Measure.JACCARD;
          default ->
              throw ProblemException.invalid(
                  "measure", "unknown-measure", "'" + measure + "' is not cosine or jaccard");
        };
    String customer = ids.customerOf(id);
    return similarUsers
        .of(customer, by, Cursor.limit(limit, MAX_SIMILAR))
        .map(similar -> new SimilarView(customer, measure, similar))
        .orElseThrow(() -> ProblemException.notFound("user", id));
  }

  private TasteRun newest() {
    return tastes
        .newest()
        .orElseThrow(
            () ->
                new ProblemException(
                    HttpStatus.NOT_FOUND,
                    "no-tastes",
                    "No clusters of taste were found yet: find some with POST /v1/taste-runs",
                    List.of(),
                    null));
  }
}
