package io.tierwise.campaign.decision;

import io.tierwise.campaign.audience.Member;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.pressure.ContactPolicy;
import io.tierwise.campaign.pressure.QuietHours;
import java.time.Instant;
import java.util.Optional;

/** Quiet hours of a member; the member has to come with time zone and country. */
final class Quiet {
  static Optional<Instant> until(
      ContactPolicy policy, Member member, Channel channel, Instant now) {
    QuietHours hours = policy.channel(channel).quietHours();
    return hours == null
        ? Optional.empty()
        : hours.endAfter(
            now,
            policy.zoneOf(member.feature(ReadScene.TIMEZONE), member.feature(ReadScene.COUNTRY)));
  }

  private Quiet() {}
}
