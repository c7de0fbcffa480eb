package io.tierwise.benchmarks.allocate;

import io.tierwise.benchmarks.BenchFolder;
import io.tierwise.benchmarks.MeasuredWork;
import io.tierwise.benchmarks.Rounds;
import io.tierwise.benchmarks.allocate.HighsPeer.Solution;
import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.benchmarks.report.Runs;
import io.tierwise.benchmarks.report.Target.Bound;
import io.tierwise.campaign.allocation.AllocationPlan;
import io.tierwise.campaign.allocation.AllocationProblem;
import io.tierwise.campaign.allocation.ShadowPriceAllocation;
import io.tierwise.launcher.bench.BenchmarkSuite.Wishes;
import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * Allocation of two contacts for a user among ten offers under five budgets and two channel
 * capacities, with a certificate; beside solvers of its linear relaxation on the sizes that they
 * finish. The peers only solve the relaxation: they make no plan of whole contacts.
 */
public final class AllocateBenchmark implements MeasuredWork {
  private static final int SMALL = 5_000;
  private static final int MIDDLE = 50_000;
  private static final int LARGE = 1_000_000;
  private static final int QUICK_LARGE = 100_000;
  private static final long SEED = 20261122;
  private static final double NANOS = 1e9;
  private static final int WARM_UPS = 10;
  private static final int PATIENCE_SECONDS = 300;
  private static final int SHORT_PATIENCE_SECONDS = 120;

  private final Clock clock;

  public AllocateBenchmark(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "allocate";
  }

  @Override
  public String description() {
    return "contacts for 1,000,000 users x 10 offers, beside HiGHS (python3-scipy) and OR-Tools";
  }

  /** What our solver did in the rounds. */
  private static final class Ours {
    private final Runs seconds = new Runs();
    private double gap;
    private double bound;
    private double overspent;
  }

  @Override
  public BenchReport measure(Wishes wishes, Installation installation, Terminal terminal)
      throws IOException, InterruptedException {
    Path folder = BenchFolder.of(installation).resolve("allocate");
    BenchReport.Builder report = BenchReport.of(name(), clock.instant());
    SyntheticAudience small = SyntheticAudience.of(SMALL, SEED);
    Ours warm = new Ours();
    for (int i = 0; i < WARM_UPS; i++) {
      round(small, warm);
    }
    compare(report, small, "50k", folder, wishes, SHORT_PATIENCE_SECONDS, terminal);
    if (!wishes.quick()) {
      SyntheticAudience middle = SyntheticAudience.of(MIDDLE, SEED);
      compare(report, middle, "500k", folder, wishes, PATIENCE_SECONDS, terminal);
    }
    int users = wishes.quick() ? QUICK_LARGE : LARGE;
    SyntheticAudience large = SyntheticAudience.of(users, SEED);
    Ours ours = new Ours();
    round(large, new Ours());
    for (int i = 0; i < Rounds.of(wishes.quick()); i++) {
      round(large, ours);
    }
    put(report, ours, users * SyntheticAudience.OFFERS / 1_000_000 + "M");
    return report.build();
  }

  private static void put(BenchReport.Builder report, Ours ours, String size) {
    report
        .figure("seconds" + size, ours.seconds)
        .figure("gap" + size, ours.gap)
        .figure("overspent" + size, ours.overspent)
        .target("gap" + size, Bound.AT_MOST, 1e-4)
        .target("overspent" + size, Bound.AT_MOST, 0);
    if (size.equals("10M")) {
      report.target("seconds" + size, Bound.AT_MOST, 5);
    }
  }

  private static void compare(
      BenchReport.Builder report,
      SyntheticAudience audience,
      String size,
      Path folder,
      Wishes wishes,
      int patience,
      Terminal terminal)
      throws IOException, InterruptedException {
    Ours ours = new Ours();
    round(audience, new Ours());
    for (int i = 0; i < Rounds.of(wishes.quick()); i++) {
      round(audience, ours);
    }
    put(report, ours, size);
    Optional<HighsPeer> started = HighsPeer.start(folder, audience);
    if (started.isEmpty()) {
      terminal.line("scipy is not installed (apt install python3-scipy): measured without HiGHS");
    } else {
      try (HighsPeer peer = started.get()) {
        String ipm = "HighsIpm" + size;
        peer(report, ours, ipm, peer.solve("highs-ipm", patience), terminal);
        peer(report, ours, "HighsDs" + size, peer.solve("highs-ds", patience), terminal);
        if (size.equals("500k") && report.has("fasterThan" + ipm)) {
          report.target("fasterThan" + ipm, Bound.AT_LEAST, 50);
        }
      }
    }
    for (String solver : new String[] {"GLOP", "PDLP"}) {
      Solution solution = OrToolsPeer.solve(audience, solver, patience);
      peer(report, ours, solver + size, solution, terminal);
    }
  }

  private static void peer(
      BenchReport.Builder report, Ours ours, String name, Solution solution, Terminal terminal) {
    terminal.line(
        "%s: %s after %.1f s", name, solution.solved() ? "solved" : "gave up", solution.seconds());
    if (solution.solved()) {
      report
          .figure("seconds" + name, solution.seconds())
          .figure("boundAbove" + name, ours.bound / solution.optimum() - 1)
          .ratio("fasterThan" + name, solution.seconds() / ours.seconds.median());
    }
  }

  private static void round(SyntheticAudience audience, Ours ours) {
    AllocationProblem problem = audience.problem();
    long from = System.nanoTime();
    AllocationPlan plan = ShadowPriceAllocation.solve(problem, _ -> {});
    ours.seconds.add((System.nanoTime() - from) / NANOS);
    ours.gap = Math.max(ours.gap, plan.gap());
    ours.bound = plan.bound();
    ours.overspent = Math.max(ours.overspent, overspent(audience, plan));
  }

  /** Counted from the contacts, not from what the plan says. */
  static long overspent(SyntheticAudience audience, AllocationPlan plan) {
    long[] budget = audience.budget().clone();
    long[] capacity = audience.capacity().clone();
    for (int i = 0; i < plan.contacts(); i++) {
      int offer = plan.offerOf(i);
      budget[SyntheticAudience.CAMPAIGN[offer]] -= SyntheticAudience.COST[offer];
      capacity[SyntheticAudience.CHANNEL[offer]]--;
    }
    long most = 0;
    for (long left : budget) {
      most = Math.max(most, -left);
    }
    for (long left : capacity) {
      most = Math.max(most, -left);
    }
    return most;
  }
}
