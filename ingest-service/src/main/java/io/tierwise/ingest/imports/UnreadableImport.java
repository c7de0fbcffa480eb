package io.tierwise.ingest.imports;

import io.tierwise.starter.problem.FieldProblem;
import java.util.List;

/** The file cannot be told apart into events, from some place on or at all. */
final class UnreadableImport extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient List<FieldProblem> problems;

  UnreadableImport(String message) {
    this(message, List.of(new FieldProblem("$", "unreadable", message)));
  }

  UnreadableImport(String message, List<FieldProblem> problems) {
    super(message);
    this.problems = List.copyOf(problems);
  }

  List<FieldProblem> problems() {
    return problems;
  }
}
