package io.tierwise.starter.idempotency;

import io.tierwise.starter.idempotency.IdempotentRequests.Answer;
import io.tierwise.starter.idempotency.IdempotentRequests.Claim;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * A POST with an {@code Idempotency-Key} is carried out once: the same request again gets the first
 * answer, another request under the same key is refused, and so is one while the first still runs.
 * Failures of ours (5xx) are not kept, so that trying again is worth it.
 */
public final class IdempotencyFilter extends OncePerRequestFilter {
  public static final String HEADER = "Idempotency-Key";
  private static final int MAX_KEY = 200;

  private final IdempotentRequests requests;
  private final JsonMapper json;

  public IdempotencyFilter(IdempotentRequests requests, JsonMapper json) {
    this.requests = requests;
    this.json = json;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getHeader(HEADER) == null || !request.getMethod().equals("POST");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String key = request.getHeader(HEADER);
    if (key.isBlank() || key.length() > MAX_KEY) {
      refuse(
          response,
          HttpStatus.BAD_REQUEST,
          "invalid-length",
          "must have 1 to " + MAX_KEY + " characters that are not all blank");
      return;
    }
    byte[] body = request.getInputStream().readAllBytes();
    switch (requests.claim(key, hash(request, body))) {
      case Claim.First _ ->
          answerAndKeep(key, new ReplayableRequest(request, body), response, chain);
      case Claim.Done(Answer answer) -> replay(answer, response);
      case Claim.Running _ ->
          refuse(
              response,
              HttpStatus.CONFLICT,
              "still-running",
              "the first request with this key still runs");
      case Claim.Different _ ->
          refuse(
              response,
              HttpStatus.UNPROCESSABLE_CONTENT,
              "used-before",
              "this key was used for another request; take a new one");
    }
  }

  private void answerAndKeep(
      String key, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ContentCachingResponseWrapper cached = new ContentCachingResponseWrapper(response);
    boolean kept = false;
    try {
      chain.doFilter(request, cached);
      if (cached.getStatus() < 500) {
        requests.keep(
            key,
            new Answer(
                cached.getStatus(),
                cached.getHeader(HttpHeaders.LOCATION),
                cached.getContentType(),
                cached.getContentAsByteArray()));
        kept = true;
      }
    } finally {
      if (!kept) {
        requests.release(key);
      }
      cached.copyBodyToResponse();
    }
  }

  private static void replay(Answer answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    response.setHeader("Idempotent-Replayed", "true");
    setIfPresent(response, HttpHeaders.LOCATION, answer.location());
    setIfPresent(response, HttpHeaders.CONTENT_TYPE, answer.contentType());
    response.getOutputStream().write(answer.body());
  }

  private static void setIfPresent(
      HttpServletResponse response, String header, @Nullable String value) {
    if (value != null) {
      response.setHeader(header, value);
    }
  }

  private void refuse(HttpServletResponse response, HttpStatus status, String code, String message)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    json.writeValue(
        response.getOutputStream(),
        Problems.of(
            status,
            "idempotency-key",
            HEADER + ": " + message,
            List.of(new FieldProblem(HEADER, code, message))));
  }

  private static byte[] hash(HttpServletRequest request, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          (request.getRequestURI() + "?" + request.getQueryString() + "\n")
              .getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return digest.digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
