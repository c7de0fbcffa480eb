package io.tierwise.benchmarks.clv;

import io.tierwise.benchmarks.BenchFolder;
import io.tierwise.benchmarks.MeasuredWork;
import io.tierwise.benchmarks.Rounds;
import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.benchmarks.report.Runs;
import io.tierwise.benchmarks.report.Target.Bound;
import io.tierwise.launcher.bench.BenchmarkSuite.Wishes;
import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.terminal.Terminal;
import io.tierwise.segmentation.clv.ClvModel;
import io.tierwise.segmentation.clv.ClvModel.Horizon;
import io.tierwise.segmentation.clv.FitVerdict;
import io.tierwise.segmentation.clv.FrequencyTable;
import io.tierwise.segmentation.clv.HistoryTable;
import io.tierwise.segmentation.clv.PurchaseFit;
import io.tierwise.segmentation.clv.PurchaseHistory;
import io.tierwise.segmentation.clv.PurchaseKind;
import io.tierwise.segmentation.clv.SpendFit;
import io.tierwise.segmentation.clv.SpendModel;
import io.tierwise.segmentation.clv.ValueTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From the histories of a million customers to the value of each: grouping, BG/NBD, Gamma-Gamma,
 * values; and the BG/NBD alone beside scipy with the analytic gradient on the same rows.
 */
public final class ClvBenchmark implements MeasuredWork {
  private static final int CUSTOMERS = 1_000_000;
  private static final int QUICK_CUSTOMERS = 20_000;
  private static final long SEED = 20261122;
  private static final double NANOS = 1e9;

  private final Clock clock;

  public ClvBenchmark(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "clv";
  }

  @Override
  public String description() {
    return "lifetime value of 1,000,000 customers; BG/NBD beside scipy (python3-scipy)";
  }

  @Override
  public BenchReport measure(Wishes wishes, Installation installation, Terminal terminal)
      throws IOException, InterruptedException {
    int customers = wishes.quick() ? QUICK_CUSTOMERS : CUSTOMERS;
    SyntheticBuyers buyers = SyntheticBuyers.of(customers, SEED);
    Path folder = BenchFolder.of(installation).resolve("clv");
    Optional<ScipyPeer> started = ScipyPeer.start(folder, buyers);
    if (started.isEmpty()) {
      terminal.line("scipy is not installed (apt install python3-scipy): measured without a peer");
    }
    Measured measured = new Measured();
    try (ScipyPeer peer = started.orElse(null)) {
      round(buyers, peer, new Measured());
      for (int i = 0; i < Rounds.of(wishes.quick()); i++) {
        round(buyers, peer, measured);
      }
    }
    return report(customers, measured, started.isPresent());
  }

  private static final class Measured {
    private final Runs whole = new Runs();
    private final Runs grouping = new Runs();
    private final Runs purchases = new Runs();
    private final Runs spend = new Runs();
    private final Runs values = new Runs();
    private final Runs ours = new Runs();
    private final Runs scipy = new Runs();
    private int groups;
    private double behind;
    private double apart;
  }

  private static void round(SyntheticBuyers buyers, @Nullable ScipyPeer peer, Measured m)
      throws IOException {
    long from = System.nanoTime();
    HistoryTable histories = new HistoryTable();
    for (int i = 0; i < buyers.age().length; i++) {
      histories.add(
          new PurchaseHistory(
              buyers.repeats()[i], buyers.recency()[i], buyers.age()[i], buyers.means()[i]));
    }
    FrequencyTable table = histories.frequencies();
    long grouped = System.nanoTime();
    PurchaseFit fit = PurchaseFit.of(PurchaseKind.BG_NBD, table);
    long fitted = System.nanoTime();
    SpendFit spend = SpendFit.of(histories.spend());
    long spent = System.nanoTime();
    if (fit.verdict() != FitVerdict.CONVERGED || spend.verdict() != FitVerdict.CONVERGED) {
      throw new IllegalStateException(fit + " " + spend);
    }
    SpendModel spendModel = Objects.requireNonNull(spend.model());
    ValueTable values =
        new ValueTable(
            new ClvModel(fit.model(), spendModel), histories, table, new Horizon(365, 0.1));
    double total = 0;
    for (int i = 0; i < values.size(); i++) {
      total += values.of(i).value();
    }
    long valued = System.nanoTime();
    if (!(total > 0)) {
      throw new IllegalStateException("total value " + total);
    }
    m.groups = table.size();
    m.grouping.add((grouped - from) / NANOS);
    m.purchases.add((fitted - grouped) / NANOS);
    m.spend.add((spent - fitted) / NANOS);
    m.values.add((valued - spent) / NANOS);
    m.whole.add((valued - from) / NANOS);
    // scipy is given its rows, we group ours: the grouping is part of our time.
    m.ours.add((fitted - from) / NANOS);
    if (peer != null) {
      ScipyPeer.Fit theirs = peer.fit();
      m.scipy.add(theirs.seconds());
      m.behind =
          theirs.meanLikelihood()
              - (fit.logLikelihood() + fit.observedRepeats() * Math.log(unit(buyers)))
                  / fit.customers();
      m.apart =
          Math.max(
              Math.max(
                  Math.abs(theirs.r() - fit.model().r()), Math.abs(theirs.a() - fit.model().a())),
              Math.abs(theirs.b() - fit.model().b()));
    }
  }

  /** The peer's unit of time, in days. */
  private static double unit(SyntheticBuyers buyers) {
    int oldest = 0;
    for (int days : buyers.age()) {
      oldest = Math.max(oldest, days);
    }
    return Math.max(1, oldest / 40.0);
  }

  private BenchReport report(int customers, Measured m, boolean withPeer) {
    BenchReport.Builder report =
        BenchReport.of(name(), clock.instant())
            .figure("customers", customers)
            .figure("groups", m.groups)
            .figure("wholeSeconds", m.whole)
            .figure("groupingSeconds", m.grouping)
            .figure("bgNbdSeconds", m.purchases)
            .figure("gammaGammaSeconds", m.spend)
            .figure("valuesSeconds", m.values)
            .figure("groupingAndBgNbdSeconds", m.ours);
    if (withPeer) {
      report
          .figure("scipyBgNbdSeconds", m.scipy)
          .figure("scipyLikelihoodAboveOurs", m.behind)
          .figure("largestParameterDifference", m.apart)
          .ratio("fasterThanScipy", m.scipy, m.ours)
          .target("fasterThanScipy", Bound.AT_LEAST, 50)
          .target("largestParameterDifference", Bound.AT_MOST, 0.001);
    }
    return report.target("wholeSeconds", Bound.AT_MOST, 10).build();
  }
}
