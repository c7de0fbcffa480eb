package io.tierwise.campaign.history;

import io.tierwise.campaign.history.Histories.Kept;
import io.tierwise.campaign.history.Histories.Line;
import io.tierwise.campaign.history.HistoryImport.Rejection;
import io.tierwise.campaign.history.HistoryImport.State;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes rows in as they are read, a thousand in a transaction, so that memory stays small. */
public final class ImportHistory {
  private static final int BATCH = 1_000;
  private final Histories histories;
  private final Clock clock;

  public ImportHistory(Histories histories, Clock clock) {
    this.histories = histories;
    this.clock = clock;
  }

  /** Rows as they come: each is good, or refused. */
  public interface Source {
    /**
     * @return null at the end
     * @throws IOException if it breaks off
     */
    @Nullable Read next() throws IOException;
  }

  /**
   * @param row null where it is refused
   */
  public record Read(long line, @Nullable HistoryRow row, List<Rejection> rejections) {}

  public HistoryImport run(String id, Source source) {
    Progress progress = new Progress(id, now());
    histories.save(progress.state(State.RUNNING, null));
    try {
      List<Line> batch = new ArrayList<>();
      for (Read read = source.next(); read != null; read = source.next()) {
        progress.reject(read.rejections);
        if (read.row != null) {
          batch.add(new Line(read.line, read.row));
        }
        if (batch.size() == BATCH) {
          keep(batch, progress);
        }
      }
      keep(batch, progress);
    } catch (IOException e) {
      return saved(progress.state(State.FAILED, "the body broke off: " + e.getMessage()));
    } catch (RuntimeException e) {
      saved(progress.state(State.FAILED, "it could not be kept"));
      throw e;
    }
    return saved(progress.state(State.SUCCEEDED, null));
  }

  private void keep(List<Line> batch, Progress progress) {
    if (!batch.isEmpty()) {
      progress.add(batch.size(), histories.keep(batch));
      batch.clear();
      histories.save(progress.state(State.RUNNING, null));
    }
  }

  /** As precise as a row keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private HistoryImport saved(HistoryImport state) {
    histories.save(state);
    return state;
  }

  private final class Progress {
    private final String id;
    private final Instant createdAt;
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<Rejection> rejections = new ArrayList<>();

    Progress(String id, Instant createdAt) {
      this.id = id;
      this.createdAt = createdAt;
      for (String outcome :
          List.of("campaign", "contact", "coupon", "redemption", "unchanged", "rejected")) {
        counts.put(outcome, 0L);
      }
    }

    void add(int rows, Kept kept) {
      long added = kept.added().values().stream().mapToLong(Long::longValue).sum();
      kept.added().forEach((type, count) -> counts.merge(type, count, Long::sum));
      counts.merge("unchanged", rows - added - kept.rejections().size(), Long::sum);
      kept.rejections().forEach(rejection -> reject(List.of(rejection)));
    }

    /** Everything that is wrong with one row. */
    void reject(List<Rejection> wrong) {
      if (!wrong.isEmpty()) {
        counts.merge("rejected", 1L, Long::sum);
        rejections.addAll(wrong);
        while (rejections.size() > HistoryImport.REJECTIONS_KEPT) {
          rejections.removeLast();
        }
      }
    }

    HistoryImport state(State state, @Nullable String failure) {
      return new HistoryImport(id, state, counts, rejections, failure, createdAt, now());
    }
  }
}
