package io.tierwise.starter.problem;

import io.tierwise.starter.trace.TraceContext;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** The one shape of every problem: type, title, status, detail, errors and trace id. */
public final class Problems {
  public static final String TYPE_PREFIX = "urn:tierwise:problem:";

  public static ProblemDetail of(
      HttpStatusCode status, String code, String detail, List<FieldProblem> errors) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create(TYPE_PREFIX + code));
    problem.setTitle(title(code));
    problem.setProperty("errors", errors);
    problem.setProperty("traceId", TraceContext.currentTraceId());
    return problem;
  }

  private static String title(String code) {
    String words = code.replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private Problems() {}
}
