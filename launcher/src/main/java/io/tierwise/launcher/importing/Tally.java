package io.tierwise.launcher.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts what became of every line and event, with a few examples of each fault. */
public final class Tally {
  private static final int EXAMPLES = 5;

  private final LongAdder accepted = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final Map<String, Fault> rejections = new TreeMap<>();
  private final Map<String, Fault> skips = new TreeMap<>();

  /**
   * @param examples the first ones, each with its line
   */
  public record Fault(long count, List<String> examples) {
    private static final Fault NONE = new Fault(0, List.of());

    private Fault plus(long line, String detail) {
      if (examples.size() == EXAMPLES) {
        return new Fault(count + 1, examples);
      }
      List<String> more = new ArrayList<>(examples);
      String where = line > 0 ? "line " + line : "";
      more.add(detail.isEmpty() ? where : where.isEmpty() ? detail : where + ": " + detail);
      return new Fault(count + 1, List.copyOf(more));
    }
  }

  public void accepted(int events) {
    accepted.add(events);
  }

  public synchronized void rejected(long line, String code, String detail) {
    rejected.increment();
    rejections.put(code, rejections.getOrDefault(code, Fault.NONE).plus(line, detail));
  }

  /** Many for the same reason. */
  public synchronized void rejected(String code, long count) {
    rejected.add(count);
    Fault known = rejections.getOrDefault(code, Fault.NONE);
    rejections.put(code, new Fault(known.count() + count, known.examples()));
  }

  public synchronized void skipped(long line, String reason, String detail) {
    skipped.increment();
    skips.put(reason, skips.getOrDefault(reason, Fault.NONE).plus(line, detail));
  }

  public long accepted() {
    return accepted.sum();
  }

  public long rejected() {
    return rejected.sum();
  }

  public long skipped() {
    return skipped.sum();
  }

  /** A few of each kind of fault, most frequent kind first. */
  public synchronized List<String> firstReasons() {
    return Stream.of(skips, rejections)
        .flatMap(faults -> faults.entrySet().stream())
        .sorted((a, b) -> Long.compare(b.getValue().count(), a.getValue().count()))
        .flatMap(
            fault ->
                fault.getValue().examples().isEmpty()
                    ? Stream.of(fault.getKey())
                    : fault.getValue().examples().stream()
                        .limit(2)
                        .map(example -> fault.getKey() + ", " + example))
        .limit(EXAMPLES)
        .toList();
  }

  public synchronized Map<String, Fault> rejections() {
    return Map.copyOf(rejections);
  }

  public synchronized Map<String, Fault> skips() {
    return Map.copyOf(skips);
  }
}
