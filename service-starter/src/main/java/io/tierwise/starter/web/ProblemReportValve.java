package io.tierwise.starter.web;

import io.tierwise.starter.problem.Problems;
import io.tierwise.starter.trace.TraceContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Answers what Tomcat refuses before it reaches a filter, such as a broken address. */
public final class ProblemReportValve extends ErrorReportValve {
  private final JsonMapper json;

  public ProblemReportValve(JsonMapper json) {
    this.json = json;
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable fault) {
    HttpStatusCode status = HttpStatusCode.valueOf(response.getStatus());
    if (!status.isError() || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    TraceContext trace = TraceContext.continuing(request.getHeader(TraceContext.HEADER));
    trace.open();
    try {
      response.setHeader("X-Trace-Id", trace.traceId());
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setCharacterEncoding(StandardCharsets.UTF_8.name());
      Writer body = response.getReporter();
      if (body != null) {
        body.write(
            json.writeValueAsString(Problems.of(status, code(status), detail(status), List.of())));
        response.finishResponse();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      TraceContext.close();
    }
  }

  private static String code(HttpStatusCode status) {
    HttpStatus known = HttpStatus.resolve(status.value());
    return known == null ? "error" : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String detail(HttpStatusCode status) {
    return status.is4xxClientError()
        ? "The request is not HTTP as it should be: the address has to be percent-encoded UTF-8"
            + " without control characters, headers have to be whole and not too large"
        : "The request could not be carried out";
  }
}
