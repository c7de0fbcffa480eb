package io.tierwise.profile.explain;

import io.tierwise.profile.event.UserEvent;
import io.tierwise.profile.explain.Explanation.Row;
import io.tierwise.profile.fold.Formula;
import io.tierwise.profile.fold.ProfileState;
import io.tierwise.profile.history.EventFormat;
import io.tierwise.profile.history.StoredProfile;
import io.tierwise.profile.lookup.ProfileCatalog;
import io.tierwise.profile.lookup.TimelineEntry;
import io.tierwise.profile.lookup.TimelineEntry.Position;
import io.tierwise.profile.lookup.TimelineFilter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the rows of the ledger behind the numbers of one profile. */
public final class ExplainProfile {
  private static final int BATCH = 500;

  /** Rows that are read for one answer; where few of them count, it ends early, to be gone on. */
  private static final int MOST_READ = 5_000;

  private final ProfileCatalog catalog;
  private final EventFormat format;
  private final Formula formula;
  private final Clock clock;

  public ExplainProfile(ProfileCatalog catalog, EventFormat format, Formula formula, Clock clock) {
    this.catalog = catalog;
    this.format = format;
    this.formula = formula;
    this.clock = clock;
  }

  /** Empty if nobody is known under the key. */
  public Optional<Explanation> explain(
      String userKey, List<ProfileNumber> numbers, @Nullable Position after, int limit) {
    StoredProfile profile = catalog.resolve(userKey).orElse(null);
    ProfileState state = profile == null ? null : profile.state();
    if (profile == null || state == null) {
      return Optional.empty();
    }
    String root = profile.userKey();
    List<String> keys =
        new ArrayList<>(catalog.mergedKeys(List.of(root)).getOrDefault(root, List.of()));
    keys.add(root);
    ExplainedUser user =
        new ExplainedUser(
            state.snapshot(), profile.orders(), roles(keys, numbers), formula, clock.instant());
    return Optional.of(rows(keys, numbers, user, after, limit));
  }

  private Explanation rows(
      List<String> keys,
      List<ProfileNumber> numbers,
      ExplainedUser user,
      @Nullable Position after,
      int limit) {
    TimelineFilter filter = new TimelineFilter(sources(numbers), null, null);
    List<Row> rows = new ArrayList<>();
    Position at = after;
    for (int read = 0; read < MOST_READ; read += BATCH) {
      List<TimelineEntry> batch = catalog.timeline(keys, filter, at, BATCH);
      for (TimelineEntry entry : batch) {
        UserEvent event = event(entry);
        Map<String, List<Contribution>> contributions = contributions(numbers, event, user);
        if (!contributions.isEmpty()) {
          if (rows.size() == limit) {
            return new Explanation(numbers, rows, rows.getLast().position());
          }
          rows.add(new Row(entry.position(), event, contributions));
        }
        at = entry.position();
      }
      if (batch.size() < BATCH) {
        return new Explanation(numbers, rows, null);
      }
    }
    return new Explanation(numbers, rows, at);
  }

  private static Map<String, List<Contribution>> contributions(
      List<ProfileNumber> numbers, UserEvent event, ExplainedUser user) {
    Map<String, List<Contribution>> contributions = new LinkedHashMap<>();
    for (ProfileNumber number : numbers) {
      if (number.events().isEmpty() || number.events().contains(event.name())) {
        List<Contribution> of = number.source().of(event, user);
        if (!of.isEmpty()) {
          contributions.put(number.name(), of);
        }
      }
    }
    return contributions;
  }

  /** What an event does for its order depends on all others of that order. */
  private OrderRoles roles(List<String> keys, List<ProfileNumber> numbers) {
    OrderRoles roles = new OrderRoles();
    if (numbers.stream().noneMatch(OrderNumbers.ALL::contains)) {
      return roles;
    }
    TimelineFilter filter = new TimelineFilter(OrderNumbers.ANY, null, null);
    List<TimelineEntry> batch;
    Position at = null;
    do {
      batch = catalog.timeline(keys, filter, at, BATCH);
      for (TimelineEntry entry : batch) {
        roles.add(event(entry));
        at = entry.position();
      }
    } while (batch.size() == BATCH);
    return roles;
  }

  private UserEvent event(TimelineEntry entry) {
    return format.read(entry.json().getBytes(StandardCharsets.UTF_8));
  }

  /** Empty for any, if that is so of one of them. */
  private static Set<String> sources(List<ProfileNumber> numbers) {
    Set<String> events = new TreeSet<>();
    for (ProfileNumber number : numbers) {
      if (number.events().isEmpty()) {
        return Set.of();
      }
      events.addAll(number.events());
    }
    return events;
  }
}
