package io.tierwise.segmentation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tierwise.segmentation.run.AssignmentOutbox.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishAssignmentsTest {
  private final List<Entry> waiting = new ArrayList<>();
  private final List<List<String>> sent = new ArrayList<>();
  private boolean brokerUp = true;
  private boolean mayRelay = true;

  private final PublishAssignments relay =
      new PublishAssignments(new Outbox(), this::send, new Silent(), "me", Duration.ofSeconds(30));

  private void send(List<Entry> entries) {
    sent.add(entries.stream().map(entry -> entry.userId() + "@" + entry.seq()).toList());
    if (!brokerUp) {
      throw new IllegalStateException("not acknowledged");
    }
  }

  private void wait(long seq, String user) {
    waiting.add(new Entry(seq, user, null, null, null, null));
  }

  @Test
  void severalChangesOfOneUser_areToldOnceAsTheLast() {
    wait(1, "a");
    wait(2, "b");
    wait(3, "a");

    assertThat(relay.publishNext()).isTrue();
    assertThat(sent).containsExactly(List.of("a@3", "b@2"));
    assertThat(waiting).isEmpty();
    assertThat(relay.publishNext()).isFalse();
  }

  @Test
  void whatTheBrokerDidNotAcknowledge_isSentAgain() {
    wait(1, "a");
    brokerUp = false;
    assertThatThrownBy(relay::publishNext).hasMessage("not acknowledged");
    assertThat(waiting).hasSize(1);

    brokerUp = true;
    assertThat(relay.publishNext()).isTrue();
    assertThat(sent).containsExactly(List.of("a@1"), List.of("a@1"));
    assertThat(waiting).isEmpty();
  }

  @Test
  void whileAnotherProcessRelays_nothingIsSent() {
    wait(1, "a");
    mayRelay = false;

    assertThat(relay.publishNext()).isFalse();
    assertThat(sent).isEmpty();
  }

  private final class Outbox implements AssignmentOutbox {
    @Override
    public boolean mayRelay(String owner, Duration lease) {
      return mayRelay;
    }

    @Override
    public void release(String owner) {
      mayRelay = true;
    }

    @Override
    public List<Entry> next(int limit) {
      return List.copyOf(waiting.subList(0, Math.min(limit, waiting.size())));
    }

    @Override
    public void sent(List<Entry> entries) {
      waiting.removeAll(entries);
    }
  }

  private static final class Silent implements RunObserver {
    @Override
    public void stageFinished(String stage, Duration took) {}

    @Override
    public void runFinished(RunState state) {}

    @Override
    public void assignmentsSent(int count) {}

    @Override
    public void assignmentsChanged(TierAssignments.Cause cause, int count) {}
  }
}
