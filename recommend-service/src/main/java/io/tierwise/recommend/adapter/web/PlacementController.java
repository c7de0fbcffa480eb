package io.tierwise.recommend.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.recommend.catalogue.CategoryPath;
import io.tierwise.recommend.feedback.Touches;
import io.tierwise.recommend.placement.AnswerPlacement;
import io.tierwise.recommend.placement.CompareVariants;
import io.tierwise.recommend.placement.Placement;
import io.tierwise.recommend.placement.PlacementBook;
import io.tierwise.recommend.placement.VariantComparison;
import io.tierwise.recommend.serving.Filters;
import io.tierwise.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The places of the shop that show recommendations, their lists and what these led to. */
@RestController
@Tag(name = "Placements")
class PlacementController {
  private static final int MAX_ITEMS = 200;
  private static final int MAX_LIMIT = 100;

  private final PlacementBook book;
  private final AnswerPlacement answerPlacement;
  private final Touches touches;
  private final AnswerMeters meters;
  private final Clock clock;
  private final ItemJson items;
  private final String currency;

  PlacementController(
      PlacementBook book,
      AnswerPlacement answerPlacement,
      Touches touches,
      AnswerMeters meters,
      Clock clock,
      ItemJson items,
      @Value("${tierwise.base-currency}") String currency) {
    this.book = book;
    this.answerPlacement = answerPlacement;
    this.touches = touches;
    this.meters = meters;
    this.clock = clock;
    this.items = items;
    this.currency = currency;
  }

  record PlacementsView(List<PlacementView> items) {}

  @Operation(summary = "The placements, by name")
  @GetMapping("/v1/placements")
  PlacementsView placements() {
    return new PlacementsView(book.all().stream().map(PlacementView::of).toList());
  }

  @Operation(summary = "A placement")
  @GetMapping("/v1/placements/{name}")
  PlacementView placement(@PathVariable String name) {
    return PlacementView.of(find(name));
  }

  @Operation(
      summary = "Create or replace a placement",
      description =
          "Holds for the next list. Strategies are tried in their order; what they cannot fill comes"
              + " from trending, popularity and new items. Filters and caps hold for pinned and"
              + " boosted items too.")
  @PutMapping("/v1/placements/{name}")
  ResponseEntity<PlacementView> put(
      @PathVariable String name, @RequestBody PlacementRequest request) {
    Placement saved = book.save(request.read(name, clock.instant()));
    return ResponseEntity.status(saved.version() == 1 ? HttpStatus.CREATED : HttpStatus.OK)
        .body(PlacementView.of(saved));
  }

  @Operation(summary = "Remove a placement")
  @DeleteMapping("/v1/placements/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String name) {
    if (!book.remove(name)) {
      throw no(name);
    }
  }

  /** The query of a list; texts, so that a wrong one gets a precise answer. */
  record PlaceParameters(
      @Parameter(description = "Anonymous visitors are anon:{anonymousId}") @Nullable String user,
      @Parameter(
              description = "What the list stands beside, oldest first, separated by commas",
              example = "sku-1,sku-2")
          @Nullable String items,
      @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "100"))
          @Nullable String limit,
      @Parameter(description = "At or below the placement's own") @Nullable String category,
      @Nullable String minPrice,
      @Nullable String maxPrice,
      @Parameter(description = "Item ids, separated by commas") @Nullable String exclude) {}

  @Operation(
      summary = "The list of a placement",
      description =
          "Send its listId as list_id of Product List Viewed when the list is seen, and of Product"
              + " Clicked when an item is clicked: the report attributes them.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(implementation = AnswerView.class)))
  @GetMapping("/v1/placements/{name}/recommendations")
  void recommendations(
      @PathVariable String name,
      @ParameterObject PlaceParameters parameters,
      HttpServletResponse response)
      throws IOException {
    Placement placement = find(name);
    AnswerPlacement.Request request = read(placement, parameters);
    AnswerPlacement.Answer answer =
        meters.time(
            "placement",
            () -> answerPlacement.answer(placement, request),
            AnswerPlacement.Answer::recommendations);
    new AnswerJson(request.userId(), answer.listId(), answer.recommendations(), items)
        .writeTo(response);
  }

  private static AnswerPlacement.Request read(Placement placement, PlaceParameters parameters) {
    Checks checks = new Checks();
    String user = parameters.user();
    if (user != null) {
      checks.id("user", user);
    }
    List<String> items = List.copyOf(checks.ids("items", split(parameters.items()), 0, MAX_ITEMS));
    Integer limit = checks.integer("limit", parameters.limit());
    checks.between("limit", limit, 1, MAX_LIMIT, 1);
    Filters filters =
        ListRequest.filters(
            checks,
            "",
            parameters.category(),
            checks.decimal("minPrice", parameters.minPrice()),
            checks.decimal("maxPrice", parameters.maxPrice()),
            split(parameters.exclude()),
            placement.filters().inStock(),
            placement.filters().includePurchased());
    String own = placement.filters().category();
    if (own != null
        && filters.category() != null
        && !(CategoryPath.key(filters.category()) + "/").startsWith(CategoryPath.key(own) + "/")) {
      checks.refuse("category", "inconsistent", "is not in '" + own + "' of the placement");
    }
    checks.done();
    return new AnswerPlacement.Request(user, items, limit, filters);
  }

  private static List<@Nullable String> split(@Nullable String ids) {
    return ids == null || ids.isEmpty()
        ? List.of()
        : Arrays.<@Nullable String>stream(ids.split(",")).map(String::strip).toList();
  }

  @Operation(
      summary = "What the lists of a placement led to",
      description =
          "By variant, strategy and model. A purchase counts for the last click on its item within"
              + " seven days, once, and no longer when its order is undone. The last 30 days where"
              + " nothing else is asked for. With several variants, their users are compared as"
              + " in an experiment, since the last change of the placement.")
  @GetMapping("/v1/placements/{name}/report")
  PlacementReportView report(
      @PathVariable String name,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @Parameter(description = "On a share that is worth finding, 0..1, for the sequential test")
          @RequestParam(defaultValue = "0.01")
          double minimumEffect) {
    Placement placement = find(name);
    Instant until = to == null ? clock.instant() : to;
    Instant since = from == null ? until.minus(Duration.ofDays(30)) : from;
    if (!since.isBefore(until)) {
      throw ProblemException.invalid("from", "inconsistent", since + " is not before " + until);
    }
    if (!(minimumEffect > 0 && minimumEffect < 1)) {
      throw ProblemException.invalid(
          "minimumEffect", "out-of-range", minimumEffect + " is not between 0 and 1");
    }
    return PlacementReportView.of(
        placement,
        since,
        until,
        touches.figures(name, since, until),
        comparison(placement, since, until, minimumEffect),
        currency);
  }

  private @Nullable VariantComparison comparison(
      Placement placement, Instant since, Instant until, double minimumEffect) {
    if (placement.variants().size() < 2) {
      return null;
    }
    // Before its last change it was another experiment.
    Instant from = since.isBefore(placement.updatedAt()) ? placement.updatedAt() : since;
    return CompareVariants.of(
        placement, from, touches.outcomes(placement.name(), from, until), minimumEffect);
  }

  private Placement find(String name) {
    return book.find(name).orElseThrow(() -> no(name));
  }

  private static ProblemException no(String name) {
    return ProblemException.notFound("placement", name);
  }
}
