package io.tierwise.ingest;

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
 * Lets in who has a write key, as long as there is a database: payloads are personal data. A
 * filter, for it has to stand before the answers that are kept for idempotency keys.
 */
public final class KeyedAccess extends OncePerRequestFilter {
  private static final String SOURCE = KeyedAccess.class.getName();
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final WriteKeys keys;
  private final Set<String> allowed;
  private final String refusal;
  private final IngestDatabase database;
  private final JsonMapper json;

  /**
   * @param allowed names of keys that may come in; empty for all
   * @param refusal what the others are told
   */
  public KeyedAccess(
      WriteKeys keys,
      Set<String> allowed,
      String refusal,
      IngestDatabase database,
      JsonMapper json) {
    this.keys = keys;
    this.allowed = allowed;
    this.refusal = refusal;
    this.database = database;
    this.json = json;
  }

  /** The name of the key that a request came with; no request gets past the filter without. */
  public static String sourceOf(HttpServletRequest request) {
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
    } else if (!allowed.isEmpty() && !allowed.contains(source)) {
      answer(response, Problems.of(HttpStatus.FORBIDDEN, "forbidden", refusal, List.of()));
    } else if (!database.isReady()) {
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
            "The database does not answer; try again",
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
