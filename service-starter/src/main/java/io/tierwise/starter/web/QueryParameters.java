package io.tierwise.starter.web;

import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a question, asked for one by one. All that is wrong is told at once; wrong is also
 * a parameter that is there twice, or that was not asked for.
 */
public final class QueryParameters {
  private final Map<String, List<String>> given;
  private final String prefix;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<FieldProblem> problems = new ArrayList<>();

  public QueryParameters(Map<String, List<String>> given) {
    this(given, "");
  }

  /**
   * @param prefix of the names in problems
   */
  public QueryParameters(Map<String, List<String>> given, String prefix) {
    this.given = given;
    this.prefix = prefix;
  }

  /** Is read elsewhere. */
  public void allow(String... names) {
    known.addAll(List.of(names));
  }

  /**
   * @return null where it is not given
   */
  public @Nullable String get(String name) {
    known.add(name);
    List<String> values = given.getOrDefault(name, List.of());
    return values.isEmpty() ? null : values.getFirst();
  }

  /**
   * @param parser throws {@link IllegalArgumentException} or {@link DateTimeException}
   * @param expected what it should have been
   * @return null where it is not given, or wrong
   */
  public <T> @Nullable T get(String name, Function<String, T> parser, String expected) {
    String text = get(name);
    if (text == null) {
      return null;
    }
    try {
      return parser.apply(text);
    } catch (DateTimeException | IllegalArgumentException e) {
      problem(name, "wrong-type", "'" + text + "' is not " + expected);
      return null;
    }
  }

  /** A parser of text that is not blank and that PostgreSQL can keep. */
  public static String text(String text) {
    if (text.isBlank() || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  /** A parser of true and false. */
  public static Boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  public void problem(String name, String code, String message) {
    problems.add(new FieldProblem(prefix + name, code, message));
  }

  /** Asked when all parameters were. */
  public void check() {
    given.forEach(
        (name, values) -> {
          if (!known.contains(name)) {
            problems.add(UnknownParameters.unknown(prefix + name, known));
          } else if (values.size() > 1) {
            problem(name, "repeated", "is given " + values.size() + " times");
          }
        });
    if (!problems.isEmpty()) {
      throw ProblemException.invalid(problems);
    }
  }
}
