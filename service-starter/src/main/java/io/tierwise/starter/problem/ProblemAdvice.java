package io.tierwise.starter.problem;

import io.tierwise.starter.trouble.DatabaseTrouble;
import jakarta.validation.ConstraintViolationException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns every exception of a request into a problem detail; what is our own fault is logged. */
@RestControllerAdvice
@Order(0)
class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> onProblem(ProblemException e) {
    return answer(e.status(), e.code(), e.detail(), e.errors(), e.retryAfter());
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> onConstraint(ConstraintViolationException e) {
    return invalid(
        e.getConstraintViolations().stream()
            .map(v -> new FieldProblem(v.getPropertyPath().toString(), "invalid", v.getMessage()))
            .toList());
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> onUnreadableParameters(InvalidParameterException e) {
    return invalid(
        List.of(new FieldProblem("query", "invalid-encoding", "is not percent-encoded UTF-8")));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> onIllegalArgument(IllegalArgumentException e) {
    log.atInfo().setCause(e).log("request refused");
    // Without words of its own the message is its cause's class, which is none of the caller's.
    String message =
        String.valueOf(e.getCause()).equals(e.getMessage())
            ? "has a value that is refused"
            : String.valueOf(e.getMessage());
    return invalid(List.of(new FieldProblem("body", "invalid", message)));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> onFault(Exception e) {
    if (DatabaseTrouble.isCauseOf(e)) {
      log.atWarn().setCause(e).log("database unavailable");
      return answer(
          HttpStatus.SERVICE_UNAVAILABLE,
          "database-unavailable",
          "The database does not answer; try again",
          List.of(),
          RETRY_AFTER);
    }
    log.atError().setCause(e).log("request failed");
    return answer(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "internal-error",
        "An unexpected error happened; the trace id finds it in the log",
        List.of(),
        null);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest r) {
    return widened(invalid(e.getAllErrors().stream().map(ProblemAdvice::problemOf).toList()));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode s, WebRequest r) {
    Stream<FieldProblem> problems =
        e.getParameterValidationResults().stream()
            .flatMap(
                result ->
                    result.getResolvableErrors().stream()
                        .map(
                            error ->
                                new FieldProblem(
                                    error instanceof FieldError field
                                        ? field.getField()
                                        : String.valueOf(
                                            result.getMethodParameter().getParameterName()),
                                    "invalid",
                                    String.valueOf(error.getDefaultMessage()))));
    return widened(invalid(problems.toList()));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
      MissingServletRequestParameterException e, HttpHeaders h, HttpStatusCode s, WebRequest r) {
    return widened(
        invalid(List.of(new FieldProblem(e.getParameterName(), "missing", "is required"))));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode s, WebRequest r) {
    return widened(invalid(List.of(BodyProblems.of(e.getCause()))));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
      NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest r) {
    String detail = "There is nothing at /" + e.getResourcePath();
    return widened(answer(HttpStatus.NOT_FOUND, "not-found", detail, List.of(), null));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (e instanceof MethodArgumentTypeMismatchException mismatch) {
      return widened(
          invalid(
              List.of(
                  new FieldProblem(
                      mismatch.getName(),
                      "wrong-type",
                      "'"
                          + mismatch.getValue()
                          + "' is not "
                          + BodyProblems.expected(mismatch.getRequiredType())))));
    }
    String detail =
        body instanceof ProblemDetail problem && problem.getDetail() != null
            ? problem.getDetail()
            : String.valueOf(e.getMessage());
    HttpStatus known = HttpStatus.resolve(status.value());
    String code = known == null ? "error" : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
    ResponseEntity<ProblemDetail> answer = answer(status, code, detail, errors(e), null);
    HttpHeaders all = new HttpHeaders();
    all.putAll(headers);
    all.putAll(answer.getHeaders());
    return new ResponseEntity<>(answer.getBody(), all, status);
  }

  private static List<FieldProblem> errors(Exception e) {
    return e instanceof HttpMediaTypeNotSupportedException type
        ? List.of(
            new FieldProblem(
                HttpHeaders.CONTENT_TYPE,
                "unsupported",
                "'" + type.getContentType() + "' is none of " + type.getSupportedMediaTypes()))
        : List.of();
  }

  private static FieldProblem problemOf(ObjectError error) {
    String field = error instanceof FieldError f ? f.getField() : error.getObjectName();
    return new FieldProblem(field, "invalid", String.valueOf(error.getDefaultMessage()));
  }

  private static ResponseEntity<ProblemDetail> invalid(List<FieldProblem> errors) {
    return onProblemOf(ProblemException.invalid(errors));
  }

  private static ResponseEntity<ProblemDetail> onProblemOf(ProblemException e) {
    return answer(e.status(), e.code(), e.detail(), e.errors(), e.retryAfter());
  }

  private static ResponseEntity<ProblemDetail> answer(
      HttpStatusCode status,
      String code,
      String detail,
      List<FieldProblem> errors,
      @Nullable Duration retryAfter) {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON);
    if (retryAfter != null) {
      headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter.toSeconds()));
    }
    return new ResponseEntity<>(Problems.of(status, code, detail, errors), headers, status);
  }

  private static ResponseEntity<Object> widened(ResponseEntity<ProblemDetail> answer) {
    return new ResponseEntity<>(answer.getBody(), answer.getHeaders(), answer.getStatusCode());
  }
}
