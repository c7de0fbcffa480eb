package io.tierwise.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.contracts.JsonBytes;
import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.problem.Problems;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** What the doors answer. */
public final class Answers {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
  private static final byte[] INDEX = JsonBytes.ready("index");
  private static final byte[] MESSAGE_ID = JsonBytes.ready("messageId");
  private static final byte[] STATUS = JsonBytes.ready("status");

  public enum Status {
    accepted,
    rejected
  }

  @Schema(name = "EventResult")
  public record EventResult(
      int index,
      @Nullable String messageId,
      Status status,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FieldProblem> errors) {}

  @Schema(name = "EventResults")
  public record EventResults(int accepted, int rejected, List<EventResult> results) {}

  @Schema(name = "ItemResult")
  record ItemResult(
      int index,
      @Nullable String itemId,
      Status status,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FieldProblem> errors) {}

  @Schema(name = "ItemResults")
  record ItemResults(int accepted, int rejected, List<ItemResult> results) {}

  /** Half as long to write as in the general way, which asks each result about its fields. */
  static byte[] json(EventResults results) {
    JsonBytes out = new JsonBytes();
    out.open('{');
    out.name("accepted");
    out.number(results.accepted());
    out.name("rejected");
    out.number(results.rejected());
    out.name("results");
    out.open('[');
    for (EventResult each : results.results()) {
      out.open('{');
      out.name(INDEX);
      out.number(each.index());
      out.name(MESSAGE_ID);
      out.textOrNull(each.messageId());
      out.name(STATUS);
      out.text(each.status().name());
      if (each.errors() != null) {
        out.name("errors");
        out.open('[');
        each.errors().forEach(error -> error(out, error));
        out.close(']');
      }
      out.close('}');
    }
    out.close(']');
    out.close('}');
    return out.take();
  }

  private static void error(JsonBytes out, FieldProblem error) {
    out.open('{');
    out.name("field");
    out.text(error.field());
    out.name("code");
    out.text(error.code());
    out.name("message");
    out.text(error.message());
    out.close('}');
  }

  public static List<FieldProblem> errors(List<Reason> reasons) {
    return reasons.stream().map(r -> new FieldProblem(r.field(), r.code(), r.message())).toList();
  }

  /** 400, or 413 where size is all that is wrong. */
  static ProblemException refused(String code, List<Reason> reasons) {
    boolean size =
        reasons.stream()
            .allMatch(r -> r.code().equals("too-large") || r.code().equals("too-many-events"));
    ProblemException asInvalid = ProblemException.invalid(errors(reasons));
    return new ProblemException(
        size ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.BAD_REQUEST,
        size ? "content-too-large" : code,
        asInvalid.detail(),
        asInvalid.errors(),
        null);
  }

  public static ResponseEntity<Object> unauthorized() {
    return problem(
        Problems.of(
            HttpStatus.UNAUTHORIZED,
            "unauthorized",
            "A write key is required, as user name of Basic authorization or as writeKey in the body",
            List.of()),
        HttpHeaders.WWW_AUTHENTICATE,
        "Basic realm=\"tierwise\", charset=\"UTF-8\"");
  }

  /**
   * 503: to be sent again as a whole; what was acknowledged already is recognised by its id then.
   */
  public static ResponseEntity<Object> brokerUnavailable(BitSet acknowledged, int of) {
    ProblemDetail problem =
        Problems.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "broker-unavailable",
            "The broker acknowledged "
                + acknowledged.cardinality()
                + " of "
                + of
                + "; send all of it again, a second time does no harm",
            List.of());
    problem.setProperty("acceptedIndexes", acknowledged.stream().boxed().toList());
    return problem(problem, HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER.toSeconds()));
  }

  private static ResponseEntity<Object> problem(
      ProblemDetail problem, String header, String value) {
    return ResponseEntity.status(problem.getStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .header(header, value)
        .body(problem);
  }

  private Answers() {}
}
