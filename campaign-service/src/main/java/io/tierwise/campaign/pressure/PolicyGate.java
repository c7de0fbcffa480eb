package io.tierwise.campaign.pressure;

import io.tierwise.campaign.delivery.Message;
import io.tierwise.campaign.delivery.SendGate;
import io.tierwise.campaign.pressure.ContactAllowance.Taken;
import io.tierwise.campaign.pressure.ContactAllowances.Wanted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the contact policy where messages are sent: they wait until the quiet hours of their users
 * end, and those that carry out no campaign's contact take of the user's allowance, by their key.
 * One over a cap is dropped, for it would be late tomorrow; one over the channel's capacity waits
 * for the next day.
 */
public final class PolicyGate implements SendGate {
  private final ContactPolicies policies;
  private final Whereabouts whereabouts;
  private final ContactAllowances allowances;

  public PolicyGate(
      ContactPolicies policies, Whereabouts whereabouts, ContactAllowances allowances) {
    this.policies = policies;
    this.whereabouts = whereabouts;
    this.allowances = allowances;
  }

  @Override
  public List<Verdict> verdicts(List<Message> messages, Instant now) {
    if (messages.isEmpty()) {
      return List.of();
    }
    ContactPolicy policy = policies.current().policy();
    Verdict[] verdicts = quiet(policy, messages, now);
    List<Integer> asking = new ArrayList<>();
    List<Wanted> wanted = new ArrayList<>();
    for (int i = 0; i < verdicts.length; i++) {
      Message message = messages.get(i);
      if (verdicts[i] instanceof Verdict.Now && message.contactId() == null) {
        asking.add(i);
        wanted.add(new Wanted(message.userId(), message.key()));
      }
    }
    if (!wanted.isEmpty()) {
      List<Taken> taken = allowances.takeAll(wanted, messages.getFirst().channel(), now);
      for (int i = 0; i < taken.size(); i++) {
        if (taken.get(i) instanceof Taken.Refused refused) {
          verdicts[asking.get(i)] = verdict(refused, policy, now);
        }
      }
    }
    return List.of(verdicts);
  }

  private Verdict[] quiet(ContactPolicy policy, List<Message> messages, Instant now) {
    QuietHours hours = policy.channel(messages.getFirst().channel()).quietHours();
    Verdict[] verdicts = new Verdict[messages.size()];
    Arrays.fill(verdicts, new Verdict.Now());
    if (hours != null) {
      Map<String, Whereabouts.Place> places =
          whereabouts.of(messages.stream().map(Message::userId).distinct().toList());
      for (int i = 0; i < verdicts.length; i++) {
        Whereabouts.Place place =
            places.getOrDefault(messages.get(i).userId(), Whereabouts.Place.UNKNOWN);
        Optional<Instant> end =
            hours.endAfter(now, policy.zoneOf(place.timezone(), place.country()));
        if (end.isPresent()) {
          verdicts[i] = new Verdict.Later(end.get());
        }
      }
    }
    return verdicts;
  }

  private static Verdict verdict(Taken.Refused refused, ContactPolicy policy, Instant now) {
    return refused.cap().equals("channel-day")
        ? new Verdict.Later(
            policy.dayOf(now).plusDays(1).atStartOfDay(policy.timezone()).toInstant())
        : new Verdict.Never(
            "the contact policy's cap %s is reached: %d of %d"
                .formatted(refused.cap(), refused.used(), refused.limit()));
  }
}
