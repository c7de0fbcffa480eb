package io.tierwise.profile.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SessionSpansPropertyTest {
  private static final Duration GAP = Duration.ofMinutes(30);

  private static Instant minute(int minutes) {
    return Events.T0.plus(Duration.ofMinutes(minutes));
  }

  private static List<SessionSpan> sessions(List<Integer> minutes) {
    SessionSpans spans = new SessionSpans(GAP);
    minutes.forEach(at -> spans.add(null, minute(at)));
    return spans.merged();
  }

  @Property(tries = 300, seed = "20261123")
  void spans_areThoseOfAScanOverSortedEvents(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 600) Integer> minutes) {
    List<SessionSpan> expected = new ArrayList<>();
    for (int at : minutes.stream().sorted().toList()) {
      SessionSpan open = expected.isEmpty() ? null : expected.getLast();
      if (open != null && Duration.between(open.last(), minute(at)).compareTo(GAP) <= 0) {
        expected.set(expected.size() - 1, new SessionSpan("", open.first(), minute(at)));
      } else {
        expected.add(new SessionSpan("", minute(at), minute(at)));
      }
    }
    assertThat(sessions(minutes)).isEqualTo(expected);
  }

  @Property(tries = 200, seed = "20261123")
  void spans_doNotDependOnOrderOrOnHowTheyAreSplit(
      @ForAll @Size(min = 2, max = 40) List<@IntRange(max = 600) Integer> minutes,
      @ForAll Random random) {
    List<Integer> shuffled = new ArrayList<>(minutes);
    Collections.shuffle(shuffled, random);
    int cut = random.nextInt(shuffled.size());
    SessionSpans parts = new SessionSpans(GAP);
    parts.addAll(sessions(shuffled.subList(0, cut)));
    parts.addAll(sessions(shuffled.subList(cut, shuffled.size())));
    assertThat(parts.merged()).isEqualTo(sessions(minutes));
  }

  @Example
  void pauseOfExactlyTheGap_joins_aLongerOneSeparates() {
    assertThat(sessions(List.of(0, 30))).hasSize(1);
    assertThat(sessions(List.of(0, 31))).hasSize(2);
    assertThat(sessions(List.of(0, 50, 25))).hasSize(1);
  }

  @Example
  void clientSession_isOneHoweverLong_andApartFromTheOthers() {
    SessionSpans spans = new SessionSpans(GAP);
    spans.add("s", minute(0));
    spans.add("s", minute(300));
    spans.add("t", minute(1));
    spans.add(null, minute(2));
    assertThat(spans.merged())
        .containsExactly(
            new SessionSpan("", minute(2), minute(2)),
            new SessionSpan("s", minute(0), minute(300)),
            new SessionSpan("t", minute(1), minute(1)));
  }
}
