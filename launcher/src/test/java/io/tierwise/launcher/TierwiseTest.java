package io.tierwise.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command line as a person meets it: nothing here starts a process. */
class TierwiseTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = Tierwise.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --nope                          | tierwise: Unknown option: '--nope'
          frob                            | tierwise: Unknown command: 'frob'
          up --nope                       | tierwise: Unknown option: '--nope'
          up now                          | tierwise: Unknown argument: 'now'
          up --data                       | tierwise: Missing required parameter for option '--data' (DIR)
          up --postgres-url=mysql://h     | tierwise: 'mysql://h' does not read jdbc:postgresql://HOST:PORT (each service has a database of its own there)
          import x.csv                    | tierwise: Missing required option: '--format=FORMAT'
          import --format=cdnow           | tierwise: Missing required parameter: 'FILE'
          import --format=excel x.csv     | tierwise: Invalid value for option '--format': 'excel' is none of online-retail, retailrocket, cdnow, complete-journey, events
          import --format=cdnow x --url=h | tierwise: Invalid value for option '--url': h
          import-history                  | tierwise: Missing required option: '--data=DIR'
          demo --customers=none           | tierwise: Invalid value for option '--customers': 'none' is not an int
          demo --customers=0              | tierwise: customers must be between 1 and 1000000: 0
          bench                           | tierwise: Missing required parameter: 'NAME'
          bench profile --events=many     | tierwise: Invalid value for option '--events': 'many' is not an int
          help frob                       | tierwise: Unknown subcommand 'frob'.
          """)
  void slip_isNamedInOneLine_andExitsWithTwo(String line, String message) {
    assertThat(run(line.split(" "))).isEqualTo(2);
    assertThat(err.toString().lines().findFirst()).contains(message);
    assertThat(err.toString().lines().count()).isLessThanOrEqualTo(2);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          up --postgres-url=mysql://h      | tierwise: 'mysql://h' does not read jdbc:postgresql://HOST:PORT (each service has a database of its own there)
          demo --postgres-url=postgresql:x | tierwise: 'postgresql:x' does not read jdbc:postgresql://HOST:PORT (each service has a database of its own there)
          demo --days=0                    | tierwise: days must be between 1 and 1500: 0
          import --format=cdnow x --url=h  | tierwise: Invalid value for option '--url': h
          bench profile --events=1         | tierwise: events must be between 1000 and 100000000: 1
          """)
  void check_beforeABuild_judgesTheArgumentsAlready(String line, String message) {
    CommandLine command = Tierwise.commandLine().setExecutionStrategy(Tierwise::check);
    command.setErr(new PrintWriter(err));

    assertThat(command.execute(line.split(" "))).isEqualTo(2);
    assertThat(err.toString().lines().findFirst()).contains(message);
  }

  @ParameterizedTest
  @CsvSource({"up", "demo --exit", "import --format=cdnow x", "bench profile"})
  void check_ofAGoodLine_startsNothing(String line) {
    CommandLine command = Tierwise.commandLine().setExecutionStrategy(Tierwise::check);

    assertThat(command.execute(line.split(" "))).isZero();
  }

  @Test
  void noCommand_isAUsageError() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).startsWith("tierwise: Missing command");
  }

  @Test
  void help_namesCommandsAndExitCodes() {
    assertThat(run("help")).isZero();
    assertThat(out.toString())
        .contains("demo", "up", "import", "import-history", "bench", "help")
        .contains("130", "interrupted", "143", "TERM", "TIERWISE_POSTGRES_URL", "JAVA_HOME");
  }

  @ParameterizedTest
  @CsvSource({"up,--data", "demo,--customers", "import,online-retail", "bench,--quick"})
  void helpOfACommand_saysItsOptions(String command, String expected) {
    assertThat(run("help", command)).isZero();
    assertThat(out.toString()).contains("Usage: tierwise " + command, expected, "Exit codes");
  }

  @Test
  void missingFile_failsWithOne() {
    assertThat(run("import", "--format=cdnow", "does-not-exist.txt")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("tierwise: cannot read does-not-exist.txt");
  }

  @Test
  void bench_withoutTheBenchmarksModule_saysHowToStartIt() {
    assertThat(run("bench", "list")).isEqualTo(1);
    assertThat(err.toString()).contains("./tierwise bench");
  }
}
