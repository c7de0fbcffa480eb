package io.tierwise.starter.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Ends a request with a problem detail; thrown by web adapters only. */
public final class ProblemException extends RuntimeException {
  private final HttpStatus status;
  private final String code;
  private final List<FieldProblem> errors;
  private final @Nullable Duration retryAfter;

  public ProblemException(
      HttpStatus status,
      String code,
      String detail,
      List<FieldProblem> errors,
      @Nullable Duration retryAfter) {
    super(detail);
    this.status = status;
    this.code = code;
    this.errors = List.copyOf(errors);
    this.retryAfter = retryAfter;
  }

  /** 400 with everything that is wrong. */
  public static ProblemException invalid(List<FieldProblem> errors) {
    String detail =
        errors.size() == 1
            ? errors.getFirst().field() + ": " + errors.getFirst().message()
            : errors.size() + " fields are invalid";
    return new ProblemException(HttpStatus.BAD_REQUEST, "invalid-request", detail, errors, null);
  }

  public static ProblemException invalid(String field, String code, String message) {
    return invalid(List.of(new FieldProblem(field, code, message)));
  }

  /** 404, such as {@code notFound("profile", id)}. */
  public static ProblemException notFound(String what, String id) {
    return new ProblemException(
        HttpStatus.NOT_FOUND,
        "not-found",
        "There is no " + what + " '" + id + "'",
        List.of(),
        null);
  }

  /** 409: the request is right, the state does not allow it. */
  public static ProblemException conflict(String code, String detail) {
    return new ProblemException(HttpStatus.CONFLICT, code, detail, List.of(), null);
  }

  /** 503: trying again later is right. */
  public static ProblemException unavailable(String code, String detail, Duration retryAfter) {
    return new ProblemException(
        HttpStatus.SERVICE_UNAVAILABLE, code, detail, List.of(), retryAfter);
  }

  public HttpStatus status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  public List<FieldProblem> errors() {
    return errors;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
