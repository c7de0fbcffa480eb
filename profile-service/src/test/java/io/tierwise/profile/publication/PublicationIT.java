package io.tierwise.profile.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tierwise.profile.Events;
import io.tierwise.profile.ProfileServiceTest;
import io.tierwise.profile.adapter.kafka.PublicationSchedule;
import io.tierwise.profile.history.FoldEvents;
import io.tierwise.profile.quality.DataQuality;
import io.tierwise.profile.quality.TrafficRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/** What is pending survives until the broker has the stored version; the broker is played here. */
@ProfileServiceTest
class PublicationIT {
  @Autowired private FoldEvents foldEvents;
  @Autowired private PendingPublications pending;
  @Autowired private SuspectedUsers suspects;
  @Autowired private DataQuality quality;
  @Autowired private JdbcTemplate jdbc;
  @Autowired private TransactionTemplate transaction;
  @Autowired private ApplicationContext context;

  private final List<String> sent = new ArrayList<>();
  private Runnable whileSending = () -> {};
  private boolean brokerAnswers = true;

  /** A clock far ahead, so that everything pending is due; the real schedule stands still. */
  private PublishFeatures publisher() {
    FeatureChannel channel =
        (publications, asOf) -> {
          whileSending.run();
          Set<String> keys = new HashSet<>();
          for (FeatureChannel.Publication p : publications) {
            sent.add(p.userKey() + "=" + (p.facts() == null ? "gone" : p.facts().events()));
            keys.add(p.userKey());
          }
          return brokerAnswers ? keys : Set.of();
        };
    Clock ahead = Clock.fixed(Instant.parse("2090-01-01T00:00:00Z"), ZoneOffset.UTC);
    PublicationPace pace = new PublicationPace(Duration.ofMillis(1), Duration.ofSeconds(1), 100);
    return new PublishFeatures(pending, channel, suspects, pace, ahead);
  }

