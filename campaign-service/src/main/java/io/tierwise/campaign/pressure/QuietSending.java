package io.tierwise.campaign.pressure;

import io.tierwise.campaign.delivery.Message;
import io.tierwise.campaign.delivery.SendGate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets messages wait until the quiet hours of their users end. */
public final class QuietSending implements SendGate {
  private final ContactPolicies policies;
  private final Whereabouts whereabouts;

  public QuietSending(ContactPolicies policies, Whereabouts whereabouts) {
    this.policies = policies;
    this.whereabouts = whereabouts;
  }

  @Override
  public List<Verdict> verdicts(List<Message> messages, Instant now) {
    ContactPolicy policy = policies.current().policy();
    if (messages.stream().allMatch(m -> policy.channel(m.channel()).quietHours() == null)) {
      return OPEN.verdicts(messages, now);
    }
    Map<String, Whereabouts.Place> places =
        whereabouts.of(messages.stream().map(Message::userId).distinct().toList());
    return messages.stream()
        .map(
            message ->
                verdict(
                    policy,
                    message,
                    places.getOrDefault(message.userId(), Whereabouts.Place.UNKNOWN),
                    now))
        .toList();
  }

  private static Verdict verdict(
      ContactPolicy policy, Message message, Whereabouts.Place place, Instant now) {
    QuietHours hours = policy.channel(message.channel()).quietHours();
    Optional<Instant> end =
        hours == null
            ? Optional.empty()
            : hours.endAfter(now, policy.zoneOf(place.timezone(), place.country()));
    return end.<Verdict>map(Verdict.Later::new).orElseGet(Verdict.Now::new);
  }
}
