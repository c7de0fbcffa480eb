package io.tierwise.ingest.rejects;

import io.tierwise.ingest.Answers;
import io.tierwise.ingest.WriteKeys;
import io.tierwise.starter.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Payloads are personal data: nobody sees them without a write key. A filter, for it has to stand
 * before the answers that are kept for idempotency keys, and answers while there is no database.
 */
final class RejectsAccess extends OncePerRequestFilter {
  private static final String SOURCE = RejectsAccess.class.getName();
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final WriteKeys keys;
  private final Set<String> readers;
  private final RejectsSchema schema;
  private final JsonMapper json;

  /**
   * @param readers names of keys that may come in; empty for all
   */
  RejectsAccess(WriteKeys keys, Set<String> readers, RejectsSchema schema, JsonMapper json) {
    this.keys = keys;
    this.readers = readers;
    this.schema = schema;
    this.json = json;
  }

  /** The name of the key that a request came with; no request gets past the filter without. */
  static String sourceOf(HttpServletRequest request) {
    return Objects.requireNonNull((String) request.getAttribute(SOURCE), "no write key was seen");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String key = WriteKeys.userOf(request.getHeader(HttpHeaders.AUTHORIZATION));
    String source = keys.sourceOf(key).orElse(null);
    if (source == null) {
      answer(response, Answers.unauthorized());
    } else if (!readers.isEmpty() && !readers.contains(source)) {
      answer(
          response,
          Problems.of(
              HttpStatus.FORBIDDEN,
              "forbidden",
              "This write key may send events, but not see rejected ones",
              List.of()));
    } else if (!schema.isReady()) {
      answerUnavailable(response);
    } else {
      request.setAttribute(SOURCE, source);
      try {
        chain.doFilter(request, response);
      } catch (DataAccessException e) {
        // Of the filters behind; what happens in a controller is a problem detail already.
        if (response.isCommitted()) {
          throw e;
        }
        answerUnavailable(response);
      }
    }
  }

  private void answerUnavailable(HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER.toSeconds()));
    answer(
        response,
        Problems.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "database-unavailable",
            "The database of rejected events does not answer; try again",
            List.of()));
  }

  private void answer(HttpServletResponse response, ResponseEntity<Object> answer)
      throws IOException {
    answer
        .getHeaders()
        .forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
    answer(response, (ProblemDetail) Objects.requireNonNull(answer.getBody()));
  }

  private void answer(HttpServletResponse response, ProblemDetail problem) throws IOException {
    response.setStatus(problem.getStatus());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    json.writeValue(response.getOutputStream(), problem);
  }
}
