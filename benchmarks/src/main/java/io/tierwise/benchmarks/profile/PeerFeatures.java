package io.tierwise.benchmarks.profile;

import io.tierwise.contracts.profile.ProfileFeatures;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a peer publishes of a user: the message of profile-service. */
final class PeerFeatures {
  static ProfileFeatures of(
      String user, PeerProfile profile, Map<String, Map<String, Double>> numbers) {
    Map<String, Long> events = new TreeMap<>();
    of(numbers, PeerNumber.EVENT).forEach((name, n) -> events.put(name, n.longValue()));
    List<Integer> hours = new ArrayList<>(Collections.nCopies(168, 0));
    of(numbers, PeerNumber.HOUR)
        .forEach((hour, n) -> hours.set(Integer.parseInt(hour), n.intValue()));
    Map<String, Double> categories = shares(of(numbers, PeerNumber.CATEGORY));
    return new ProfileFeatures(
        ProfileFeatures.SCHEMA,
        user,
        true,
        List.of(),
        Instant.now(),
        profile.firstSeenAt(),
        profile.lastSeenAt(),
        events,
        profile.orders(),
        null,
        null,
        profile.grossRevenue(),
        BigDecimal.ZERO,
        profile.grossRevenue(),
        null,
        0,
        0,
        of(numbers, PeerNumber.DAY).size(),
        categories.size(),
        categories,
        shares(of(numbers, PeerNumber.BRAND)),
        shares(of(numbers, PeerNumber.PRICE)),
        hours,
        List.copyOf(of(numbers, PeerNumber.DEVICE).keySet()),
        List.copyOf(of(numbers, PeerNumber.CHANNEL).keySet()),
        null,
        null,
        null,
        Map.of(),
        Map.of());
  }

  private static Map<String, Double> of(Map<String, Map<String, Double>> numbers, String kind) {
    return numbers.getOrDefault(kind, Map.of());
  }

  private static Map<String, Double> shares(Map<String, Double> sums) {
    double whole = sums.values().stream().mapToDouble(Double::doubleValue).sum();
    Map<String, Double> shares = new TreeMap<>();
    sums.forEach((label, sum) -> shares.put(label, whole == 0 ? 0 : sum / whole));
    return shares;
  }

  private PeerFeatures() {}
}
