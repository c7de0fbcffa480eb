package io.tierwise.campaign.history;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: imports of history and what they brought. */
public interface Histories {
  /**
   * A row with its place.
   *
   * @param line from 1
   */
  record Line(long line, HistoryRow row) {}

  /**
   * What became of rows.
   *
   * @param added by type of row
   * @param rejections of rows whose campaign is no imported one
   */
  record Kept(Map<String, Long> added, List<HistoryImport.Rejection> rejections) {}

  /** All or nothing; a row that is there already stays as it is. */
  Kept keep(List<Line> rows);

  /** Adds it, or brings it to that state. */
  void save(HistoryImport state);

  Optional<HistoryImport> find(String id);

  /**
   * The newest first.
   *
   * @param before id of the last one of the page before; null for the first page
   */
  List<HistoryImport> list(@Nullable String before, int limit);
}
