package io.tierwise.campaign.adapter.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.contact.Contact;
import io.tierwise.campaign.decision.Decide;
import io.tierwise.campaign.decision.Decision;
import io.tierwise.campaign.decision.DecisionRequest;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.contracts.UserKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/decisions")
@Tag(name = "Decisions")
class DecisionController {
  private final Decide decide;
  private final MeterRegistry meters;

  DecisionController(Decide decide, MeterRegistry meters) {
    this.decide = decide;
    this.meters = meters;
  }

  /**
   * @param userId user id, or {@code anon:} and the anonymous id
   * @param anonymousId of a visitor without user id
   * @param sessionId where there is not even that: limits then hold for the session
   * @param placement where it would be shown, for the log of the caller
   * @param channel onsite if it is missing
   * @param context free, not used yet
   */
  @Schema(
      example =
          """
          {"userId": "c-1001", "placement": "home-hero", "channel": "onsite", "context": {}}
          """)
  record Request(
      @Nullable String userId,
      @Nullable String anonymousId,
      @Nullable String sessionId,
      @Nullable String placement,
      @Nullable String channel,
      @Nullable Map<String, @Nullable Object> context) {}

  /**
   * @param decisionId send it back as {@code decision_id} of Promotion Viewed and Promotion
   *     Clicked; null with the offer
   * @param outcome offered, planned, or why there is no offer
   * @param degraded what was not known, so that it was decided without: profile, tier, affinity,
   *     responses, prices
   */
  record Answer(
      @Nullable String decisionId,
      @Nullable String campaignId,
      @Nullable String offerId,
      @Nullable String variant,
      @Nullable Map<String, String> creative,
      String outcome,
      String reason,
      @Nullable Double expectedValue,
      List<String> degraded) {}

  @PostMapping
  @Operation(
      summary = "Pick the offer to show to a user now",
      description =
          "Charges the campaign's budget. Asking again before the offer was seen answers the same"
              + " decision without a further charge. A null offer says why.")
  Answer decide(@RequestBody Request request) {
    Checks checks = new Checks();
    String user = user(request, checks);
    if (request.placement() != null) {
      checks.text("placement", request.placement());
    }
    String channelId = Objects.requireNonNullElse(request.channel(), Channel.ONSITE.id());
    Optional<Channel> channel = Channel.of(channelId);
    if (channel.isEmpty()) {
      checks.problem("channel", "unknown-channel", "'" + channelId + "' is no channel");
    }
    checks.throwIfAny();
    Decision decision =
        decide.decide(new DecisionRequest(user, !UserKey.isAnonymous(user), channel.orElseThrow()));
    count(decision);
    return answer(decision);
  }

  private static String user(Request request, Checks checks) {
    if (request.userId() != null) {
      return checks.userId("userId", request.userId());
    }
    if (request.anonymousId() != null) {
      return UserKey.of(null, checks.userId("anonymousId", request.anonymousId()));
    }
    if (request.sessionId() != null) {
      return UserKey.of(null, "session/" + checks.userId("sessionId", request.sessionId()));
    }
    return checks.userId("userId", null);
  }

  private static Answer answer(Decision decision) {
    return switch (decision) {
      case Decision.Offered(Contact contact, _, _) -> offer(contact, "offered", decision);
      case Decision.Planned(Contact contact, _, _) -> offer(contact, "planned", decision);
      case Decision.None(Decision.Why why, String reason, List<String> degraded) ->
          new Answer(null, null, null, null, null, id(why), reason, null, degraded);
    };
  }

  private static Answer offer(Contact contact, String outcome, Decision decision) {
    return new Answer(
        contact.id(),
        contact.campaignId(),
        contact.offerId(),
        contact.variant(),
        contact.creative(),
        outcome,
        decision.reason(),
        contact.expectedValue(),
        decision.degraded());
  }

  private void count(Decision decision) {
    String outcome =
        switch (decision) {
          case Decision.Offered _ -> "offered";
          case Decision.Planned _ -> "planned";
          case Decision.None none -> id(none.why());
        };
    meters.counter("tierwise.decisions", "outcome", outcome).increment();
    if (decision instanceof Decision.Offered offered) {
      meters.counter("tierwise.campaign.contacts", "source", "decision").increment();
      meters
          .counter("tierwise.campaign.spend", "source", "decision")
          .increment(offered.contact().cost().units());
    }
  }

  private static String id(Decision.Why why) {
    return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
