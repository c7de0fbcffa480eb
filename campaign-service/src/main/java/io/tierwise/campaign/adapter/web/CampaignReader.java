package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.adapter.web.CampaignRequest.OfferRequest;
import io.tierwise.campaign.lifecycle.CampaignPlan;
import io.tierwise.campaign.lifecycle.CampaignStatus;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.lifecycle.Offer;
import io.tierwise.campaign.lifecycle.Pacing;
import io.tierwise.campaign.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a campaign out of a request, and names every field that is wrong. */
final class CampaignReader {
  private static final List<String> GOALS =
      List.of("revenue", "conversions", "repeat-purchase", "retention", "win-back", "awareness");
  private static final int MOST_OFFERS = 50;
  private static final int MOST_PRODUCTS = 500;
  private static final int MOST_CREATIVE_FIELDS = 30;
  private static final int LONGEST_CREATIVE = 4_000;
  private static final int MOST_CONTACTS = 1_000;
  private static final int HIGHEST_PRIORITY = 100;
  private final String currency;
  private final Checks checks = new Checks();

  CampaignReader(String currency) {
    this.currency = currency;
  }

  CampaignPlan plan(CampaignRequest request) {
    String name = checks.text("name", request.name());
    String goal = goal(request.goal());
    checkWindow(request.startsAt(), request.endsAt());
    Money budget = budget("budget", request.budget());
    double margin = checks.share("margin", request.margin(), true);
    List<Offer> offers = offers(request);
    var audience = new AudienceReader(checks).audience(request.audience());
    double holdout =
        request.holdoutShare() == null
            ? 0
            : checks.share("holdoutShare", request.holdoutShare(), false);
    int contacts = Objects.requireNonNullElse(request.contactsPerUser(), 1);
    if (contacts < 1 || contacts > MOST_CONTACTS) {
      checks.problem(
          "contactsPerUser", "out-of-range", contacts + " is not in 1.." + MOST_CONTACTS);
    }
    int priority = Objects.requireNonNullElse(request.priority(), 0);
    if (priority < 0 || priority > HIGHEST_PRIORITY) {
      checks.problem("priority", "out-of-range", priority + " is not in 0.." + HIGHEST_PRIORITY);
    }
    Pacing pacing = pacing(request);
    checks.throwIfAny();
    return new CampaignPlan(
        name,
        goal,
        Objects.requireNonNull(request.startsAt()),
        Objects.requireNonNull(request.endsAt()),
        budget,
        margin,
        offers,
        audience,
        holdout,
        contacts,
        priority,
        pacing);
  }

  /** Of a new campaign: a draft unless it says otherwise. */
  static CampaignStatus firstStatus(@Nullable String status) {
    if (status == null) {
      return CampaignStatus.DRAFT;
    }
    Checks checks = new Checks();
    String name = status.toUpperCase(Locale.ROOT);
    boolean allowed = name.equals("DRAFT") || name.equals("SCHEDULED") || name.equals("RUNNING");
    if (!allowed) {
      checks.problem(
          "status",
          "unknown",
          "a new campaign is draft, scheduled or running, not '" + status + "'");
    }
    checks.throwIfAny();
    return CampaignStatus.valueOf(name);
  }

  private String goal(@Nullable String goal) {
    if (goal == null) {
      return GOALS.getFirst();
    }
    if (!GOALS.contains(goal)) {
      checks.problem(
          "goal", "unknown-goal", "'" + goal + "' is none of " + String.join(", ", GOALS));
    }
    return goal;
  }

  private void checkWindow(@Nullable Instant startsAt, @Nullable Instant endsAt) {
    if (startsAt == null) {
      checks.problem("startsAt", "missing", "is required");
    }
    if (endsAt == null) {
      checks.problem("endsAt", "missing", "is required");
    } else if (startsAt != null && !endsAt.isAfter(startsAt)) {
      checks.problem("endsAt", "not-after-start", endsAt + " is not after " + startsAt);
    }
  }