  @BeforeEach
  void stopTheSchedule() {
    context
        .getBean(ScheduledAnnotationBeanPostProcessor.class)
        .postProcessBeforeDestruction(
            context.getBean(PublicationSchedule.class), "publicationSchedule");
    // A run that was under way still leads until it is done.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                jdbc.queryForObject(
                        "select count(*) from pg_locks where locktype = 'advisory'", Long.class)
                    == 0);
    jdbc.update("delete from publish_pending");
  }

  @AfterEach
  void startTheSchedule() {
    context
        .getBean(ScheduledAnnotationBeanPostProcessor.class)
        .postProcessAfterInitialization(
            context.getBean(PublicationSchedule.class), "publicationSchedule");
  }

  private void fold(Events event) {
    foldEvents.fold(List.of(event.json()));
  }

  private List<String> pendingKeys() {
    return jdbc.queryForList("select user_key from publish_pending order by 1", String.class);
  }

  @Test
  void whatTheBrokerDidNotAcknowledge_staysPending_andGoesOutLater() {
    fold(Events.viewed("m1").user("pub-a"));
    brokerAnswers = false;
    publisher().publishDue();
    assertThat(pendingKeys()).containsExactly("pub-a");
    brokerAnswers = true;
    publisher().publishDue();
    assertThat(pendingKeys()).isEmpty();
    assertThat(sent).containsExactly("pub-a=1", "pub-a=1");
  }

  @Test
  void changeWhileSending_isPublishedAgain() {
    fold(Events.viewed("m1").user("pub-b"));
    whileSending =
        () -> {
          whileSending = () -> {};
          fold(Events.viewed("m2").user("pub-b"));
        };
    publisher().publishDue();
    assertThat(pendingKeys()).containsExactly("pub-b");
    publisher().publishDue();
    assertThat(sent).containsExactly("pub-b=1", "pub-b=2");
    assertThat(pendingKeys()).isEmpty();
  }

  @Test
  void whatSomebodyElsePublishedMeanwhile_isPublishedAgain() {
    fold(Events.viewed("m1").user("pub-c"));
    whileSending = () -> jdbc.update("delete from publish_pending");
    publisher().publishDue();
    assertThat(pendingKeys()).containsExactly("pub-c");
  }

  @Test
  void suspects_areTakenBack_untilSomebodyClearsThem() {
    TrafficRules strict = new TrafficRules(2, 1_000, List.of(), List.of(), List.of());
    fold(Events.viewed("m1").user("pub-s").minute(-900_000));
    publisher().publishDue();
    fold(Events.identify("m2", "pub-s", "pub-sx").minute(-900_000));
    fold(Events.viewed("m3").anonymous("pub-sx").minute(-900_000));
    fold(Events.viewed("m4").anonymous("pub-sx").minute(-900_000));
    fold(Events.viewed("m5").anonymous("pub-sx").minute(-900_000));
    publisher().publishDue();
    assertThat(sent).last().isEqualTo("pub-s=5");

    quality.scanRates(strict);
    assertThat(pendingKeys()).contains("pub-s");
    publisher().publishDue();
    assertThat(sent).contains("pub-s=gone");
    fold(Events.viewed("m6").user("pub-s").minute(-900_000));
    sent.clear();
    publisher().publishDue();
    assertThat(sent).contains("pub-s=gone");

    List<String> keys = List.of("pub-s", "anon:pub-sx");
    assertThat(quality.clear(keys, "ann", "a tester")).isTrue();
    assertThat(quality.clear(keys, "ann", "again")).isFalse();
    sent.clear();
    publisher().publishDue();
    assertThat(sent).contains("pub-s=6");
    fold(Events.viewed("m7").anonymous("pub-sx").minute(-900_000));
    quality.scanRates(strict);
    assertThat(quality.suspicionsOf(keys)).isEmpty();
    assertThat(quality.clearancesOf(keys))
        .extracting(c -> c.userKey() + " " + c.rules() + " " + c.by() + " " + c.reason())
        .containsExactly("anon:pub-sx [events-per-minute] ann a tester", "pub-s [] ann a tester");
  }

  @Test
  void duplicates_leaveNothingPending() {
    fold(Events.viewed("m1").user("pub-d"));
    publisher().publishDue();
    fold(Events.viewed("m1").user("pub-d"));
    assertThat(pendingKeys()).isEmpty();
  }

  @Test
  @Timeout(180)
  void profileThatIsBeingChanged_isNotWaitedFor_andStaysPending() throws Exception {
    fold(Events.viewed("m1").user("pub-g"));
    CountDownLatch changed = new CountDownLatch(1);
    CountDownLatch published = new CountDownLatch(1);
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<?> change =
          other.submit(
              () ->
                  transaction.executeWithoutResult(
                      status -> {
                        jdbc.update("update publish_pending set version = version + 1");
                        changed.countDown();
                        awaitUninterruptibly(published);
                      }));
      assertThat(changed.await(60, TimeUnit.SECONDS)).isTrue();
      publisher().publishDue();
      published.countDown();
      change.get();
    }
    assertThat(sent).containsExactly("pub-g=1");
    assertThat(pendingKeys()).containsExactly("pub-g");
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void onlyOnePublisherWorksAtATime() {
    fold(Events.viewed("m1").user("pub-e"));
    whileSending =
        () -> {
          whileSending = () -> {};
          publisher().publishDue();
        };
    publisher().publishDue();
    assertThat(sent).containsExactly("pub-e=1");
  }

  @Test
  void busyProfile_waitsForQuiet_orForPatience() {
    fold(Events.viewed("m1").user("pub-f"));
    Instant changed =
        jdbc.queryForObject("select changed_at from publish_pending", OffsetDateTime.class)
            .toInstant();
    assertThat(pending.due(changed.minusMillis(1), changed.minusMillis(1), 10)).isEmpty();
    assertThat(pending.due(changed, changed.minusMillis(1), 10)).containsExactly("pub-f");
    assertThat(pending.due(changed.minusMillis(1), changed, 10)).containsExactly("pub-f");
  }
}
