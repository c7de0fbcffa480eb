package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.pressure.Caps;
import io.tierwise.campaign.pressure.ChannelPolicy;
import io.tierwise.campaign.pressure.ContactPolicies;
import io.tierwise.campaign.pressure.ContactPolicy;
import io.tierwise.campaign.pressure.QuietHours;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The contact policy with every channel, whether it was named or not. */
record ContactPolicyView(
    String timezone,
    Map<String, String> countryTimezones,
    Caps caps,
    Map<String, ChannelView> channels,
    long version,
    Instant updatedAt) {

  record ChannelView(
      boolean counts, Caps caps, @Nullable WindowView quietHours, @Nullable Long capacityPerDay) {
    static ChannelView of(ChannelPolicy policy) {
      QuietHours quiet = policy.quietHours();
      return new ChannelView(
          policy.counts(),
          policy.caps(),
          quiet == null ? null : new WindowView(quiet.from().toString(), quiet.to().toString()),
          policy.capacityPerDay());
    }
  }

  record WindowView(String from, String to) {}

  static ContactPolicyView of(ContactPolicies.Stored stored) {
    ContactPolicy policy = stored.policy();
    Map<String, String> countries = new TreeMap<>();
    policy.countryTimezones().forEach((country, zone) -> countries.put(country, zone.getId()));
    Map<String, ChannelView> channels = new LinkedHashMap<>();
    for (Channel channel : Channel.values()) {
      channels.put(channel.id(), ChannelView.of(policy.channel(channel)));
    }
    return new ContactPolicyView(
        policy.timezone().getId(),
        countries,
        policy.caps(),
        channels,
        stored.version(),
        stored.updatedAt());
  }
}
