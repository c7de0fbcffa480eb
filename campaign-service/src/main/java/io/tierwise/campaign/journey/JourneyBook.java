package io.tierwise.campaign.journey;

import io.tierwise.campaign.journey.Journeys.Running;
import io.tierwise.campaign.journey.Journeys.Version;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The running journeys as they were at some moment, in a form that is quick to ask. */
public final class JourneyBook {
  private final Map<String, Entry> entries = new HashMap<>();
  private final Map<String, Watch> watches = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  public JourneyBook(List<Running> running) {
    for (Running journey : running) {
      Map<Integer, JourneyPlan> plans = new HashMap<>();
      for (Version version : journey.versions()) {
        plans.put(version.version(), JourneyReader.trusted(version.document()));
      }
      int latest = journey.versions().getLast().version();
      Entry entry = new Entry(journey.id(), journey.status(), journey.activeSince(), latest, plans);
      entries.put(entry.id(), entry);
      plans.values().forEach(plan -> watch(entry, plan));
    }
    names.addAll(watches.keySet());
    active().forEach(entry -> names.addAll(Triggered.events(entry.plan().trigger())));
  }

  private void watch(Entry entry, JourneyPlan plan) {
    for (EventRule rule : plan.watched()) {
      Watch watch = watches.computeIfAbsent(rule.event(), _ -> new Watch());
      watch.journeys.put(entry.id(), entry.activeSince());
      watch.properties.addAll(rule.properties());
    }
  }

  /**
   * @param plans by version
   */
  public record Entry(
      String id,
      JourneyStatus status,
      Instant activeSince,
      int version,
      Map<Integer, JourneyPlan> plans) {
    public JourneyPlan plan() {
      return plan(version);
    }

    public JourneyPlan plan(int wanted) {
      JourneyPlan plan = plans.get(wanted);
      if (plan == null) {
        throw new IllegalArgumentException("journey " + id + " has no version " + wanted);
      }
      return plan;
    }
  }

  /** Who has to know of an event of some name, and which of its properties. */
  static final class Watch {
    final Map<String, Instant> journeys = new HashMap<>();
    final Set<String> properties = new HashSet<>();
  }

  /** Names of all events that matter to some journey. */
  public Set<String> names() {
    return names;
  }

  Optional<Watch> watch(String event) {
    return Optional.ofNullable(watches.get(event));
  }

  Optional<Entry> find(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  /** Journeys that let users in. */
  public Stream<Entry> active() {
    return entries.values().stream().filter(entry -> entry.status() == JourneyStatus.ACTIVE);
  }

  boolean hasTrigger(Class<? extends Trigger> type) {
    return active().anyMatch(entry -> type.isInstance(entry.plan().trigger()));
  }
}