  private Money budget(String field, io.tierwise.starter.web.@Nullable Money budget) {
    if (budget == null || budget.amount() == null) {
      checks.problem(field, "missing", "is required, with amount and currency");
      return Money.ZERO;
    }
    if (!currency.equals(budget.currency())) {
      checks.problem(
          field + ".currency", "unknown-currency", budget.currency() + " is not " + currency);
    }
    var amount = Checks.decimal(budget.amount());
    if (amount.isEmpty()) {
      checks.problem(
          field + ".amount", "invalid-amount", "'" + budget.amount() + "' is no decimal");
      return Money.ZERO;
    }
    return checks.money(field + ".amount", amount.get());
  }

  private Pacing pacing(CampaignRequest request) {
    CampaignRequest.PacingRequest pacing = request.pacing();
    if (pacing == null) {
      return Pacing.NONE;
    }
    return new Pacing(
        Objects.requireNonNullElse(pacing.even(), false),
        pacing.dailyBudget() == null ? null : budget("pacing.dailyBudget", pacing.dailyBudget()));
  }

  private List<Offer> offers(CampaignRequest request) {
    List<@Nullable OfferRequest> requested =
        Objects.requireNonNullElse(request.offers(), List.of());
    if (requested.isEmpty() || requested.size() > MOST_OFFERS) {
      checks.problem(
          "offers",
          "wrong-number",
          requested.size() + " offers; 1.." + MOST_OFFERS + " are allowed");
      return List.of();
    }
    List<Offer> offers = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < requested.size(); i++) {
      String field = "offers[" + i + "]";
      OfferRequest offer = requested.get(i);
      if (offer == null) {
        checks.problem(field, "missing", "is required");
        continue;
      }
      offers.add(offer(field, offer));
      if (offer.offerId() != null && !ids.add(offer.offerId())) {
        checks.problem(field + ".offerId", "duplicate", "'" + offer.offerId() + "' is used twice");
      }
    }
    return offers;
  }

  private Offer offer(String field, OfferRequest offer) {
    String id = checks.text(field + ".offerId", offer.offerId());
    String channelId = checks.text(field + ".channel", offer.channel());
    Channel channel = Channel.of(channelId).orElse(Channel.EMAIL);
    if (!channelId.isEmpty() && !channel.id().equals(channelId)) {
      checks.problem(
          field + ".channel",
          "unknown",
          "'"
              + channelId
              + "' is none of "
              + Stream.of(Channel.values()).map(Channel::id).collect(Collectors.joining(", ")));
    }
    return new Offer(
        id,
        offer.name() == null ? id : checks.text(field + ".name", offer.name()),
        checks.texts(field + ".itemIds", offer.itemIds(), MOST_PRODUCTS),
        checks.texts(field + ".categories", offer.categories(), MOST_PRODUCTS),
        offer.value() == null ? null : checks.money(field + ".value", offer.value()),
        channel,
        checks.money(field + ".costPerContact", offer.costPerContact()),
        creatives(field + ".creatives", offer),
        offer.variant() == null ? null : checks.text(field + ".variant", offer.variant()));
  }

  private Map<String, Map<String, String>> creatives(String field, OfferRequest offer) {
    Map<String, @Nullable Map<String, @Nullable String>> given =
        Objects.requireNonNullElse(offer.creatives(), Map.of());
    if (given.isEmpty()) {
      checks.problem(field, "missing", "needs a creative named 'default', or one for each tier");
    }
    Map<String, Map<String, String>> creatives = new HashMap<>();
    given.forEach((tier, parts) -> creatives.put(tier, parts(field + "." + tier, parts)));
    return creatives;
  }

  private Map<String, String> parts(String field, @Nullable Map<String, @Nullable String> parts) {
    Map<String, String> kept = new HashMap<>();
    if (parts == null || parts.isEmpty() || parts.size() > MOST_CREATIVE_FIELDS) {
      checks.problem(
          field, "invalid", "needs an object of 1 to " + MOST_CREATIVE_FIELDS + " texts");
      return kept;
    }
    parts.forEach(
        (name, text) -> {
          if (text == null || text.length() > LONGEST_CREATIVE || text.indexOf('\0') >= 0) {
            checks.problem(
                field + "." + name, "invalid-text", "needs a text of up to " + LONGEST_CREATIVE);
          } else {
            kept.put(name, text);
          }
        });
    return kept;
  }
}
