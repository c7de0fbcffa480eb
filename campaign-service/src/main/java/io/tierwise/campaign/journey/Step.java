package io.tierwise.campaign.journey;

import io.tierwise.campaign.audience.Audience;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.lifecycle.Offer;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A step of a journey; the names of others say where it leads. */
public sealed interface Step {
  String id();

  /** Every step that may come after it. */
  Stream<String> followers();

  /** Steps between which time passes: the others are taken at once. */
  sealed interface Pause extends Step {}

  record Wait(String id, Duration duration, String next) implements Pause {
    @Override
    public Stream<String> followers() {
      return Stream.of(next);
    }
  }

  record WaitUntil(String id, LocalTime time, String next) implements Pause {
    @Override
    public Stream<String> followers() {
      return Stream.of(next);
    }
  }

  record WaitForEvent(String id, EventRule event, Duration timeout, String next, String onTimeout)
      implements Pause {
    @Override
    public Stream<String> followers() {
      return Stream.of(next, onTimeout);
    }
  }

  /** All that is given has to hold. */
  record Condition(
      String id,
      Audience member,
      @Nullable EventRule did,
      @Nullable EventRule didNot,
      String yes,
      String no)
      implements Step {
    @Override
    public Stream<String> followers() {
      return Stream.of(yes, no);
    }
  }

  record Split(String id, List<Branch> branches) implements Step {
    public Split {
      branches = List.copyOf(branches);
    }

    @Override
    public Stream<String> followers() {
      return branches.stream().map(Branch::next);
    }

    double[] shares() {
      return branches.stream().mapToDouble(Branch::share).toArray();
    }
  }

  record Branch(String name, double share, String next) {}

  /**
   * @param template null: the creatives are the message
   */
  record Send(
      String id,
      Channel channel,
      @Nullable String template,
      Map<String, Map<String, String>> creatives,
      String next)
      implements Step {
    public Send {
      creatives = Map.copyOf(creatives);
    }

    @Override
    public Stream<String> followers() {
      return Stream.of(next);
    }

    Map<String, String> creativeFor(@Nullable String tier) {
      Map<String, String> special = tier == null ? null : creatives.get(tier);
      return special != null ? special : creatives.getOrDefault(Offer.DEFAULT_CREATIVE, Map.of());
    }
  }

  record End(String id) implements Step {
    @Override
    public Stream<String> followers() {
      return Stream.of();
    }
  }
}
