package io.tierwise.segmentation.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishSegmentChangesTest {
  private static final Duration LEASE = Duration.ofSeconds(13);

  /** One move of one user waits. */
  private static final class Waiting implements SegmentChanges {
    private final List<Entry> entries =
        new ArrayList<>(
            List.of(
                new Entry(
                    "u",
                    List.of("buyers"),
                    List.of(new Change(7, "buyers", true, Instant.EPOCH)),
                    7,
                    null)));
    private String owner = "";

    @Override
    public boolean mayRelay(String asking, Duration lease) {
      owner = owner.isEmpty() ? asking : owner;
      return owner.equals(asking);
    }

    @Override
    public void release(String leaving) {
      owner = owner.equals(leaving) ? "" : owner;
    }

    @Override
    public List<Entry> next(int limit) {
      return List.copyOf(entries);
    }

    @Override
    public void sent(List<Entry> sent) {
      entries.removeAll(sent);
    }
  }

  @Test
  void changeThatWasNotAcknowledged_isSentAgain_underItsSequence() {
    Waiting waiting = new Waiting();
    List<SegmentChanges.Entry> arrived = new ArrayList<>();
    PublishSegmentChanges dies =
        new PublishSegmentChanges(
            waiting,
            entries -> {
              arrived.addAll(entries);
              throw new IllegalStateException("the broker is gone");
            },
            "a",
            LEASE);
    assertThatThrownBy(dies::publishNext).hasMessage("the broker is gone");
    PublishSegmentChanges lives = new PublishSegmentChanges(waiting, arrived::addAll, "a", LEASE);

    assertThat(lives.publishNext()).isTrue();
    assertThat(lives.publishNext()).isFalse();
    assertThat(arrived).hasSize(2);
    assertThat(arrived).extracting(entry -> entry.changes().getFirst().sequence()).containsOnly(7L);
  }

  @Test
  void onlyOneRelaySends_untilItLeaves() {
    Waiting waiting = new Waiting();
    List<SegmentChanges.Entry> arrived = new ArrayList<>();
    PublishSegmentChanges first = new PublishSegmentChanges(waiting, _ -> {}, "a", LEASE);
    PublishSegmentChanges second = new PublishSegmentChanges(waiting, arrived::addAll, "b", LEASE);
    assertThat(waiting.mayRelay("a", LEASE)).isTrue();

    assertThat(second.publishNext()).isFalse();
    first.close();
    assertThat(second.publishNext()).isTrue();
    assertThat(arrived).hasSize(1);
  }
}
