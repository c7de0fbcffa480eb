package io.tierwise.starter.problem;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says what is wrong with a JSON body in the words of JSON: callers do not know our classes. */
final class BodyProblems {
  /** The reason that a parser or a binder gave, null if there was no body. */
  static FieldProblem of(@Nullable Throwable reason) {
    return switch (reason) {
      case UnrecognizedPropertyException unknown ->
          new FieldProblem(
              path(unknown),
              "unknown-field",
              "is not a field here; known: " + unknown.getKnownPropertyIds());
      case InvalidFormatException format ->
          new FieldProblem(
              path(format),
              "wrong-type",
              "'" + format.getValue() + "' is not " + expected(format.getTargetType()));
      case MismatchedInputException mismatch ->
          refusal(mismatch, "must be " + expected(mismatch.getTargetType()));
      case ValueInstantiationException refused -> refusal(refused, "has a value that is refused");
      case InputCoercionException range ->
          new FieldProblem(
              path(range),
              "out-of-range",
              "is out of the range of " + expected(range.getTargetType()));
      case JacksonException json -> new FieldProblem("body", "broken-json", broken(json));
      case null, default -> new FieldProblem("body", "unreadable", "a JSON body is required");
    };
  }

  /** What a value of a type looks like in a request. */
  static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "what is expected here";
    } else if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    } else if (type == double.class || type == Double.class || type == BigDecimal.class) {
      return "a decimal number";
    } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a whole number";
    } else if (type == Instant.class) {
      return "an instant such as 2026-01-31T12:00:00Z";
    } else if (CharSequence.class.isAssignableFrom(type)) {
      return "text";
    } else if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return "an array";
    } else if (type.isRecord() || Map.class.isAssignableFrom(type)) {
      return "an object";
    }
    return "a " + type.getSimpleName();
  }

  /** A value that its own type refuses says so itself. */
  private static FieldProblem refusal(JacksonException e, String otherwise) {
    String message =
        switch (e.getCause()) {
          case IllegalArgumentException refusal -> String.valueOf(refusal.getMessage());
          case NullPointerException refusal -> String.valueOf(refusal.getMessage());
          case null, default -> otherwise;
        };
    return new FieldProblem(path(e), "wrong-type", message);
  }

  private static String broken(JacksonException e) {
    // The parser adds where an object began, in words about itself.
    String what = String.valueOf(e.getOriginalMessage()).replaceFirst(" \\(start marker at .*", "");
    TokenStreamLocation at = e.getLocation();
    // A limit of the parser, on digits for example, does not say where it was reached.
    return at == null ? what : what + " at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  private static String path(JacksonException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.isEmpty() ? "body" : path.toString();
  }

  private BodyProblems() {}
}
