package io.tierwise.launcher.command;

import io.tierwise.launcher.bench.BenchmarkSuite;
import io.tierwise.launcher.bench.BenchmarkSuite.Wishes;
import io.tierwise.launcher.command.Failures.CommandFailed;
import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.terminal.Terminal;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the suite beside its peers. */
@Command(
    name = "bench",
    description = "Measures one thing beside its peers, in the same run on the same data.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Names:",
      "  ingest         batches over HTTP; peer: a bare Kafka producer",
      "  imports        a gigabyte of events as one file, undisturbed and killed",
      "  profile        events into ledger and profiles; peers: JPA, JdbcTemplate, COPY",
      "  growth         what an event costs as users, ledger and months grow; draws a chart",
      "  analysis       questions about all users, over five million events",
      "  tiering        tiers of a million customers; k-means beside Smile and scikit-learn",
      "  clv            lifetime values of a million customers, beside scipy",
      "  allocate       contacts for a million users, beside HiGHS and OR-Tools",
      "  decide         decisions over HTTP under every limit, and whether one was breached",
      "  rec-serve      recommendations over HTTP, beside ready bytes from the same server",
      "  rec-scale      a million users: training, memory, restart",
      "  freshness      from a click over HTTP to the recommendation",
      "  rec-quality    how well models rank public data (--data), beside what is published",
      "  rec-train      EASE beside scipy (--data), neighbours for a million users",
      "  event-reading  one event read and written; peer: a bare Jackson tree",
      "  list           the names and what they measure",
      "",
      "Each starts what it needs on free ports with data of its own under target/bench,",
      "warms up, measures five rounds in turn with the peers, prints a table of medians",
      "and writes target/bench/NAME.json; docs/performance.md explains it. Nothing else",
      "should run on the machine meanwhile. Exit codes: 0 measured, whether or not the",
      "targets were met, 1 something failed, 2 bad command line, 130 Ctrl-C, 143 TERM."
    })
public final class BenchCommand implements Callable<Integer>, Checked {
  private static final int EVENTS = 2_000_000;
  private static final int QUICK_EVENTS = 150_000;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec command;

  @SuppressWarnings("NullAway.Init") // required
  @Parameters(paramLabel = "NAME", description = "which one, or list")
  private String name;

  @Option(
      names = "--quick",
      description = "fewer and shorter rounds: to see that it works, not to quote")
  private boolean quick;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "of profile (default: 2000000, with --quick 150000)")
  private @Nullable Integer events;

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "whom the events of profile belong to (default: 200000)")
  private int users = 200_000;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "public data of rec-quality and rec-train: a folder per data set")
  private @Nullable Path data;

  @Override
  public void check() {
    wishes();
  }

  @Override
  public Integer call() throws Exception {
    BenchmarkSuite suite =
        ServiceLoader.load(BenchmarkSuite.class)
            .findFirst()
            .orElseThrow(
                () ->
                    new CommandFailed(
                        "the benchmarks are not on the class path; start this by ./tierwise bench"));
    Terminal terminal = Terminal.standard();
    Map<String, String> known = suite.descriptions();
    if (name.equals("list")) {
      known.forEach((each, about) -> terminal.line("%-14s %s", each, about));
      return CommandLine.ExitCode.OK;
    }
    if (!known.containsKey(name)) {
      throw new ParameterException(
          command.commandLine(),
          "'%s' is none of %s, list".formatted(name, String.join(", ", known.keySet())));
    }
    suite.run(name, wishes(), Installation.find(), terminal);
    return CommandLine.ExitCode.OK;
  }

  private Wishes wishes() {
    int wanted = quick ? QUICK_EVENTS : EVENTS;
    try {
      return new Wishes(quick, events == null ? wanted : events, users, data);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
