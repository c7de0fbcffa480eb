package io.tierwise.recommend.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.recommend.serving.Recommend;
import io.tierwise.recommend.serving.Recommendations;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Recommendations for users and for anonymous sessions. */
@RestController
@Tag(name = "Recommendations")
class RecommendationController {
  private static final int MAX_USERS = 1_000;
  private static final int MAX_SESSION = 200;

  private final Recommend recommend;
  private final AnswerMeters meters;
  private final ItemJson items;
  private final String currency;

  RecommendationController(
      Recommend recommend,
      AnswerMeters meters,
      ItemJson items,
      @Value("${tierwise.base-currency}") String currency) {
    this.recommend = recommend;
    this.meters = meters;
    this.items = items;
    this.currency = currency;
  }

  @Operation(
      summary = "Items for a user",
      description =
          "From the user's current history. Unknown users get what is trending, labelled as"
              + " fallback. An anonymous visitor is the user anon:{anonymousId}.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(implementation = AnswerView.class),
              examples = @ExampleObject(Examples.ANSWER)))
  @GetMapping("/v1/users/{id}/recommendations")
  void forUser(
      @PathVariable String id,
      @ParameterObject ListParameters parameters,
      HttpServletResponse response)
      throws IOException {
    Checks checks = new Checks();
    checks.id("id", id);
    Recommend.Wish wish = parameters.read(checks);
    Recommendations answer = meters.time("user", () -> recommend.forUser(id, wish));
    new AnswerJson(id, null, answer, items).writeTo(response);
  }

  record SessionRequest(
      @Schema(description = "What the session is about, oldest first; at most 200")
          @Nullable List<@Nullable String> items,
      @Nullable Integer limit,
      @Nullable String category,
      @Nullable BigDecimal minPrice,
      @Nullable BigDecimal maxPrice,
      @Nullable List<@Nullable String> exclude,
      @Nullable Boolean inStock,
      @Nullable String strategy) {}

  @Operation(
      summary = "Items for an anonymous session",
      description = "Scored from the items that are sent; none of them is recommended back.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content = @Content(examples = @ExampleObject(Examples.SESSION)))
  @PostMapping("/v1/sessions/recommendations")
  AnswerView forSession(@RequestBody SessionRequest request) {
    Checks checks = new Checks();
    if (request.items() == null) {
      checks.refuse("items", "missing", "is required");
    }
    Set<String> items = checks.ids("items", request.items(), 0, MAX_SESSION);
    Recommend.Wish wish =
        ListRequest.read(
            checks,
            request.limit(),
            request.strategy(),
            request.category(),
            request.minPrice(),
            request.maxPrice(),
            request.exclude(),
            !Boolean.FALSE.equals(request.inStock()),
            false);
    return AnswerView.ofAnyone(
        meters.time("session", () -> recommend.forSession(List.copyOf(items), wish)), currency);
  }

  record BatchRequest(
      @Schema(description = "1 to 1000") @Nullable List<@Nullable String> userIds,
      @Nullable Integer limit,
      @Nullable String category,
      @Nullable BigDecimal minPrice,
      @Nullable BigDecimal maxPrice,
      @Nullable List<@Nullable String> exclude,
      @Nullable Boolean inStock,
      @Nullable Boolean includePurchased,
      @Nullable String strategy) {}

  record BatchView(List<AnswerView> results) {}

  @Operation(summary = "Items for many users", description = "One result per distinct user.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content = @Content(examples = @ExampleObject(Examples.BATCH)))
  @PostMapping("/v1/recommendations/batch")
  BatchView forUsers(@RequestBody BatchRequest request) {
    Checks checks = new Checks();
    Set<String> userIds = checks.ids("userIds", request.userIds(), 1, MAX_USERS);
    Recommend.Wish wish =
        ListRequest.read(
            checks,
            request.limit(),
            request.strategy(),
            request.category(),
            request.minPrice(),
            request.maxPrice(),
            request.exclude(),
            !Boolean.FALSE.equals(request.inStock()),
            Boolean.TRUE.equals(request.includePurchased()));
    List<AnswerView> results = new ArrayList<>();
    recommend
        .forUsers(userIds, wish)
        .forEach(
            (userId, answer) -> {
              meters.count("batch", answer);
              results.add(AnswerView.ofUser(userId, answer, currency));
            });
    return new BatchView(results);
  }
}
