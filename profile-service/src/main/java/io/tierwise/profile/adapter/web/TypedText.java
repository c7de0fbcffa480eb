package io.tierwise.profile.adapter.web;

import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks text that people send. */
final class TypedText {
  private final List<FieldProblem> problems = new ArrayList<>();

  /** Not blank, of this length at most, and storable. */
  String required(String field, @Nullable String text, int longest) {
    if (text == null || text.isBlank()) {
      problems.add(new FieldProblem(field, "required", "is missing or blank"));
      return "";
    }
    if (text.length() > longest) {
      problems.add(
          new FieldProblem(field, "too-long", "is longer than " + longest + " characters"));
    }
    if (text.indexOf('\0') >= 0) {
      problems.add(
          new FieldProblem(field, "invalid-text", "contains a character that cannot be stored"));
    }
    return text;
  }

  void check() {
    if (!problems.isEmpty()) {
      throw ProblemException.invalid(problems);
    }
  }
}
