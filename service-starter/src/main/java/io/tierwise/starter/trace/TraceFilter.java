package io.tierwise.starter.trace;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/** Opens the trace of a request and answers with its id. */
public final class TraceFilter extends OncePerRequestFilter {
  private static final Logger log = LoggerFactory.getLogger(TraceFilter.class);

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    TraceContext trace = TraceContext.continuing(request.getHeader(TraceContext.HEADER));
    trace.open();
    response.setHeader("X-Trace-Id", trace.traceId());
    try {
      chain.doFilter(request, response);
      log.atDebug()
          .addArgument(request::getMethod)
          .addArgument(request::getRequestURI)
          .addArgument(response::getStatus)
          .log("{} {} answered {}");
    } finally {
      TraceContext.close();
    }
  }
}
