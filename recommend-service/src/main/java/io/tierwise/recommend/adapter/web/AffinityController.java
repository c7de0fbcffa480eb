package io.tierwise.recommend.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.recommend.interaction.HistoriesUnavailable;
import io.tierwise.recommend.serving.LiveModel;
import io.tierwise.recommend.serving.ScoreAffinities;
import io.tierwise.starter.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** How much users are drawn to offers: what campaign decisions weigh. */
@RestController
@Tag(name = "Affinities")
class AffinityController {
  private static final int MAX_USERS = 1_000;
  private static final int MAX_OFFERS = 200;
  private static final int MAX_IDS = 5_000;

  private final ScoreAffinities scoreAffinities;
  private final LiveModel live;

  AffinityController(ScoreAffinities scoreAffinities, LiveModel live) {
    this.scoreAffinities = scoreAffinities;
    this.live = live;
  }

  record AffinityRequest(
      @Schema(description = "1 to 1000") @Nullable List<@Nullable String> userIds,
      @Schema(description = "1 to 200") @Nullable List<@Nullable OfferRequest> offers) {}

  @Schema(description = "The offer is about these items and all items of these categories")
  record OfferRequest(
      @Nullable String offerId,
      @Nullable List<@Nullable String> itemIds,
      @Nullable List<@Nullable String> categories) {}

  record AffinitiesView(@Nullable String modelVersion, List<AffinityView> affinities) {}

  record AffinityView(String userId, Map<String, Double> scores) {}

  @Operation(
      summary = "Affinity of users with offers, 0..1",
      description =
          "p'/(p'+q): p' is the offer's share of the user's interest (history plus item k-NN"
              + " scores), drawn towards q where little is known; q is its share of everybody's"
              + " demand. 0.5 for an average interest and for unknown users.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content = @Content(examples = @ExampleObject(Examples.AFFINITIES)))
  @PostMapping("/v1/affinities")
  AffinitiesView score(@RequestBody AffinityRequest request) {
    Checks checks = new Checks();
    Set<String> userIds = checks.ids("userIds", request.userIds(), 1, MAX_USERS);
    List<ScoreAffinities.Offer> offers = offers(checks, request.offers());
    checks.done();
    try {
      List<AffinityView> affinities = new ArrayList<>();
      scoreAffinities
          .of(userIds, offers)
          .forEach((userId, scores) -> affinities.add(new AffinityView(userId, scores)));
      String version = live.current().map(LiveModel.Serving::version).orElse(null);
      return new AffinitiesView(version, affinities);
    } catch (HistoriesUnavailable e) {
      throw ProblemException.unavailable(
          "histories-unavailable", String.valueOf(e.getMessage()), Duration.ofSeconds(5));
    }
  }

  private static List<ScoreAffinities.Offer> offers(
      Checks checks, @Nullable List<@Nullable OfferRequest> requested) {
    int count = requested == null ? 0 : requested.size();
    if (count < 1 || count > MAX_OFFERS) {
      checks.refuse(
          "offers", "out-of-range", count + " offers; from 1 to " + MAX_OFFERS + " are taken");
      return List.of();
    }
    List<ScoreAffinities.Offer> offers = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (int i = 0; i < count; i++) {
      String field = "offers[" + i + "]";
      OfferRequest offer = requested == null ? null : requested.get(i);
      if (offer == null) {
        checks.refuse(field, "missing", "is null");
        continue;
      }
      String offerId = offer.offerId();
      checks.id(field + ".offerId", offerId);
      Set<String> items = checks.ids(field + ".itemIds", offer.itemIds(), 0, MAX_IDS);
      Set<String> categories = checks.ids(field + ".categories", offer.categories(), 0, MAX_IDS);
      if (offerId != null && !known.add(offerId)) {
        checks.refuse(field + ".offerId", "duplicate", "'" + offerId + "' comes twice");
      } else if (offerId != null) {
        offers.add(new ScoreAffinities.Offer(offerId, items, categories));
      }
    }
    return offers;
  }
}
