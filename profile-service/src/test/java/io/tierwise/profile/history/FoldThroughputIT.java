package io.tierwise.profile.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.Events;
import io.tierwise.profile.ProfileServiceTest;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How many events a second go through the fold into a real database: sessions of eight events, in
 * order of time, two polls of 2,000 at a time. {@code -Dtierwise.fold.events=300000} for the size
 * of the demonstration shop.
 */
@ProfileServiceTest
class FoldThroughputIT {
  private static final int EVENTS = Integer.getInteger("tierwise.fold.events", 40_000);
  private static final int USERS = 5_000;
  private static final int POLL = 2_000;

  @Autowired private FoldEvents foldEvents;
  @Autowired private JdbcTemplate jdbc;

  /** Half of the users each, as partitions divide them. */
  private static List<byte[]> history(int half) {
    Random random = new Random(half);
    List<byte[]> events = new ArrayList<>();
    for (int session = 0; events.size() < EVENTS / 2; session++) {
      String user = "speed-" + (2 * random.nextInt(USERS / 2) + half);
      long minute = session * 180L * 1_440 * 16 / EVENTS;
      for (int i = 0; i < 8; i++) {
        String id = "00000000-1111-2222-3333-" + half + "-" + session + "-" + i;
        Events event =
            i == 7 && random.nextInt(3) == 0
                ? Events.ordered(id, "order-" + half + "-" + session, "49.90")
                : Events.viewed(id);
        events.add(
            event
                .user(user)
                .anonymous("device-" + user)
                .session("s-" + half + "-" + session)
                .in("GB", "Mobile")
                .products(
                    Events.product(
                        "p" + random.nextInt(800),
                        "Category " + random.nextInt(10),
                        "Brand " + random.nextInt(20),
                        "1" + random.nextInt(9) + ".50"))
                .minute(minute + i)
                .json());
      }
    }
    return events;
  }

  @Test
  void fold_keepsUpWithABulkLoad() throws Exception {
    List<List<byte[]>> halves = List.of(history(0), history(1));
    LongAdder cpuNanos = new LongAdder();
    long start = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(2)) {
      List<Future<?>> loads = new ArrayList<>();
      for (List<byte[]> half : halves) {
        loads.add(
            threads.submit(
                () -> {
                  for (int from = 0; from < half.size(); from += POLL) {
                    foldEvents.fold(half.subList(from, Math.min(half.size(), from + POLL)));
                  }
                  cpuNanos.add(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
                }));
      }
      for (Future<?> load : loads) {
        load.get();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuMicros = cpuNanos.sum() / 1e3 / EVENTS;
    System.out.printf(
        Locale.ROOT,
        "fold: %d events in %.1f s, %.0f events/s, %.0f us of CPU an event, the database %.0f%n",
        EVENTS,
        seconds,
        EVENTS / seconds,
        cpuMicros,
        databaseCpuMicros() / EVENTS);
    assertThat(
            jdbc.queryForObject(
                "select count(*) from event_ledger where user_key like 'speed-%'", Long.class))
        .isEqualTo(halves.stream().mapToInt(List::size).sum());
    // Far below what any machine reaches: this finds a round trip by event, nothing finer.
    assertThat(Duration.ofMillis((long) (seconds * 1_000))).isLessThan(Duration.ofMillis(EVENTS));
  }

  /** Of the server processes behind our connections, where the system tells; hundredths apart. */
  private double databaseCpuMicros() throws Exception {
    long ticks = 0;
    for (int pid :
        jdbc.queryForList(
            "select pid from pg_stat_activity where datname = current_database()", Integer.class)) {
      Path stat = Path.of("/proc/" + pid + "/stat");
      if (Files.isReadable(stat)) {
        String[] fields = Files.readString(stat).replaceFirst(".*\\) ", "").split(" ");
        ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      }
    }
    return ticks * 10_000.0;
  }
}
