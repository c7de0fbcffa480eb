package io.tierwise.launcher.command;

import io.tierwise.launcher.stack.FileTrouble;
import io.tierwise.launcher.stack.StartFailed;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import picocli.CommandLine;

/** Says what went wrong, in words; a stack trace only for what nobody foresaw. */
public final class Failures {
  static final int INTERRUPTED = 130;

  /** Thrown where the message alone tells a person everything. */
  static final class CommandFailed extends Exception {
    private static final long serialVersionUID = 1L;

    CommandFailed(String message) {
      super(message);
    }
  }

  public static int report(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
    PrintWriter err = command.getErr();
    int code = CommandLine.ExitCode.SOFTWARE;
    switch (failure) {
      case StartFailed start -> {
        err.println();
        err.println("tierwise: could not start " + start.getMessage());
        start.lastLines().forEach(line -> err.println("  | " + line));
        Path log = start.log();
        if (log != null) {
          err.println("The whole log: " + log);
        }
      }
      case InterruptedException interrupted -> code = INTERRUPTED;
      case CommandFailed known -> err.println("tierwise: " + known.getMessage());
      case FileSystemException file -> err.println("tierwise: " + FileTrouble.of(file));
      default -> failure.printStackTrace(err);
    }
    err.flush();
    return code;
  }

  private Failures() {}
}
